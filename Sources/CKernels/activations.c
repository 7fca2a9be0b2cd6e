#include "activations.h"
#include "rows.h"
#include "special.h"

// What a function works with: its elements, and the gradient with respect to its value where its derivative is asked for.
typedef struct {
  const void *x, *g;
  void *y;
  double p, q;
} Elements;

#define LOOP(NAME, T, VALUE, SLOPE)                                                                    \
  CLONES static void NAME(long begin, long end, void *context) {                                       \
    const Elements *elements = context;                                                                \
    const T *x_ = elements->x;                                                                         \
    T *y = elements->y, p = (T)elements->p, q = (T)elements->q;                                        \
    for (long i = begin; i < end; i++) { T x = x_[i]; y[i] = (VALUE); }                                \
    (void)p; (void)q;                                                                                  \
  }                                                                                                    \
  CLONES static void NAME##_gradient(long begin, long end, void *context) {                            \
    const Elements *elements = context;                                                                \
    const T *x_ = elements->x, *g_ = elements->g;                                                      \
    T *y = elements->y, p = (T)elements->p, q = (T)elements->q;                                        \
    for (long i = begin; i < end; i++) { T x = x_[i], g = g_[i]; y[i] = (SLOPE); }                     \
    (void)p; (void)q;                                                                                  \
  }
#define BOTH(NAME, VALUE, SLOPE) LOOP(NAME##_f, float, VALUE, SLOPE) LOOP(NAME##_d, double, VALUE, SLOPE)
#define EACH(NAME)                                                                                     \
  LOOP(NAME##_f, float, NAME##_value_f(x, p, q), g * NAME##_slope_f(x, p, q))                          \
  LOOP(NAME##_d, double, NAME##_value_d(x, p, q), g * NAME##_slope_d(x, p, q))

// The functions that take more than an expression, in both precisions.
#define FUNCTIONS(S, T)                                                                                \
  INLINE T elu_value_##S(T x, T p, T q) { (void)q; return x > 0 ? x : p * expm1_##S(x); }              \
  INLINE T elu_slope_##S(T x, T p, T q) { (void)q; return x > 0 ? 1 : p * exp_##S(x); }                \
  INLINE T gelu_value_##S(T x, T p, T q) { (void)p; (void)q; return x * normal_cdf_##S(x, exp_##S((T)-0.5 * x * x)); } \
  INLINE T gelu_slope_##S(T x, T p, T q) {                                                             \
    (void)p; (void)q;                                                                                  \
    T e = exp_##S((T)-0.5 * x * x);                                                                    \
    return normal_cdf_##S(x, e) + x * (T)0.39894228040143267794 * e;                                   \
  }                                                                                                    \
  /* ½ (1 + tanh u) is σ(2u). */                                                                       \
  INLINE T gelu_tanh_value_##S(T x, T p, T q) {                                                        \
    (void)p; (void)q;                                                                                  \
    return x * sigmoid_##S((T)1.5957691216057307118 * (x + (T)0.044715 * x * x * x));                  \
  }                                                                                                    \
  INLINE T gelu_tanh_slope_##S(T x, T p, T q) {                                                        \
    (void)p; (void)q;                                                                                  \
    T s = sigmoid_##S((T)1.5957691216057307118 * (x + (T)0.044715 * x * x * x));                       \
    T slope = (T)1.5957691216057307118 * (1 + (T)0.134145 * x * x);                                    \
    return s + x * slope * (s * (1 - s));                                                              \
  }                                                                                                    \
  INLINE T silu_value_##S(T x, T p, T q) { (void)p; (void)q; return x * sigmoid_##S(x); }              \
  INLINE T silu_slope_##S(T x, T p, T q) {                                                             \
    (void)p; (void)q;                                                                                  \
    T s = sigmoid_##S(x);                                                                              \
    return s + x * s * (1 - s);                                                                        \
  }                                                                                                    \
  /* ln(1 + e^z) is max(z, 0) + ln(1 + e^−|z|), which does not overflow. */                            \
  INLINE T softplus_value_##S(T x, T p, T q) {                                                         \
    T z = p * x, positive = z > 0 ? z : 0, negative = z > 0 ? -z : z;                                  \
    return z > q ? x : (positive + log1p_##S(exp_##S(negative))) / p;                                  \
  }                                                                                                    \
  INLINE T softplus_slope_##S(T x, T p, T q) { return p * x > q ? 1 : sigmoid_##S(p * x); }            \
  INLINE T cumulative_value_##S(T x, T p, T q) { (void)p; (void)q; return normal_cdf_##S(x, exp_##S((T)-0.5 * x * x)); } \
  INLINE T cumulative_slope_##S(T x, T p, T q) {                                                       \
    (void)p; (void)q;                                                                                  \
    return (T)0.39894228040143267794 * exp_##S((T)-0.5 * x * x);                                       \
  }
FUNCTIONS(f, float)
FUNCTIONS(d, double)

BOTH(leaky_relu, x > 0 ? x : p * x, x > 0 ? g : p * g)
BOTH(hardtanh, x < p ? p : x > q ? q : x, x <= p || x >= q ? 0 : g)
EACH(elu)
EACH(gelu)
EACH(gelu_tanh)
EACH(silu)
EACH(softplus)
EACH(cumulative)

static CKLoopBody loop_of(CKActivation f, int dtype, int gradient) {
#define CASE(F, NAME)                                                                                  \
  case F:                                                                                              \
    if (gradient) return dtype == CK_FLOAT32 ? NAME##_f_gradient : NAME##_d_gradient;                  \
    return dtype == CK_FLOAT32 ? NAME##_f : NAME##_d;
  switch (f) {
    CASE(CK_ACTIVATION_LEAKY_RELU, leaky_relu)
    CASE(CK_ACTIVATION_ELU, elu)
    CASE(CK_ACTIVATION_GELU, gelu)
    CASE(CK_ACTIVATION_GELU_TANH, gelu_tanh)
    CASE(CK_ACTIVATION_SILU, silu)
    CASE(CK_ACTIVATION_SOFTPLUS, softplus)
    CASE(CK_ACTIVATION_HARDTANH, hardtanh)
    CASE(CK_ACTIVATION_NORMAL_CDF, cumulative)
  }
  return 0;
}

// About how many simple operations an element costs.
static long cost_of(CKActivation f) {
  return f == CK_ACTIVATION_LEAKY_RELU || f == CK_ACTIVATION_HARDTANH ? 1 : 8;
}

void ck_activation(CKActivation f, int dtype, long n, const void *x, void *y, double p, double q) {
  Elements elements = {.x = x, .y = y, .p = p, .q = q};
  each_row(n, cost_of(f), loop_of(f, dtype, 0), &elements);
}

void ck_activation_gradient(CKActivation f, int dtype, long n, const void *g, const void *x, void *d, double p, double q) {
  Elements elements = {.x = x, .g = g, .y = d, .p = p, .q = q};
  each_row(n, cost_of(f), loop_of(f, dtype, 1), &elements);
}
