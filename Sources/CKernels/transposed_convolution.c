#include "patches.h"

typedef struct {
  int dtype;
  const CKConvolution *shape;
  const char *y, *w, *bias;
  char *x;
} Scatter;

#define ADD_PATCHES(S, T)                                                                              \
  /* x(h, w) = bias + Σ patches(tap, i, j) at i · stride + k · dilation − padding: one channel of one image. */ \
  CLONES static void add_patches_##S(const CKConvolution *s, const T *patches, long step_of_taps, T bias, T *x) { \
    long image = s->height * s->width;                                                                 \
    for (long i = 0; i < image; i++) x[i] = bias;                                                      \
    for (long k = 0; k < s->kernel_height; k++)                                                        \
      for (long l = 0; l < s->kernel_width; l++, patches += step_of_taps) {                            \
        long step = s->stride_width, shift = l * s->dilation_width - s->padding_width;                 \
        long first = shift < 0 ? (-shift + step - 1) / step : 0;                                       \
        long last = s->width - 1 - shift < 0 ? -1 : (s->width - 1 - shift) / step;                     \
        if (last > s->out_width - 1) last = s->out_width - 1;                                          \
        for (long i = 0; i < s->out_height; i++) {                                                     \
          long row = i * s->stride_height + k * s->dilation_height - s->padding_height;                \
          if (row < 0 || row >= s->height) continue;                                                   \
          T *to = x + row * s->width + shift;                                                          \
          const T *from = patches + i * s->out_width;                                                  \
          for (long j = first; j <= last; j++) to[j * step] += from[j];                                \
        }                                                                                              \
      }                                                                                                \
  }
ADD_PATCHES(f, float)
ADD_PATCHES(d, double)

// Some images at a time, enough for a product's width: all patches of y times w, added up where they overlap.
static long images_at_once(const CKConvolution *s) {
  long plane = s->out_height * s->out_width;
  return smaller(s->batch, plane < 64 ? (64 + plane - 1) / plane : 1);
}

static void scatter_images(long begin, long end, void *context) {
  const Scatter *t = context;
  const CKConvolution *s = t->shape;
  int size = t->dtype == CK_FLOAT32 ? 4 : 8;
  long channels = s->channels / s->groups, out_channels = s->out_channels / s->groups, most = images_at_once(s);
  long taps = s->kernel_height * s->kernel_width, plane = s->out_height * s->out_width, image = s->height * s->width;
  char *patches = ck_allocate(channels * taps * most * plane * size);
  if (!patches) ck_trap();
  for (long first = begin * most; first < smaller(end * most, s->batch); first += most)
    for (long g = 0; g < s->groups; g++) {
      long images = smaller(most, s->batch - first), width = images * plane;
      CKAxis pixel = {1, plane, s->out_channels * plane, 0, 1, 0};
      CKMatrix a = {at(t->w, t->dtype, g * out_channels * channels * taps), plain(1), plain(channels * taps)};
      CKMatrix b = {at(t->y, t->dtype, (first * s->out_channels + g * out_channels) * plane), plain(plane), pixel};
      ck_contract(t->dtype, channels * taps, width, out_channels, a, b, (CKMatrix){patches, plain(width), plain(1)}, 0, 0, 0);
      for (long n = 0; n < images; n++)
        for (long c = 0; c < channels; c++) {
          long channel = g * channels + c;
          char *x = at(t->x, t->dtype, ((first + n) * s->channels + channel) * image);
          char *from = patches + (c * taps * width + n * plane) * size;
          if (t->dtype == CK_FLOAT32)
            add_patches_f(s, (float *)from, width, t->bias ? ((const float *)t->bias)[channel] : 0, (float *)x);
          else
            add_patches_d(s, (double *)from, width, t->bias ? ((const double *)t->bias)[channel] : 0, (double *)x);
        }
    }
  ck_release(patches, channels * taps * most * plane * size);
}

// Where x has few channels, or where most of what the phases would read is the frame.
int ck_scatters_patches(const CKConvolution *s) {
  return 6 * s->channels <= s->out_channels
      || s->height * s->width >= 2 * s->stride_height * s->stride_width * s->out_height * s->out_width;
}

static long common_divisor(long a, long b) { return b == 0 ? a : common_divisor(b, a % b); }

// The rows (or columns) of x that are `phase` modulo the stride see each `step`-th tap from `first` on, and of y, for the
// q-th of them and the t-th tap, row q + shift − t · spacing.
typedef struct { long rows, first, step, taps, shift, spacing; } Phase;

static Phase phase_of(long phase, long length, long kernel, long stride, long padding, long dilation) {
  long divisor = common_divisor(stride, dilation);
  Phase p = {.rows = (length - phase + stride - 1) / stride, .step = stride / divisor, .spacing = dilation / divisor};
  while (p.first < p.step && (phase + padding - p.first * dilation) % stride != 0) p.first++;
  if (p.first == p.step || p.first >= kernel) return p;
  p.taps = (kernel - p.first + p.step - 1) / p.step;
  p.shift = (phase + padding - p.first * dilation) / stride;
  return p;
}

typedef struct {
  const char *w;
  char *turned;
  const long *block, *taps_of, *place;  // of each tap in use: where its phase's block begins, its taps, and its place among them
  const long *tap;
  long channels, taps, in_use;
  int size;
} Turn;

