// Two-dimensional convolutions of images (batch, channels, height, width), their transposes and their weights' gradients, as
// matrix products over elements where they lie: no matrix of patches is ever made.
#pragma once

/// y(n, o, i, j) = Σ x(n, c, stride i + dilation k − padding, …) w(o, c, k, l), c being of o's group.
typedef struct {
  long batch, channels, height, width;        // of x
  long out_channels, out_height, out_width;   // of y
  long kernel_height, kernel_width, stride_height, stride_width, padding_height, padding_width;
  long dilation_height, dilation_width, groups;
  long margin_top, margin_left, framed_height, framed_width;  // of the framed copy that is read: see below
} CKConvolution;

/// Copies planes into the middle of larger ones, with zeros around them.
void ck_frame(int dtype, long planes, long height, long width, const void *x, long top, long left, long framed_height,
              long framed_width, void *y);

/// y from x, which is framed with the padding; the bias, one number an output channel, may be null.
void ck_convolve(int dtype, const CKConvolution *shape, const void *framed_x, const void *w, const void *bias, void *y);
/// x(n, c, …) = Σ y w over all that the convolution made of it: its transpose. The bias, one number a channel of x, may be null.
/// y is framed with the margins, unless x has so few channels that the patches are multiplied first and then added up.
int ck_scatters_patches(const CKConvolution *shape);
void ck_convolve_transposed(int dtype, const CKConvolution *shape, const void *framed_y, const void *w, const void *bias,
                            void *x);
/// w(o, c, k, l) = Σ x y: the gradient with respect to the weight. x is framed with the padding.
void ck_convolve_weight(int dtype, const CKConvolution *shape, const void *framed_x, const void *y, void *w);
