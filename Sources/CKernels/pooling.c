#include "pooling.h"
#include "rows.h"

typedef struct {
  long height, width, rows, columns;  // of a plane, and of its result
  const long *kernel, *stride, *padding;
  int quarters;
  const void *x;
  void *y;
  int32_t *places;
} Pool;

#define MAX_POOL(S, T)                                                                                 \
  INLINE void largest_of_window_##S(const Pool *o, const T *x, long i, long j, T *y, int32_t *place) { \
    long top = i * o->stride[0] - o->padding[0], left = j * o->stride[1] - o->padding[1];              \
    long bottom = top + o->kernel[0] < o->height ? top + o->kernel[0] : o->height;                     \
    long right = left + o->kernel[1] < o->width ? left + o->kernel[1] : o->width;                      \
    if (top < 0) top = 0;                                                                              \
    if (left < 0) left = 0;                                                                            \
    T best = x[top * o->width + left];                                                                 \
    long at = top * o->width + left;                                                                   \
    for (long r = top; r < bottom; r++)                                                                \
      for (long c = left; c < right; c++) {                                                            \
        T a = x[r * o->width + c];                                                                     \
        if (a > best || (a != a && best == best)) { best = a; at = r * o->width + c; }                 \
      }                                                                                                \
    *y = best;                                                                                         \
    *place = (int32_t)at;                                                                              \
  }                                                                                                    \
  /* A row of windows of two by two side by side. */                                                   \
  INLINE void largest_of_quarters_##S(long columns, long width, const T *x, T *y, int32_t *places, int32_t first) { \
    for (long j = 0; j < columns; j++) {                                                               \
      T a = x[2 * j], b = x[2 * j + 1], c = x[width + 2 * j], d = x[width + 2 * j + 1];                \
      int32_t at = first + 2 * (int32_t)j, up = at, down = at + (int32_t)width;                        \
      int right = b > a || b != b, low_right = d > c || d != d;                                        \
      T upper = right ? b : a, lower = low_right ? d : c;                                              \
      up = right ? up + 1 : up;                                                                        \
      down = low_right ? down + 1 : down;                                                              \
      int low = lower > upper || lower != lower;                                                       \
      y[j] = low ? lower : upper;                                                                      \
      if (places) places[j] = low ? down : up;                                                         \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void max_pool_##S(long begin, long end, void *context) {                               \
    const Pool *o = context;                                                                           \
    long inputs = o->height * o->width, outputs = o->rows * o->columns;                                \
    for (long p = begin; p < end; p++) {                                                               \
      const T *x = (const T *)o->x + p * inputs;                                                       \
      T *y = (T *)o->y + p * outputs;                                                                  \
      int32_t *places = o->places ? o->places + p * outputs : 0, ignored;                              \
      for (long i = 0; i < o->rows; i++, y += o->columns) {                                            \
        int32_t *row = places ? places + i * o->columns : 0;                                           \
        if (o->quarters) {                                                                             \
          const T *from = x + 2 * i * o->width;                                                        \
          if (row) largest_of_quarters_##S(o->columns, o->width, from, y, row, (int32_t)(2 * i * o->width)); \
          else largest_of_quarters_##S(o->columns, o->width, from, y, 0, 0);                           \
        } else {                                                                                       \
          for (long j = 0; j < o->columns; j++)                                                        \
            largest_of_window_##S(o, x, i, j, y + j, row ? row + j : &ignored);                        \
        }                                                                                              \
      }                                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  static void put_##S(long begin, long end, void *context) {                                           \
    const Pool *o = context;                                                                           \
    long inputs = o->height * o->width, outputs = o->rows * o->columns;                                \
    for (long p = begin; p < end; p++) {                                                               \
      const T *g = (const T *)o->x + p * outputs;                                                      \
      const int32_t *places = o->places + p * outputs;                                                 \
      T *d = (T *)o->y + p * inputs;                                                                   \
      memset(d, 0, inputs * sizeof(T));                                                                \
      for (long i = 0; i < outputs; i++) d[places[i]] += g[i];                                         \
    }                                                                                                  \
  }                                                                                                    \
  static void take_##S(long begin, long end, void *context) {                                          \
    const Pool *o = context;                                                                           \
    long inputs = o->height * o->width, outputs = o->rows * o->columns;                                \
    for (long p = begin; p < end; p++)                                                                 \
      for (long i = p * outputs; i < (p + 1) * outputs; i++)                                           \
        ((T *)o->y)[i] = ((const T *)o->x)[p * inputs + o->places[i]];                                 \
  }
