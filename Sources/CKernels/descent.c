#include "descent.h"
#include "clones.h"

// The loops follow PyTorch's order of operations, so that its numbers come out. What is chosen once for all elements is a
// constant in each copy of the loop.

/// a + weight (b − a), exact at both ends.
#define LERP(T, a, b, weight) ((weight) < (T)0.5 ? (a) + (weight) * ((b) - (a)) : (b) - ((b) - (a)) * (1 - (weight)))

#define KERNELS(S, T, SQRT)                                                                            \
  INLINE void sgd_loop_##S(long n, T *p, const T *gradient, T *v, int first, int decays, int nesterov, T sign, T rate, \
                           T momentum, T keep, T decay) {                                              \
    for (long i = 0; i < n; i++) {                                                                     \
      T g = sign * gradient[i];                                                                        \
      if (decays) g += decay * p[i];                                                                   \
      if (v) {                                                                                         \
        T velocity = first ? g : momentum * v[i] + keep * g;                                           \
        v[i] = velocity;                                                                               \
        g = nesterov ? g + momentum * velocity : velocity;                                             \
      }                                                                                                \
      p[i] -= rate * g;                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void sgd_##S(long n, T *p, const T *g, T *v, int first, int nesterov, T sign, T rate, T momentum, T keep, \
                             T decay) {                                                                \
    if (!v && decay == 0) sgd_loop_##S(n, p, g, 0, 0, 0, 0, sign, rate, 0, 0, 0);                      \
    else if (!v) sgd_loop_##S(n, p, g, 0, 0, 1, 0, sign, rate, 0, 0, decay);                           \
    else if (first) sgd_loop_##S(n, p, g, v, 1, decay != 0, nesterov, sign, rate, momentum, keep, decay); \
    else if (nesterov) sgd_loop_##S(n, p, g, v, 0, decay != 0, 1, sign, rate, momentum, keep, decay);  \
    else sgd_loop_##S(n, p, g, v, 0, decay != 0, 0, sign, rate, momentum, keep, decay);                \
  }                                                                                                    \
                                                                                                       \
  INLINE void adam_loop_##S(long n, T *p, const T *gradient, T *m, T *v, T *top, int decays, T sign, T rate, T root, \
                            T forget, T keep, T fresh, T epsilon, T decay, T shrink) {                 \
    for (long i = 0; i < n; i++) {                                                                     \
      T g = sign * gradient[i], x = p[i];                                                              \
      if (decays) g += decay * x;                                                                      \
      T average = LERP(T, m[i], g, forget), square = keep * v[i] + fresh * g * g;                       \
      m[i] = average;                                                                                  \
      v[i] = square;                                                                                   \
      if (top) top[i] = square = top[i] > square || top[i] != top[i] ? top[i] : square;                \
      p[i] = x * shrink - rate * average / (SQRT(square) / root + epsilon);                            \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void adam_##S(long n, T *p, const T *g, T *m, T *v, T *top, T sign, T rate, T root, T forget, T keep, \
                              T fresh, T epsilon, T decay, T shrink) {                                 \
    if (top) adam_loop_##S(n, p, g, m, v, top, decay != 0, sign, rate, root, forget, keep, fresh, epsilon, decay, shrink); \
    else if (decay != 0) adam_loop_##S(n, p, g, m, v, 0, 1, sign, rate, root, forget, keep, fresh, epsilon, decay, shrink); \
    else adam_loop_##S(n, p, g, m, v, 0, 0, sign, rate, root, forget, keep, fresh, epsilon, 0, shrink);       \
  }                                                                                                    \
                                                                                                       \
  INLINE void rmsprop_loop_##S(long n, T *p, const T *gradient, T *v, T *velocity, T *m, int decays, T sign, T rate, \
                               T alpha, T fresh, T momentum, T epsilon, T decay) {                     \
    for (long i = 0; i < n; i++) {                                                                     \
      T g = sign * gradient[i];                                                                        \
      if (decays) g += decay * p[i];                                                                   \
      T square = alpha * v[i] + fresh * g * g;                                                         \
      v[i] = square;                                                                                   \
      if (m) {                                                                                         \
        T average = LERP(T, m[i], g, fresh);                                                           \
        m[i] = average;                                                                                \
        square -= average * average;                                                                   \
      }                                                                                                \
      T size = SQRT(square) + epsilon;                                                                 \
      if (velocity) p[i] -= rate * (velocity[i] = momentum * velocity[i] + g / size);                  \
      else p[i] -= rate * g / size;                                                                    \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void rmsprop_##S(long n, T *p, const T *g, T *v, T *velocity, T *m, T sign, T rate, T alpha, T fresh, \
                                 T momentum, T epsilon, T decay) {                                     \
    if (m) rmsprop_loop_##S(n, p, g, v, velocity, m, decay != 0, sign, rate, alpha, fresh, momentum, epsilon, decay); \
    else if (velocity) rmsprop_loop_##S(n, p, g, v, velocity, 0, decay != 0, sign, rate, alpha, fresh, momentum, epsilon, decay); \
    else rmsprop_loop_##S(n, p, g, v, 0, 0, decay != 0, sign, rate, alpha, fresh, 0, epsilon, decay);         \
  }                                                                                                    \
                                                                                                       \
  CLONES static void adagrad_##S(long n, T *p, const T *gradient, T *sum, T sign, T rate, T epsilon, T decay) { \
    for (long i = 0; i < n; i++) {                                                                     \
      T g = sign * gradient[i];                                                                        \
      if (decay != 0) g += decay * p[i];                                                               \
      T total = sum[i] + g * g;                                                                        \
      sum[i] = total;                                                                                  \
      p[i] -= rate * g / (SQRT(total) + epsilon);                                                      \
    }                                                                                                  \
  }
