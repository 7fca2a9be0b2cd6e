#include "clones.h"


#define FILL(NAME, T)                                                                                  \
  CLONES static void NAME(long n, T *y, T value) { for (long i = 0; i < n; i++) y[i] = value; }
FILL(fill_f, float)
FILL(fill_d, double)
FILL(fill_i, int64_t)

typedef struct { int dtype; char *y; double value; } Fill;

static void fill_range(long begin, long end, void *context) {
  const Fill *f = context;
  long n = end - begin;
  switch (f->dtype) {
    case CK_FLOAT32: fill_f(n, (float *)f->y + begin, (float)f->value); return;
    case CK_FLOAT64: fill_d(n, (double *)f->y + begin, f->value); return;
    case CK_INT64: fill_i(n, (int64_t *)f->y + begin, (int64_t)f->value); return;
    default: memset(f->y + begin, f->value != 0, n);
  }
}

void ck_fill(int dtype, long n, void *y, double value) {
  Fill f = {dtype, y, value};
  if (n <= PIECE) fill_range(0, n, &f); else ck_parallel_for(n, 4 * PIECE, fill_range, &f);
}

void ck_ramp(int dtype, long n, void *y, double start, double step) {
  for (long i = 0; i < n; i++) {
    double value = start + (double)i * step;
    switch (dtype) {
      case CK_FLOAT32: ((float *)y)[i] = (float)value; break;
      case CK_FLOAT64: ((double *)y)[i] = value; break;
      case CK_INT64: ((int64_t *)y)[i] = (int64_t)value; break;
      default: ((uint8_t *)y)[i] = value != 0;
    }
  }
}

#define CONVERT(NAME, T, R, EXPRESSION)                                                                \
  CLONES static void NAME(long n, const T *x_, R *y) {                                                 \
    for (long i = 0; i < n; i++) { T x = x_[i]; y[i] = (R)(EXPRESSION); }                              \
  }