MAX_POOL(f, float)
MAX_POOL(d, double)

static int are_quarters(const long *kernel, const long *stride, const long *padding) {
  return kernel[0] == 2 && kernel[1] == 2 && stride[0] == 2 && stride[1] == 2 && padding[0] == 0 && padding[1] == 0;
}

void ck_max_pool(int dtype, long planes, const long *size, const long *result, const long *kernel, const long *stride,
                 const long *padding, const void *x, void *y, int32_t *places) {
  // A window that hangs over the edge, in ceil mode, is no whole quarter.
  int quarters = are_quarters(kernel, stride, padding) && 2 * result[0] <= size[0] && 2 * result[1] <= size[1];
  Pool o = {size[0], size[1], result[0], result[1], kernel, stride, padding, quarters, x, y, places};
  each_row(planes, 2 * size[0] * size[1], dtype == CK_FLOAT32 ? max_pool_f : max_pool_d, &o);
}

void ck_put(int dtype, long planes, const long *size, const long *result, const void *g,
            const int32_t *places, void *d) {
  Pool o = {.height = size[0], .width = size[1], .rows = result[0], .columns = result[1], .x = g, .y = d,
            .places = (int32_t *)places};
  each_row(planes, 2 * size[0] * size[1], dtype == CK_FLOAT32 ? put_f : put_d, &o);
}

void ck_take(int dtype, long planes, const long *size, const long *result, const void *x, const int32_t *places, void *y) {
  Pool o = {.height = size[0], .width = size[1], .rows = result[0], .columns = result[1], .x = x, .y = y,
            .places = (int32_t *)places};
  each_row(planes, 2 * result[0] * result[1], dtype == CK_FLOAT32 ? take_f : take_d, &o);
}

typedef struct {
  long height, width, rows, columns;
  const int32_t *row_first, *row_count, *column_first, *column_count;
  const double *row_weights, *column_weights;
  long row_most, column_most;
  const void *x;
  void *y;
} Mix;

// The rows first, a whole row at a time; then in each the columns.
#define MIX(S, T)                                                                                      \
  CLONES static void mix_##S(long begin, long end, void *context) {                                    \
    const Mix *o = context;                                                                            \
    T *mixed = malloc((o->width + 1) * sizeof(T));                                                     \
    for (long p = begin; p < end; p++)                                                                 \
      for (long i = 0; i < o->rows; i++) {                                                             \
        T *y = (T *)o->y + (p * o->rows + i) * o->columns;                                             \
        if (o->row_count[i] == 0) { memset(y, 0, o->columns * sizeof(T)); continue; }                  \
        const T *x = (const T *)o->x + (p * o->height + o->row_first[i]) * o->width;                   \
        T weight = (T)o->row_weights[i * o->row_most];                                                 \
        for (long c = 0; c < o->width; c++) mixed[c] = weight * x[c];                                  \
        for (long a = 1; a < o->row_count[i]; a++) {                                                   \
          weight = (T)o->row_weights[i * o->row_most + a];                                             \
          for (long c = 0; c < o->width; c++) mixed[c] += weight * x[a * o->width + c];                \
        }                                                                                              \
        for (long j = 0; j < o->columns; j++) {                                                        \
          T sum = 0;                                                                                   \
          for (long b = 0; b < o->column_count[j]; b++)                                                \
            sum += (T)o->column_weights[j * o->column_most + b] * mixed[o->column_first[j] + b];       \
          y[j] = sum;                                                                                  \
        }                                                                                              \
      }                                                                                                \
    free(mixed);                                                                                       \
  }
MIX(f, float)
MIX(d, double)

void ck_mix(int dtype, long planes, const long *size, const long *result, const int32_t *row_first,
            const int32_t *row_count, const double *row_weights, long row_most, const int32_t *column_first,
            const int32_t *column_count, const double *column_weights, long column_most, const void *x, void *y) {
  Mix o = {size[0], size[1], result[0], result[1], row_first, row_count, column_first, column_count, row_weights,
           column_weights, row_most, column_most, x, y};
  each_row(planes, size[0] * size[1] + 4 * result[0] * result[1], dtype == CK_FLOAT32 ? mix_f : mix_d, &o);
}
