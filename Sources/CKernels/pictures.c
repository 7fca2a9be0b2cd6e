#include "include/pictures.h"
#include "clones.h"

CLONES void ck_planes(long pixels, int channels, const uint8_t *x, float *y) {
  for (int c = 0; c < channels; c++)
    for (long i = 0; i < pixels; i++) y[c * pixels + i] = (float)x[i * channels + c] / 255.0f;
}

// The old pixels that a new one takes, and their weights.
typedef struct { long first, count; float *weights; } Taps;

static Taps *taps_of(long old, long new) {
  double scale = (double)old / (double)new, reach = scale < 1 ? 1 : scale;
  long most = 2 * (long)ceil(reach) + 2;
  Taps *taps = malloc((size_t)new * (sizeof(Taps) + (size_t)most * sizeof(float)));
  if (!taps) ck_trap();
  float *weights = (float *)(taps + new);
  for (long i = 0; i < new; i++, weights += most) {
    double middle = ((double)i + 0.5) * scale, sum = 0;
    long first = (long)floor(middle - reach + 0.5), last = (long)floor(middle + reach + 0.5);
    first = first < 0 ? 0 : first;
    last = last > old ? old : last;
    for (long j = first; j < last; j++) {
      double distance = fabs(((double)j + 0.5 - middle) / reach), weight = distance < 1 ? 1 - distance : 0;
      weights[j - first] = (float)weight;
      sum += weight;
    }
    for (long j = 0; j < last - first; j++) weights[j] = (float)(weights[j] / sum);
    taps[i] = (Taps){first, last - first, weights};
  }
  return taps;
}

typedef struct { long height, width, new_height, new_width; const float *x; float *y; const Taps *rows, *columns; } Resizing;

static void resize_planes(long begin, long end, void *context) {
  const Resizing *r = context;
  float *between = ck_allocate(r->height * r->new_width * (long)sizeof(float));
  if (!between) ck_trap();
  for (long plane = begin; plane < end; plane++) {
    const float *x = r->x + plane * r->height * r->width;
    float *y = r->y + plane * r->new_height * r->new_width;
    for (long i = 0; i < r->height; i++)
      for (long j = 0; j < r->new_width; j++) {
        const Taps *taps = &r->columns[j];
        const float *from = x + i * r->width + taps->first;
        float sum = 0;
        for (long k = 0; k < taps->count; k++) sum += taps->weights[k] * from[k];
        between[i * r->new_width + j] = sum;
      }
    for (long i = 0; i < r->new_height; i++) {
      const Taps *taps = &r->rows[i];
      for (long j = 0; j < r->new_width; j++) y[i * r->new_width + j] = 0;
      for (long k = 0; k < taps->count; k++) {
        const float *from = between + (taps->first + k) * r->new_width;
        for (long j = 0; j < r->new_width; j++) y[i * r->new_width + j] += taps->weights[k] * from[j];
      }
    }
  }
  ck_release(between, r->height * r->new_width * (long)sizeof(float));
}

void ck_resize(long planes, long height, long width, const float *x, long new_height, long new_width, float *y) {
  Taps *rows = taps_of(height, new_height), *columns = taps_of(width, new_width);
  Resizing resizing = {height, width, new_height, new_width, x, y, rows, columns};
  long work = height * width + new_height * new_width;
  ck_parallel_for(planes, 1 + PIECE / work, resize_planes, &resizing);
  free(rows);
  free(columns);
}

typedef struct { long channels, height, width; const float *x, *maps; float background, *y; } Warping;

CLONES static void warp_plane(const float *x, const float *m, long height, long width, float background, float *y) {
  for (long row = 0; row < height; row++)
    for (long column = 0; column < width; column++) {
      float u = (float)column + 0.5f, v = (float)row + 0.5f;
      float from_x = m[0] * u + m[1] * v + m[2] - 0.5f, from_y = m[3] * u + m[4] * v + m[5] - 0.5f;
      // Beyond the border by a pixel all is background; this also keeps the whole numbers small.
      from_x = fmaxf(-1.0f, fminf((float)width, from_x));
      from_y = fmaxf(-1.0f, fminf((float)height, from_y));
      float left = floorf(from_x), top = floorf(from_y), a = from_x - left, b = from_y - top;
      long j = (long)left, i = (long)top;
      int has_left = j >= 0 && j < width, has_right = j + 1 >= 0 && j + 1 < width;
      int has_top = i >= 0 && i < height, has_bottom = i + 1 >= 0 && i + 1 < height;
      float p = has_top && has_left ? x[i * width + j] : background;
      float q = has_top && has_right ? x[i * width + j + 1] : background;
      float r = has_bottom && has_left ? x[(i + 1) * width + j] : background;
      float s = has_bottom && has_right ? x[(i + 1) * width + j + 1] : background;
      float upper = p + a * (q - p), lower = r + a * (s - r);
      y[row * width + column] = upper + b * (lower - upper);
    }
}

static void warp_images(long begin, long end, void *context) {
  const Warping *w = context;
  long plane = w->height * w->width;
  for (long i = begin; i < end; i++)
    for (long c = 0; c < w->channels; c++) {
      long at = (i * w->channels + c) * plane;
      warp_plane(w->x + at, w->maps + 6 * i, w->height, w->width, w->background, w->y + at);
    }
}

void ck_warp(long count, long channels, long height, long width, const float *x, const float *maps, float background,
             float *y) {
  Warping warping = {channels, height, width, x, maps, background, y};
  ck_parallel_for(count, 1 + 4096 / (channels * height * width + 1), warp_images, &warping);
}

void ck_blank(long count, long channels, long height, long width, const int64_t *boxes, float value, float *y) {
  for (long i = 0; i < count; i++)
    for (long c = 0; c < channels; c++)
      for (long row = boxes[4 * i]; row < boxes[4 * i + 2]; row++)
        for (long column = boxes[4 * i + 1]; column < boxes[4 * i + 3]; column++)
          y[((i * channels + c) * height + row) * width + column] = value;
}
