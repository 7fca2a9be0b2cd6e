#include "clones.h"

#define SGD(S, T)                                                                                      \
  CLONES static void sgd_##S(long n, T *p, const T *g, T *v, int first, T rate, T momentum, T keep, T decay, int nesterov) { \
    if (!v) {                                                                                          \
      for (long i = 0; i < n; i++) p[i] -= rate * (g[i] + decay * p[i]);                               \
      return;                                                                                          \
    }                                                                                                  \
    for (long i = 0; i < n; i++) {                                                                     \
      T d = g[i] + decay * p[i];                                                                       \
      T velocity = first ? d : momentum * v[i] + keep * d;                                             \
      v[i] = velocity;                                                                                 \
      p[i] -= rate * (nesterov ? d + momentum * velocity : velocity);                                  \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void add_scaled_##S(long n, T *a, const T *b, T scale) {                               \
    for (long i = 0; i < n; i++) a[i] += scale * b[i];                                                 \
  }
SGD(f, float)
SGD(d, double)

void ck_sgd(int dtype, long n, void *p, const void *gradient, void *velocity, int first, double rate, double momentum,
            double dampening, double decay, int nesterov) {
  if (dtype == CK_FLOAT32)
    sgd_f(n, p, gradient, velocity, first, (float)rate, (float)momentum, (float)(1 - dampening), (float)decay, nesterov);
  else
    sgd_d(n, p, gradient, velocity, first, rate, momentum, 1 - dampening, decay, nesterov);
}

typedef struct { int dtype; char *a; const char *b; double scale; } Addition;

static void add_range(long begin, long end, void *context) {
  const Addition *s = context;
  long n = end - begin;
  if (s->dtype == CK_FLOAT32) add_scaled_f(n, (float *)s->a + begin, (const float *)s->b + begin, (float)s->scale);
  else if (s->dtype == CK_FLOAT64) add_scaled_d(n, (double *)s->a + begin, (const double *)s->b + begin, s->scale);
  else for (long i = begin; i < end; i++) ((int64_t *)s->a)[i] += (int64_t)s->scale * ((const int64_t *)s->b)[i];
}

void ck_add_scaled(int dtype, long n, void *a, const void *b, double scale) {
  Addition s = {dtype, a, b, scale};
  if (n <= PIECE) add_range(0, n, &s); else ck_parallel_for(n, PIECE, add_range, &s);
}
