#include "softmax.h"
#include "rows.h"

typedef struct {
  int logarithm;
  long n, inner;
  const void *x, *g;
  void *y;
} Softmax;

#define SOFTMAX(S, T)                                                                                  \
  INLINE void forward_row_##S(int logarithm, long n, const T *x, T *y) {                               \
    T top = largest_##S(n, x);                                                                         \
    /* What is left over is a whole block again, most of it e^−∞: one exponential costs as much as sixteen. */ \
    long whole = n / WIDE * WIDE;                                                                      \
    for (long i = 0; i < whole; i++) y[i] = exp_##S(x[i] - top);                                       \
    if (whole < n) {                                                                                   \
      T block[WIDE];                                                                                   \
      const T *last = x + whole;                                                                       \
      long left = n - whole;                                                                           \
      for (int j = 0; j < WIDE; j++) block[j] = exp_##S((j < left ? last[j] : -INFINITY) - top);       \
      for (int j = 0; j < WIDE; j++) if (j < left) y[whole + j] = block[j];                            \
    }                                                                                                  \
    SUM(S, T, total, n, CONST_AT(S, y + i), y[i])                                                      \
    if (logarithm) {                                                                                   \
      T shift = log_##S(total);                                                                        \
      for (long i = 0; i < n; i++) y[i] = x[i] - top - shift;                                          \
    } else {                                                                                           \
      T factor = 1 / total;                                                                            \
      for (long i = 0; i < n; i++) y[i] *= factor;                                                     \
    }                                                                                                  \
  }                                                                                                    \
  /* Neighbours of the inner dimension side by side, `width` of them. */                              \
  INLINE void forward_columns_##S(int logarithm, long n, long inner, long width, const T *x, T *y) {   \
    T top[64], total[64];                                                                              \
    for (long j = 0; j < width; j++) { top[j] = x[j]; total[j] = 0; }                                  \
    for (long k = 1; k < n; k++)                                                                       \
      for (long j = 0; j < width; j++) { T a = x[k * inner + j]; top[j] = a > top[j] ? a : top[j]; }   \
    for (long k = 0; k < n; k++)                                                                       \
      for (long j = 0; j < width; j++) {                                                               \
        T e = exp_##S(x[k * inner + j] - top[j]);                                                      \
        total[j] += e;                                                                                 \
        y[k * inner + j] = e;                                                                          \
      }                                                                                                \
    for (long j = 0; j < width; j++) total[j] = logarithm ? log_##S(total[j]) : 1 / total[j];          \
    for (long k = 0; k < n; k++)                                                                       \
      if (logarithm)                                                                                   \
        for (long j = 0; j < width; j++) y[k * inner + j] = x[k * inner + j] - top[j] - total[j];      \
      else                                                                                             \
        for (long j = 0; j < width; j++) y[k * inner + j] *= total[j];                                 \
  }                                                                                                    \
  INLINE void backward_row_##S(int logarithm, long n, const T *g, const T *y, T *d) {                  \
    if (logarithm) {                                                                                   \
      SUM(S, T, total, n, CONST_AT(S, g + i), g[i])                                                    \
      for (long i = 0; i < n; i++) d[i] = g[i] - exp_##S(y[i]) * total;                                \
    } else {                                                                                           \
      SUM(S, T, total, n, CONST_AT(S, g + i) * CONST_AT(S, y + i), g[i] * y[i])                        \
      for (long i = 0; i < n; i++) d[i] = y[i] * (g[i] - total);                                       \
    }                                                                                                  \
  }                                                                                                    \
  INLINE void backward_columns_##S(int logarithm, long n, long inner, long width, const T *g, const T *y, T *d) { \
    T total[64] = {0};                                                                                 \
    for (long k = 0; k < n; k++)                                                                       \
      for (long j = 0; j < width; j++) total[j] += g[k * inner + j] * (logarithm ? 1 : y[k * inner + j]); \
    for (long k = 0; k < n; k++)                                                                       \
      for (long j = 0; j < width; j++) {                                                               \
        long i = k * inner + j;                                                                        \
        d[i] = logarithm ? g[i] - exp_##S(y[i]) * total[j] : y[i] * (g[i] - total[j]);                 \
      }                                                                                                \
  }                                                                                                    \
  CLONES static void forward_##S(long begin, long end, void *context) {                                \
    const Softmax *s = context;                                                                        \
    for (long o = begin; o < end; o++) {                                                               \
      const T *x = (const T *)s->x + o * s->n * s->inner;                                              \
      T *y = (T *)s->y + o * s->n * s->inner;                                                          \
      if (s->inner == 1) { forward_row_##S(s->logarithm, s->n, x, y); continue; }                      \
      for (long j = 0; j < s->inner; j += 64)                                                          \
        forward_columns_##S(s->logarithm, s->n, s->inner, s->inner - j < 64 ? s->inner - j : 64, x + j, y + j); \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void backward_##S(long begin, long end, void *context) {                               \
    const Softmax *s = context;                                                                        \
    for (long o = begin; o < end; o++) {                                                               \
      const T *g = (const T *)s->g + o * s->n * s->inner, *y = (const T *)s->x + o * s->n * s->inner;  \
      T *d = (T *)s->y + o * s->n * s->inner;                                                          \
      if (s->inner == 1) { backward_row_##S(s->logarithm, s->n, g, y, d); continue; }                  \
      for (long j = 0; j < s->inner; j += 64)                                                          \
        backward_columns_##S(s->logarithm, s->n, s->inner, s->inner - j < 64 ? s->inner - j : 64, g + j, y + j, d + j); \
    }                                                                                                  \
  }
SOFTMAX(f, float)
SOFTMAX(d, double)

void ck_softmax_forward(int dtype, int logarithm, long outer, long n, long inner, const void *x, void *y) {
  if (n == 0 || inner == 0) return;
  Softmax softmax = {logarithm, n, inner, x, 0, y};
  each_row(outer, 8 * n * inner, dtype == CK_FLOAT32 ? forward_f : forward_d, &softmax);
}

void ck_softmax_backward(int dtype, int logarithm, long outer, long n, long inner, const void *g, const void *y, void *d) {
  if (n == 0 || inner == 0) return;
  Softmax softmax = {logarithm, n, inner, y, g, d};
  each_row(outer, (logarithm ? 8 : 2) * n * inner, dtype == CK_FLOAT32 ? backward_f : backward_d, &softmax);
}
