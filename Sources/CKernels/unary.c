#include "mathematics.h"

// A parameter as an element; as an integer it stays within the integers.
INLINE float as_float(double p) { return (float)p; }
INLINE double as_double(double p) { return p; }
INLINE int64_t as_int64_t(double p) { return p >= 0x1p63 ? INT64_MAX : p < -0x1p63 ? INT64_MIN : (int64_t)p; }

#define LOOP(NAME, T, EXPRESSION)                                                                      \
  CLONES static void NAME(long n, const T *x_, T *y, double p_, double q_) {                           \
    T p = as_##T(p_), q = as_##T(q_);                                                                            \
    for (long i = 0; i < n; i++) { T x = x_[i]; y[i] = (EXPRESSION); }                                 \
    (void)p; (void)q;                                                                                  \
  }
#define FLOATING(NAME, F, D) LOOP(NAME##_f, float, F) LOOP(NAME##_d, double, D)
#define ANY(NAME, E) FLOATING(NAME, E, E) LOOP(NAME##_i, int64_t, E)

ANY(negate, -x)
ANY(sign, (x > 0) - (x < 0))
ANY(relu, x < 0 ? 0 : x)
ANY(square, x * x)
ANY(affine, p * x + q)
ANY(clamp, x < p ? p : x > q ? q : x)
FLOATING(absolute, fabsf(x), fabs(x))
LOOP(absolute_i, int64_t, x < 0 ? -x : x)
FLOATING(exponential, exp_f(x), exp_d(x))
FLOATING(logarithm, log_f(x), log_d(x))
FLOATING(square_root, sqrtf(x), sqrt(x))
FLOATING(sine, sinf(x), sin(x))
FLOATING(cosine, cosf(x), cos(x))
FLOATING(hyperbolic_tangent, tanh_f(x), tanh_d(x))
FLOATING(logistic, sigmoid_f(x), sigmoid_d(x))
FLOATING(reciprocal, 1 / x, 1 / x)
FLOATING(divide_by, x / p, x / p)
FLOATING(power, powf(x, p), pow(x, p))
FLOATING(floor_, floorf(x), floor(x))
FLOATING(round_, rintf(x), rint(x))
FLOATING(log_clamped, fmaxf(log_f(x), p), fmax(log_d(x), p))
FLOATING(is_nan, x != x, x != x)

typedef void (*Loop)(long, const void *, void *, double, double);

#define RUN_FLOATING(OP, NAME) case OP: return dtype == CK_FLOAT32 ? (Loop)NAME##_f : (Loop)NAME##_d;
#define RUN_ANY(OP, NAME)                                                                              \
  case OP: return dtype == CK_FLOAT32 ? (Loop)NAME##_f : dtype == CK_FLOAT64 ? (Loop)NAME##_d : (Loop)NAME##_i;

static Loop loop_of(CKUnary op, int dtype) {
  switch (op) {
    RUN_ANY(CK_NEGATE, negate)
    RUN_ANY(CK_ABS, absolute)
    RUN_ANY(CK_SIGN, sign)
    RUN_ANY(CK_RELU, relu)
    RUN_ANY(CK_SQUARE, square)
    RUN_ANY(CK_AFFINE, affine)
    RUN_ANY(CK_CLAMP, clamp)
    RUN_FLOATING(CK_EXP, exponential)
    RUN_FLOATING(CK_LOG, logarithm)
    RUN_FLOATING(CK_SQRT, square_root)
    RUN_FLOATING(CK_SIN, sine)
    RUN_FLOATING(CK_COS, cosine)
    RUN_FLOATING(CK_TANH, hyperbolic_tangent)
    RUN_FLOATING(CK_SIGMOID, logistic)
    RUN_FLOATING(CK_RECIPROCAL, reciprocal)
    RUN_FLOATING(CK_DIVIDE_BY, divide_by)
    RUN_FLOATING(CK_POWER, power)
    RUN_FLOATING(CK_FLOOR, floor_)
    RUN_FLOATING(CK_ROUND, round_)
    RUN_FLOATING(CK_LOG_CLAMPED, log_clamped)
    RUN_FLOATING(CK_IS_NAN, is_nan)
  }
  return 0;
}

typedef struct {
  Loop loop;
  const char *x;
  char *y;
  long size;
  double p, q;
} Map;

static void map(long begin, long end, void *context) {
  const Map *m = context;
  m->loop(end - begin, m->x + begin * m->size, m->y + begin * m->size, m->p, m->q);
}

void ck_unary(CKUnary op, int dtype, long n, const void *x, void *y, double p, double q) {
  Map m = {loop_of(op, dtype), x, y, dtype == CK_FLOAT32 ? 4 : 8, p, q};
  if (n <= PIECE) m.loop(n, x, y, p, q); else ck_parallel_for(n, PIECE, map, &m);
}