KERNELS(f, float, sqrtf)
KERNELS(d, double, sqrt)

/// The parameter that holds an element, by halving.
static long holder(const CKDescent *descent, long element) {
  long low = 0, high = descent->count - 1;
  while (low < high) {
    long middle = (low + high + 1) / 2;
    if (descent->parameters[middle].start <= element) low = middle; else high = middle - 1;
  }
  return low;
}

// Each rule is a function over elements begin ..< end of all parameters, counted through.

/// Runs CALL(suffix, type) over the part of each parameter that lies within begin ..< end; there `n` elements are at `at`.
#define EACH_PARAMETER(CALL)                                                                           \
  CKDescent *s = descent;                                                                              \
  for (long k = holder(s, begin); k < s->count && s->parameters[k].start < end; k++) {                 \
    CKDescended *x = &s->parameters[k];                                                                \
    long at = begin > x->start ? begin - x->start : 0;                                                 \
    long n = (end - x->start < x->count ? end - x->start : x->count) - at;                             \
    if (n <= 0) continue;                                                                              \
    if (x->dtype == CK_FLOAT32) { CALL(f, float) } else { CALL(d, double) }                            \
  }
#define P(T) (T *)x->parameter + at, (const T *)x->gradient + at
#define MEMORY(T, i) (x->memory[i] ? (T *)x->memory[i] + at : 0)

static void sgd(long begin, long end, void *descent) {
#define CALL(S, T)                                                                                     \
  sgd_##S(n, P(T), MEMORY(T, 0), (int)x->is_first, (int)s->flag, (T)s->sign, (T)x->rate, (T)s->a, (T)(1 - s->b), (T)x->decay);
  EACH_PARAMETER(CALL)
#undef CALL
}

static void adam(long begin, long end, void *descent) {
#define CALL(S, T)                                                                                     \
  adam_##S(n, P(T), MEMORY(T, 0), MEMORY(T, 1), MEMORY(T, 2), (T)s->sign, (T)(x->rate / x->correction[0]), \
           (T)x->correction[1], (T)(1 - s->a), (T)s->b, (T)(1 - s->b), (T)s->epsilon,                  \
           (T)(s->flag ? 0 : x->decay), (T)(s->flag ? 1 - x->rate * x->decay : 1));
  EACH_PARAMETER(CALL)
#undef CALL
}

static void rmsprop(long begin, long end, void *descent) {
#define CALL(S, T)                                                                                     \
  rmsprop_##S(n, P(T), MEMORY(T, 0), MEMORY(T, 1), MEMORY(T, 2), (T)s->sign, (T)x->rate, (T)s->a, (T)(1 - s->a), \
              (T)s->b, (T)s->epsilon, (T)x->decay);
  EACH_PARAMETER(CALL)
#undef CALL
}

static void adagrad(long begin, long end, void *descent) {
#define CALL(S, T) adagrad_##S(n, P(T), MEMORY(T, 0), (T)s->sign, (T)x->rate, (T)s->epsilon, (T)x->decay);
  EACH_PARAMETER(CALL)
#undef CALL
}

void ck_descend(CKDescentRule rule, CKDescent *descent) {
  static const CKLoopBody rules[] = {sgd, adam, rmsprop, adagrad};
  const CKDescended *last = &descent->parameters[descent->count - 1];
  ck_parallel_for(last->start + last->count, 32768, rules[rule], descent);
}
