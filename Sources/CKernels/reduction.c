#include "mathematics.h"

// Sixteen partial sums: wide enough for any processor's registers, and the same order of additions on all of them.
#define SUM(NAME, T)                                                                                   \
  CLONES static T NAME(long n, const T *x) {                                                           \
    T lane[16] = {0}, total = 0;                                                                       \
    long i = 0;                                                                                        \
    for (; i + 16 <= n; i += 16)                                                                       \
      for (int j = 0; j < 16; j++) lane[j] += x[i + j];                                                \
    for (; i < n; i++) total += x[i];                                                                  \
    for (int width = 8; width > 0; width /= 2)                                                         \
      for (int j = 0; j < width; j++) lane[j] += lane[j + width];                                      \
    return total + lane[0];                                                                            \
  }                                                                                                    \
  /* Pairwise above 512, so that rounding errors grow with log n. */                                  \
  static T NAME##_pairwise(long n, const T *x) {                                                       \
    if (n <= 512) return NAME(n, x);                                                                  \
    long half = n / 2 / 16 * 16;                                                                       \
    return NAME##_pairwise(half, x) + NAME##_pairwise(n - half, x + half);                             \
  }                                                                                                    \
  CLONES static void NAME##_columns(long n, long inner, const T *x, T *y) {                            \
    for (long i = 0; i < inner; i++) y[i] = x[i];                                                      \
    for (long k = 1; k < n; k++)                                                                       \
      for (long i = 0; i < inner; i++) y[i] += x[k * inner + i];                                       \
  }
SUM(sum_f, float)
SUM(sum_d, double)
SUM(sum_i, int64_t)

#define EXTREME(NAME, T, BEATS)                                                                        \
  CLONES static T NAME(long n, const T *x) {                                                           \
    T lane[16], best = x[0];                                                                           \
    for (int j = 0; j < 16; j++) lane[j] = best;                                                       \
    long i = 0;                                                                                        \
    for (; i + 16 <= n; i += 16)                                                                       \
      for (int j = 0; j < 16; j++) { T a = x[i + j], b = lane[j]; lane[j] = (BEATS) ? a : b; }         \
    for (; i < n; i++) { T a = x[i], b = best; best = (BEATS) ? a : b; }                               \
    for (int j = 0; j < 16; j++) { T a = lane[j], b = best; best = (BEATS) ? a : b; }                  \
    return best;                                                                                       \
  }                                                                                                    \
  CLONES static void NAME##_columns(long n, long inner, const T *x, T *y) {                            \
    for (long i = 0; i < inner; i++) y[i] = x[i];                                                      \
    for (long k = 1; k < n; k++)                                                                       \
      for (long i = 0; i < inner; i++) { T a = x[k * inner + i], b = y[i]; y[i] = (BEATS) ? a : b; }   \
  }                                                                                                    \
  static void NAME##_argument(long n, long inner, const T *x, int64_t *y) {                            \
    for (long i = 0; i < inner; i++) {                                                                 \
      T b = x[i];                                                                                      \
      int64_t place = 0;                                                                               \
      for (long k = 1; k < n; k++) { T a = x[k * inner + i]; if (BEATS) { b = a; place = k; } }        \
      y[i] = place;                                                                                    \
    }                                                                                                  \
  }
// NaN beats everything, the first of equals stays.
#define ORDER(T, S)                                                                                    \
  EXTREME(max_##S, T, a > b || (a != a && b == b))                                                     \
  EXTREME(min_##S, T, a < b || (a != a && b == b))
ORDER(float, f)
ORDER(double, d)
ORDER(int64_t, i)

#define REDUCE(S, T)                                                                                   \
  static void reduce_##S(CKReduction op, long outer, long n, long inner, const T *x, void *y_) {       \
    for (long o = 0; o < outer; o++, x += n * inner) {                                                 \
      T *y = (T *)y_ + o * inner;                                                                      \
      int64_t *place = (int64_t *)y_ + o * inner;                                                      \
      switch (op) {                                                                                    \
        case CK_SUM: if (inner == 1) *y = sum_##S##_pairwise(n, x); else sum_##S##_columns(n, inner, x, y); break; \
        case CK_MAX: if (inner == 1) *y = max_##S(n, x); else max_##S##_columns(n, inner, x, y); break; \
        case CK_MIN: if (inner == 1) *y = min_##S(n, x); else min_##S##_columns(n, inner, x, y); break; \
        case CK_ARGMAX: max_##S##_argument(n, inner, x, place); break;                                 \
        case CK_ARGMIN: min_##S##_argument(n, inner, x, place); break;                                 \
      }                                                                                                \
    }                                                                                                  \
  }
REDUCE(f, float)
REDUCE(d, double)
REDUCE(i, int64_t)

void ck_reduce(CKReduction op, int dtype, long outer, long n, long inner, const void *x, void *y) {
  switch (dtype) {
    case CK_FLOAT32: reduce_f(op, outer, n, inner, x, y); return;
    case CK_FLOAT64: reduce_d(op, outer, n, inner, x, y); return;
    default: reduce_i(op, outer, n, inner, x, y);
  }
}
