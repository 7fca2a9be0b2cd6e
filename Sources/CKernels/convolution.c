#include "clones.h"
#include "convolution.h"
#include "product.h"
#include <stdatomic.h>

typedef struct {
  const char *x;
  char *y;
  long size, height, width, top, left, framed_height, framed_width;
} Frame;

static void frame_planes(long begin, long end, void *context) {
  const Frame *f = context;
  long row = f->width * f->size, framed_row = f->framed_width * f->size;
  for (long plane = begin; plane < end; plane++) {
    char *y = f->y + plane * f->framed_height * framed_row;
    const char *x = f->x + plane * f->height * row;
    memset(y, 0, f->top * framed_row);
    for (long i = 0; i < f->height; i++) {
      char *line = y + (f->top + i) * framed_row;
      memset(line, 0, f->left * f->size);
      memcpy(line + f->left * f->size, x + i * row, row);
      memset(line + f->left * f->size + row, 0, framed_row - f->left * f->size - row);
    }
    memset(y + (f->top + f->height) * framed_row, 0, (f->framed_height - f->top - f->height) * framed_row);
  }
}

void ck_frame(int dtype, long planes, long height, long width, const void *x, long top, long left, long framed_height,
              long framed_width, void *y) {
  Frame frame = {x, y, dtype == CK_FLOAT32 ? 4 : 8, height, width, top, left, framed_height, framed_width};
  ck_parallel_for(planes, 1 + 16384 / (framed_height * framed_width + 1), frame_planes, &frame);
}

INLINE CKAxis plain(long stride) { return (CKAxis){1, 1, stride, 0, 0, 0}; }
INLINE char *at(const void *base, int dtype, long offset) {
  return (char *)base + offset * (dtype == CK_FLOAT32 ? 4 : 8);
}

typedef struct { int dtype; const char *x; atomic_int found; } Search;

#define NOT_FINITE(S, T)                                                                               \
  CLONES static int not_finite_##S(long n, const T *x) {                                               \
    T zero = 0;  /* infinity and NaN times 0 are NaN */                                                \
    for (long i = 0; i < n; i++) zero += x[i] * 0;                                                     \
    return zero != 0;                                                                                  \
  }
NOT_FINITE(f, float)
NOT_FINITE(d, double)

static void search_range(long begin, long end, void *context) {
  Search *s = context;
  int found = s->dtype == CK_FLOAT32 ? not_finite_f(end - begin, (const float *)s->x + begin)
                                     : not_finite_d(end - begin, (const double *)s->x + begin);
  if (found) s->found = 1;
}

static int is_finite(int dtype, long n, const void *x) {
  Search search = {dtype, x, 0};
  ck_parallel_for(n, PIECE, search_range, &search);
  return !search.found;
}

enum { MOST_TAPS = 256 };

// The taps of a kernel where some channel's weight is not 0, and how many; all of them if that is not worth knowing. A masked
// kernel has half of them, and what is multiplied by 0 need not be multiplied, unless it is infinite or NaN.
static long taps_in_use(int dtype, long kernels, long taps, const void *w, long elements, const void *x, long used[MOST_TAPS]) {
  char seen[MOST_TAPS] = {0};
  long count = 0;
  if (taps == 1 || taps > MOST_TAPS) return taps;
  for (long k = 0; k < kernels && count < taps; k++)
    for (long t = 0; t < taps; t++) {
      double weight = dtype == CK_FLOAT32 ? ((const float *)w)[k * taps + t] : ((const double *)w)[k * taps + t];
      if (!seen[t] && weight != 0) seen[t] = 1, count++;
    }
  if (count == taps || !is_finite(dtype, elements, x)) return taps;
  long n = 0;
  for (long t = 0; t < taps; t++) if (seen[t]) used[n++] = t;
  return n;
}

