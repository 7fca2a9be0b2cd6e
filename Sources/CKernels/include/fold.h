// Reductions of the middle of (outer, n, inner), contiguous, and running ones.
#pragma once
#include "CKernels.h"

/// What a run of numbers becomes. Types are the input's unless said otherwise.
typedef enum {
  CK_FOLD_SUM, CK_FOLD_PRODUCT,
  CK_FOLD_MAX, CK_FOLD_MIN,                  // NaN beats everything
  CK_FOLD_SQUARES,                           // Σ (x − c)²
  CK_FOLD_ABS_SUM, CK_FOLD_ABS_MAX, CK_FOLD_ABS_MIN,
  CK_FOLD_POWERS,                            // Σ |x|^p
  CK_FOLD_COUNT,                             // of those that are not 0, as int64
  CK_FOLD_ANY, CK_FOLD_ALL,                  // as bytes
  CK_FOLD_ARGMAX, CK_FOLD_ARGMIN,            // int64; the first of equals, or the first NaN
} CKFold;

/// y(outer, inner) = fold of x(outer, n, inner), whatever n; n = 0 gives the fold's neutral element (of the extremes, infinity
/// or the farthest integer). `centre` is c(outer, inner) of the squares, or null for 0.
///
/// Sums are pairwise: their rounding error grows with log n. The order of the operations depends on the sizes alone.
void ck_fold(CKFold op, int dtype, long outer, long n, long inner, const void *x, const void *centre, double p, void *y);

/// y(o, k, i) = x(o, 0, i) + … + x(o, k, i), or the product; from the last with `reverse`. In double precision inside.
void ck_running(int product, int reverse, int dtype, long outer, long n, long inner, const void *x, void *y);

/// y(o, k, i) = b(o, k, i) + a(o, k, i) y(o, k − 1, i), with y(o, −1, i) = 0; with `reverse` y(o, k + 1, i) in its place.
void ck_recurrence(int reverse, int dtype, long outer, long n, long inner, const void *a, const void *b, void *y);