#define CONVERT_FROM(SUFFIX, T)                                                                        \
  CONVERT(SUFFIX##_to_f, T, float, x)                                                                  \
  CONVERT(SUFFIX##_to_d, T, double, x)                                                                 \
  CONVERT(SUFFIX##_to_i, T, int64_t, x)                                                                \
  CONVERT(SUFFIX##_to_b, T, uint8_t, x != 0)                                                           \
  static void SUFFIX##_to(int to, long n, const T *x, void *y) {                                       \
    switch (to) {                                                                                      \
      case CK_FLOAT32: SUFFIX##_to_f(n, x, y); return;                                                 \
      case CK_FLOAT64: SUFFIX##_to_d(n, x, y); return;                                                 \
      case CK_INT64: SUFFIX##_to_i(n, x, y); return;                                                   \
      default: SUFFIX##_to_b(n, x, y);                                                                 \
    }                                                                                                  \
  }
CONVERT_FROM(f, float)
CONVERT_FROM(d, double)
CONVERT_FROM(i, int64_t)
CONVERT_FROM(b, uint8_t)

void ck_convert(int from, int to, long n, const void *x, void *y) {
  switch (from) {
    case CK_FLOAT32: f_to(to, n, x, y); return;
    case CK_FLOAT64: d_to(to, n, x, y); return;
    case CK_INT64: i_to(to, n, x, y); return;
    default: b_to(to, n, x, y);
  }
}

// The two innermost dimensions; where they are crossed, in tiles that stay within the first-level cache.
#define COPY_PLANE(NAME, T)                                                                            \
  static void NAME(long rows, long columns, const T *x, long xr, long xc, T *y, long yr, long yc) {    \
    if (xc == 1 && yc == 1) {                                                                          \
      for (long i = 0; i < rows; i++) memcpy(y + i * yr, x + i * xr, columns * sizeof(T));             \
      return;                                                                                          \
    }                                                                                                  \
    for (long i0 = 0; i0 < rows; i0 += 16)                                                             \
      for (long j0 = 0; j0 < columns; j0 += 16) {                                                      \
        long i1 = i0 + 16 < rows ? i0 + 16 : rows, j1 = j0 + 16 < columns ? j0 + 16 : columns;         \
        for (long i = i0; i < i1; i++)                                                                 \
          for (long j = j0; j < j1; j++) y[i * yr + j * yc] = x[i * xr + j * xc];                      \
      }                                                                                                \
  }
COPY_PLANE(copy_plane_1, uint8_t)
COPY_PLANE(copy_plane_4, uint32_t)
COPY_PLANE(copy_plane_8, uint64_t)

typedef struct {
  int element_size, dims, shared;
  long extent[10], sx[10], sy[10];
  const char *x;
  char *y;
} Copy;

// The part of a box that is in a range of the shared dimension.
static void copy_boxes(long begin, long end, void *context) {
  Copy copy = *(const Copy *)context;
  long size = copy.element_size, r = copy.dims - 2, c = copy.dims - 1, index[10] = {0};
  long *extent = copy.extent, *sx = copy.sx, *sy = copy.sy;
  const char *px = copy.x + begin * sx[copy.shared] * size;
  char *py = copy.y + begin * sy[copy.shared] * size;
  extent[copy.shared] = end - begin;
  for (;;) {
    switch (size) {
      case 1: copy_plane_1(extent[r], extent[c], (void *)px, sx[r], sx[c], (void *)py, sy[r], sy[c]); break;
      case 4: copy_plane_4(extent[r], extent[c], (void *)px, sx[r], sx[c], (void *)py, sy[r], sy[c]); break;
      default: copy_plane_8(extent[r], extent[c], (void *)px, sx[r], sx[c], (void *)py, sy[r], sy[c]);
    }
    int d = (int)r - 1;
    for (; d >= 0; d--) {
      px += sx[d] * size;
      py += sy[d] * size;
      if (++index[d] < extent[d]) break;
      px -= extent[d] * sx[d] * size;
      py -= extent[d] * sy[d] * size;
      index[d] = 0;
    }
    if (d < 0) return;
  }
}

void ck_copy_strided(int element_size, int rank, const long *size, const void *x, const long *x_strides, void *y,
                     const long *y_strides) {
  long extent[10] = {1, 1}, sx[10] = {0}, sy[10] = {0};  // the first two pad a vector up to a plane
  int dims = 2;
  for (int i = 0; i < rank; i++) {
    if (size[i] == 0) return;
    if (size[i] == 1) continue;
    if (dims > 2 && sx[dims - 1] == x_strides[i] * size[i] && sy[dims - 1] == y_strides[i] * size[i]) {
      extent[dims - 1] *= size[i];
    } else {
      extent[dims++] = size[i];
    }
    sx[dims - 1] = x_strides[i];
    sy[dims - 1] = y_strides[i];
  }
  Copy copy = {.element_size = element_size, .dims = dims, .x = x, .y = y};
  memcpy(copy.extent, extent, sizeof extent);
  memcpy(copy.sx, sx, sizeof sx);
  memcpy(copy.sy, sy, sizeof sy);
  long elements = 1;
  for (int d = 0; d < dims; d++) elements *= extent[d];
  // Threads share the outermost dimension that is one.
  while (copy.shared < dims - 1 && extent[copy.shared] == 1) copy.shared++;
  ck_parallel_for(extent[copy.shared], 1 + PIECE * extent[copy.shared] / elements, copy_boxes, &copy);
}

#define WHERE(NAME, T)                                                                                 \
  CLONES static void NAME(long n, const uint8_t *c, const T *a, const T *b, T *y) {                    \
    for (long i = 0; i < n; i++) y[i] = c[i] ? a[i] : b[i];                                            \
  }
WHERE(where_1, uint8_t)
WHERE(where_4, uint32_t)
WHERE(where_8, uint64_t)

void ck_where(int dtype, long n, const uint8_t *condition, const void *a, const void *b, void *y) {
  switch (dtype) {
    case CK_FLOAT32: where_4(n, condition, a, b, y); return;
    case CK_BOOL: where_1(n, condition, a, b, y); return;
    default: where_8(n, condition, a, b, y);
  }
}

#define GATHER(NAME, T)                                                                                \
  static int NAME##_gather(long outer, long n, long m, long inner, const T *x, const int64_t *at, T *y) { \
    for (long o = 0; o < outer; o++, x += n * inner)                                                   \
      for (long j = 0; j < m; j++)                                                                     \
        for (long i = 0; i < inner; i++) {                                                             \
          int64_t k = *at++;                                                                           \
          if (k < 0 || k >= n) return 0;                                                               \
          *y++ = x[k * inner + i];                                                                     \
        }                                                                                              \
    return 1;                                                                                          \
  }                                                                                                    \
  static int NAME##_scatter(long outer, long n, long m, long inner, const T *x, const int64_t *at, T *y) { \
    for (long o = 0; o < outer; o++, y += n * inner)                                                   \
      for (long j = 0; j < m; j++)                                                                     \
        for (long i = 0; i < inner; i++) {                                                             \
          int64_t k = *at++;                                                                           \
          if (k < 0 || k >= n) return 0;                                                               \
          y[k * inner + i] += *x++;                                                                    \
        }                                                                                              \
    return 1;                                                                                          \
  }
GATHER(f, float)
GATHER(d, double)
GATHER(i, int64_t)
GATHER(b, uint8_t)

int ck_gather(int dtype, long outer, long n, long m, long inner, const void *x, const int64_t *index, void *y) {
  switch (dtype) {
    case CK_FLOAT32: return f_gather(outer, n, m, inner, x, index, y);
    case CK_FLOAT64: return d_gather(outer, n, m, inner, x, index, y);
    case CK_INT64: return i_gather(outer, n, m, inner, x, index, y);
    default: return b_gather(outer, n, m, inner, x, index, y);
  }
}

int ck_scatter_add(int dtype, long outer, long n, long m, long inner, const void *x, const int64_t *index, void *y) {
  switch (dtype) {
    case CK_FLOAT32: return f_scatter(outer, n, m, inner, x, index, y);
    case CK_FLOAT64: return d_scatter(outer, n, m, inner, x, index, y);
    case CK_INT64: return i_scatter(outer, n, m, inner, x, index, y);
    default: return b_scatter(outer, n, m, inner, x, index, y);
  }
}