void ck_convolve(int dtype, const CKConvolution *s, const void *x, const void *w, const void *bias, void *y) {
  long channels = s->channels / s->groups, out_channels = s->out_channels / s->groups;
  long taps = s->kernel_height * s->kernel_width, plane = s->framed_height * s->framed_width;
  long out_plane = s->out_height * s->out_width;
  CKAxis tap = {s->kernel_height, s->kernel_width, plane, s->dilation_height * s->framed_width, s->dilation_width};
  CKAxis weight = plain(1);
  long used[MOST_TAPS], used_at[MOST_TAPS], count = taps;
  count = taps_in_use(dtype, s->out_channels * channels, taps, w, s->batch * s->channels * plane, x, used);
  if (count < taps) {
    for (long t = 0; t < count; t++)
      used_at[t] = used[t] / s->kernel_width * tap.middle_stride + used[t] % s->kernel_width * tap.inner_stride;
    tap = (CKAxis){1, count, plane, 0, 0, used_at};
    weight = (CKAxis){1, count, taps, 0, 0, used};
  }
  CKAxis pixel = {s->out_height, s->out_width, s->channels * plane, s->stride_height * s->framed_width, s->stride_width};
  CKAxis place = {s->out_height, s->out_width, s->out_channels * out_plane, s->out_width, 1};
  for (long g = 0; g < s->groups; g++) {
    CKMatrix a = {at(w, dtype, g * out_channels * channels * taps), plain(channels * taps), weight};
    CKMatrix b = {at(x, dtype, g * channels * plane), tap, pixel};
    CKMatrix c = {at(y, dtype, g * out_channels * out_plane), plain(out_plane), place};
    ck_contract(dtype, out_channels, s->batch * out_plane, channels * count, a, b, c,
                bias ? at(bias, dtype, g * out_channels) : 0, 0, 0);
  }
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
  int dtype;
  const CKConvolution *shape;
  const char *y, *w, *bias;
  char *x;
} Scatter;

