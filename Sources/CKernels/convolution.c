#include "clones.h"
#include "patches.h"
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

typedef struct { int dtype; const char *x; atomic_int found; } Search;

// Infinity and NaN have all bits of the exponent set.
#define NOT_FINITE(S, T, BITS, EXPONENT)                                                               \
  CLONES static int not_finite_##S(long n, const T *x) {                                               \
    BITS found = 0;                                                                                    \
    for (long i = 0; i < n; i++) {                                                                     \
      BITS bits;                                                                                       \
      memcpy(&bits, x + i, sizeof bits);                                                               \
      found |= (bits & EXPONENT) == EXPONENT;                                                          \
    }                                                                                                  \
    return found != 0;                                                                                 \
  }
NOT_FINITE(f, float, uint32_t, 0x7f800000u)
NOT_FINITE(d, double, uint64_t, 0x7ff0000000000000u)

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

long ck_taps_in_use(int dtype, long kernels, long taps, const void *w, long elements, const void *x,
                    long *used) {
  char seen[MOST_TAPS] = {0};
  long count = 0;
  for (long t = 0; t < taps; t++) used[t] = t;
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
  if (taps <= MOST_TAPS)
    count = ck_taps_in_use(dtype, s->out_channels * channels, taps, w, s->batch * s->channels * plane, x, used);
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
