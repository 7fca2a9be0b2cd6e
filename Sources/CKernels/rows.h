// How a kernel's independent pieces of work are handed out, and how it adds up a row.
#pragma once
#include "mathematics.h"

/// Shares 0..<n among threads: rows, channels or heads, none of which depends on another. One is worth about `cost` simple
/// operations.
INLINE void each_row(long n, long cost, CKLoopBody body, void *context) {
  ck_parallel_for(n, 1 + PIECE / (cost + 1), body, context);
}

// Sixteen numbers at once: partial sums wide enough for any processor's registers, so that the order of additions is the same
// on all of them.
enum { WIDE = 16 };
typedef float Wide_f __attribute__((vector_size(WIDE * sizeof(float)), aligned(sizeof(float)), may_alias));
typedef double Wide_d __attribute__((vector_size(WIDE * sizeof(double)), aligned(sizeof(double)), may_alias));
#define JOINED(a, b) a##_##b
#define JOIN(a, b) JOINED(a, b)
#define CONST_AT(S, pointer) (*(const JOIN(Wide, S) *)(pointer))

#define FOLD(S, T)                                                                                     \
  /* The largest of n numbers but NaN, which need no care where exponentials are added up: they will be in the sum. */ \
  INLINE T largest_##S(long n, const T *x) {                                                           \
    T lane[WIDE], top = -INFINITY;                                                                     \
    for (int j = 0; j < WIDE; j++) lane[j] = top;                                                      \
    long i = 0;                                                                                        \
    for (; i + WIDE <= n; i += WIDE)                                                                   \
      for (int j = 0; j < WIDE; j++) lane[j] = x[i + j] > lane[j] ? x[i + j] : lane[j];                \
    for (; i < n; i++) top = x[i] > top ? x[i] : top;                                                  \
    for (int j = 0; j < WIDE; j++) top = lane[j] > top ? lane[j] : top;                                \
    return top;                                                                                        \
  }                                                                                                    \
  INLINE T fold_##S(const T *lane) {                                                                   \
    T sum[WIDE];                                                                                       \
    memcpy(sum, lane, sizeof sum);                                                                     \
    for (int width = WIDE / 2; width > 0; width /= 2)                                                  \
      for (int j = 0; j < width; j++) sum[j] += sum[j + width];                                        \
    return sum[0];                                                                                     \
  }
FOLD(f, float)
FOLD(d, double)

/// Declares TOTAL and makes it the sum over i < n of an expression: WIDE_TERM for sixteen i at once, TERM for one.
#define SUM(S, T, TOTAL, n, WIDE_TERM, TERM)                                                           \
  T TOTAL;                                                                                             \
  {                                                                                                    \
    JOIN(Wide, S) lanes_ = {0}, others_ = {0};                                                         \
    T rest_ = 0;                                                                                       \
    long i = 0;                                                                                        \
    for (; i + 2 * WIDE <= (n); i += WIDE) {                                                           \
      lanes_ += (WIDE_TERM);                                                                           \
      i += WIDE;                                                                                       \
      others_ += (WIDE_TERM);                                                                          \
    }                                                                                                  \
    for (; i + WIDE <= (n); i += WIDE) lanes_ += (WIDE_TERM);                                          \
    for (; i < (n); i++) rest_ += (TERM);                                                              \
    lanes_ += others_;                                                                                 \
    TOTAL = rest_ + JOIN(fold, S)((const T *)&lanes_);                                                  \
  }