#define ADD_PATCHES(S, T)                                                                              \
  /* x(h, w) = bias + Σ patches(tap, i, j) at i · stride + k · dilation − padding: one channel of one image. */ \
  CLONES static void add_patches_##S(const CKConvolution *s, const T *patches, T bias, T *x) {         \
    long image = s->height * s->width;                                                                 \
    for (long i = 0; i < image; i++) x[i] = bias;                                                      \
    for (long k = 0; k < s->kernel_height; k++)                                                        \
      for (long l = 0; l < s->kernel_width; l++, patches += s->out_height * s->out_width) {            \
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

// Images one by one: all patches of y times w, added up where they overlap.
static void scatter_images(long begin, long end, void *context) {
  const Scatter *t = context;
  const CKConvolution *s = t->shape;
  int size = t->dtype == CK_FLOAT32 ? 4 : 8;
  long channels = s->channels / s->groups, out_channels = s->out_channels / s->groups;
  long taps = s->kernel_height * s->kernel_width, plane = s->out_height * s->out_width, image = s->height * s->width;
  char *patches = ck_allocate(channels * taps * plane * size);
  if (!patches) ck_trap();
  for (long n = begin; n < end; n++)
    for (long g = 0; g < s->groups; g++) {
      CKMatrix a = {at(t->w, t->dtype, g * out_channels * channels * taps), plain(1), plain(channels * taps)};
      CKMatrix b = {at(t->y, t->dtype, (n * s->out_channels + g * out_channels) * plane), plain(plane), plain(1)};
      ck_contract(t->dtype, channels * taps, plane, out_channels, a, b, (CKMatrix){patches, plain(plane), plain(1)}, 0, 0, 0);
      for (long c = 0; c < channels; c++) {
        long channel = g * channels + c;
        char *x = at(t->x, t->dtype, (n * s->channels + channel) * image), *from = patches + c * taps * plane * size;
        if (t->dtype == CK_FLOAT32)
          add_patches_f(s, (float *)from, t->bias ? ((const float *)t->bias)[channel] : 0, (float *)x);
        else
          add_patches_d(s, (double *)from, t->bias ? ((const double *)t->bias)[channel] : 0, (double *)x);
      }
    }
  ck_release(patches, channels * taps * plane * size);
}

int ck_scatters_patches(const CKConvolution *s) { return 6 * s->channels <= s->out_channels; }

void ck_convolve_transposed(int dtype, const CKConvolution *s, const void *y, const void *w, const void *bias, void *x) {
  if (ck_scatters_patches(s)) {
    Scatter scatter = {dtype, s, y, w, bias, x};
    ck_parallel_for(s->batch, 1, scatter_images, &scatter);
    return;
  }
  long channels = s->channels / s->groups, out_channels = s->out_channels / s->groups;
  long taps = s->kernel_height * s->kernel_width, plane = s->framed_height * s->framed_width;
  long image = s->height * s->width, pitch = s->framed_width;
  long used[MOST_TAPS], weight_at[MOST_TAPS], tap_at[MOST_TAPS];
  long in_use = taps_in_use(dtype, s->out_channels * channels, taps, w, s->batch * s->out_channels * plane, y, used);
  for (long i = 0; i < s->stride_height && i < s->height; i++)
    for (long j = 0; j < s->stride_width && j < s->width; j++) {
      Phase v = phase_of(i, s->height, s->kernel_height, s->stride_height, s->padding_height, s->dilation_height);
      Phase h = phase_of(j, s->width, s->kernel_width, s->stride_width, s->padding_width, s->dilation_width);
      CKAxis weight = {v.taps > 0 ? v.taps : 1, h.taps > 0 ? h.taps : 1, channels * taps, v.step * s->kernel_width, h.step};
      CKAxis tap = {weight.middle, weight.inner, plane, -v.spacing * pitch, -h.spacing};
      long count = v.taps * h.taps;
      if (in_use < taps) {
        count = 0;
        for (long n = 0; n < in_use; n++) {
          long k = used[n] / s->kernel_width - v.first, l = used[n] % s->kernel_width - h.first;
          if (k < 0 || l < 0 || k % v.step != 0 || l % h.step != 0) continue;
          weight_at[count] = k / v.step * weight.middle_stride + l / h.step * weight.inner_stride;
          tap_at[count++] = k / v.step * tap.middle_stride + l / h.step * tap.inner_stride;
        }
        weight = (CKAxis){1, count > 0 ? count : 1, channels * taps, 0, 0, weight_at};
        tap = (CKAxis){1, count > 0 ? count : 1, plane, 0, 0, tap_at};
      }
      CKAxis pixel = {v.rows, h.rows, s->out_channels * plane, pitch, 1};
      CKAxis place = {v.rows, h.rows, s->channels * image, s->stride_height * s->width, s->stride_width};
      for (long g = 0; g < s->groups; g++) {
        long from = g * out_channels * plane + (s->margin_top + v.shift) * pitch + s->margin_left + h.shift;
        CKMatrix a = {at(w, dtype, g * out_channels * channels * taps + v.first * s->kernel_width + h.first), plain(taps), weight};
        CKMatrix b = {at(y, dtype, from), tap, pixel};
        CKMatrix c = {at(x, dtype, g * channels * image + i * s->width + j), plain(image), place};
        ck_contract(dtype, channels, s->batch * v.rows * h.rows, out_channels * count, a, b, c,
                    bias ? at(bias, dtype, g * channels) : 0, 0, 0);
      }
    }
}

void ck_convolve_weight(int dtype, const CKConvolution *s, const void *x, const void *y, void *w) {
  long channels = s->channels / s->groups, out_channels = s->out_channels / s->groups;
  long taps = s->kernel_height * s->kernel_width, plane = s->framed_height * s->framed_width;
  long out_plane = s->out_height * s->out_width;
  CKAxis tap = {s->kernel_height, s->kernel_width, plane, s->dilation_height * s->framed_width, s->dilation_width};
  CKAxis pixel = {s->out_height, s->out_width, s->channels * plane, s->stride_height * s->framed_width, s->stride_width};
  CKAxis place = {s->out_height, s->out_width, s->out_channels * out_plane, s->out_width, 1};
  for (long g = 0; g < s->groups; g++) {
    CKMatrix a = {at(y, dtype, g * out_channels * out_plane), plain(out_plane), place};
    CKMatrix b = {at(x, dtype, g * channels * plane), pixel, tap};
    CKMatrix c = {at(w, dtype, g * out_channels * channels * taps), plain(channels * taps), plain(1)};
    ck_contract(dtype, out_channels, channels * taps, s->batch * out_plane, a, b, c, 0, 0, 0);
  }
}