// The weights of all phases, each phase's (out channels, taps, channels), so that products read them where they lie.
static void turn_weights(long begin, long end, void *context) {
  const Turn *t = context;
  for (long o = begin; o < end; o++)
    for (long k = 0; k < t->in_use; k++) {
      char *to = t->turned + (t->block[k] + (o * t->taps_of[k] + t->place[k]) * t->channels) * t->size;
      const char *from = t->w + (o * t->channels * t->taps + t->tap[k]) * t->size;
      if (t->size == 4) for (long c = 0; c < t->channels; c++) ((float *)to)[c] = ((const float *)from)[c * t->taps];
      else for (long c = 0; c < t->channels; c++) ((double *)to)[c] = ((const double *)from)[c * t->taps];
    }
}

void ck_convolve_transposed(int dtype, const CKConvolution *s, const void *y, const void *w, const void *bias, void *x) {
  int is_single = s->out_height == 1 && s->out_width == 1 && s->kernel_height == s->height && s->kernel_width == s->width;
  if (is_single && s->padding_height == 0 && s->padding_width == 0 && s->groups == 1 && !bias) {
    // One pixel becomes the image: a plain product.
    long length = s->channels * s->height * s->width;
    CKMatrix a = {(void *)y, plain(s->out_channels), plain(1)}, b = {(void *)w, plain(length), plain(1)};
    ck_contract(dtype, s->batch, length, s->out_channels, a, b, (CKMatrix){x, plain(length), plain(1)}, 0, 0, 0);
    return;
  }
  if (ck_scatters_patches(s)) {
    Scatter scatter = {dtype, s, y, w, bias, x};
    long most = images_at_once(s);
    ck_parallel_for((s->batch + most - 1) / (most > 0 ? most : 1), 1, scatter_images, &scatter);
    return;
  }
  long channels = s->channels / s->groups, out_channels = s->out_channels / s->groups;
  long taps = s->kernel_height * s->kernel_width, plane = s->framed_height * s->framed_width;
  long image = s->height * s->width, pitch = s->framed_width, phases = s->stride_height * s->stride_width;
  int size = dtype == CK_FLOAT32 ? 4 : 8;

  // Each tap serves one phase at most: the phase's taps, its block of weights, and the tap's place in both.
  // Not on the stack, which a kernel as large as an image would overflow.
  long room = (6 * taps + 2 * phases) * (long)sizeof(long), *used = ck_allocate(room);
  if (!used) ck_trap();
  long *tap = used + taps, *block = tap + taps, *taps_of = block + taps, *place = taps_of + taps, *shift = place + taps;
  long *count = shift + taps, *start = count + phases;
  long in_use = ck_taps_in_use(dtype, s->out_channels * channels, taps, w, s->batch * s->out_channels * plane, y, used);
  long n = 0, weights = 0;
  for (long f = 0; f < phases; f++) {
    Phase v = phase_of(f / s->stride_width, s->height, s->kernel_height, s->stride_height, s->padding_height, s->dilation_height);
    Phase h = phase_of(f % s->stride_width, s->width, s->kernel_width, s->stride_width, s->padding_width, s->dilation_width);
    start[f] = n;
    for (long i = 0; i < in_use; i++) {
      long k = used[i] / s->kernel_width - v.first, l = used[i] % s->kernel_width - h.first;
      if (k < 0 || l < 0 || k % v.step != 0 || l % h.step != 0 || v.taps == 0 || h.taps == 0) continue;
      shift[n] = -k / v.step * v.spacing * pitch - l / h.step * h.spacing;
      tap[n++] = used[i];
    }
    count[f] = n - start[f];
    for (long i = start[f]; i < n; i++) block[i] = weights, taps_of[i] = count[f], place[i] = i - start[f];
    weights += count[f] * out_channels * channels;
  }

  char *turned = ck_allocate(weights * size);
  if (!turned) ck_trap();
  for (long g = 0; g < s->groups; g++) {
    Turn turn = {at(w, dtype, g * out_channels * channels * taps), turned, block, taps_of, place, tap, channels, taps, n, size};
    ck_parallel_for(out_channels, 1 + PIECE / (channels * taps), turn_weights, &turn);
    for (long f = 0; f < phases; f++) {
      long i = f / s->stride_width, j = f % s->stride_width;
      Phase v = phase_of(i, s->height, s->kernel_height, s->stride_height, s->padding_height, s->dilation_height);
      Phase h = phase_of(j, s->width, s->kernel_width, s->stride_width, s->padding_width, s->dilation_width);
      CKAxis reach = {1, count[f] > 0 ? count[f] : 1, plane, 0, 0, shift + start[f]};
      CKAxis pixel = {v.rows, h.rows, s->out_channels * plane, pitch, 1, 0};
      CKAxis spot = {v.rows, h.rows, s->channels * image, s->stride_height * s->width, s->stride_width, 0};
      long from = g * out_channels * plane + (s->margin_top + v.shift) * pitch + s->margin_left + h.shift;
      CKMatrix a = {count[f] > 0 ? turned + block[start[f]] * size : turned, plain(1), plain(channels)};
      CKMatrix b = {at(y, dtype, from), reach, pixel};
      CKMatrix c = {at(x, dtype, g * channels * image + i * s->width + j), plain(image), spot};
      ck_contract(dtype, channels, s->batch * v.rows * h.rows, out_channels * count[f], a, b, c,
                  bias ? at(bias, dtype, g * channels) : 0, 0, 0);
    }
  }
  ck_release(turned, weights * size);
  ck_release(used, room);
}
