#include "clones.h"

#define DISTANCE(S, T)                                                                                 \
  CLONES static double distance_##S(long n, const T *a, const T *b) {                                  \
    double total = 0;                                                                                  \
    for (long start = 0; start < n; start += 4096) {                                                   \
      long end = start + 4096 < n ? start + 4096 : n, i = start;                                       \
      T lane[16] = {0}, rest = 0;                                                                      \
      for (; i + 16 <= end; i += 16)                                                                   \
        for (int j = 0; j < 16; j++) { T d = a[i + j] - b[i + j]; lane[j] += d * d; }                  \
      for (; i < end; i++) { T d = a[i] - b[i]; rest += d * d; }                                       \
      for (int j = 0; j < 16; j++) rest += lane[j];                                                    \
      total += rest;                                                                                   \
    }                                                                                                  \
    return total;                                                                                      \
  }                                                                                                    \
  CLONES static void difference_##S(long n, const T *a, const T *b, T scale, T *y) {                   \
    for (long i = 0; i < n; i++) y[i] = scale * (a[i] - b[i]);                                         \
  }
DISTANCE(f, float)
DISTANCE(d, double)

double ck_squared_distance(int dtype, long n, const void *a, const void *b, double scale) {
  return scale * (dtype == CK_FLOAT32 ? distance_f(n, a, b) : distance_d(n, a, b));
}

void ck_scaled_difference(int dtype, long n, const void *a, const void *b, double scale, void *y) {
  if (dtype == CK_FLOAT32) difference_f(n, a, b, (float)scale, y); else difference_d(n, a, b, scale, y);
}
