#include "losses.h"
#include "mathematics.h"

// log(1 + e), exact to the last places for a small e too: log u corrected by what rounding u = 1 + e lost.
INLINE float log1p_f(float e) {
  float u = 1.0f + e, logarithm = log_f(u);
  return u > 0.0f && u < INFINITY ? logarithm - ((u - 1.0f) - e) / u : logarithm;
}
INLINE double log1p_d(double e) { return log1p(e); }
INLINE float abs_f(float x) { return fabsf(x); }
INLINE double abs_d(double x) { return fabs(x); }

// Minima and maxima that let NaN through.
#define AT_LEAST(x, low) ((x) < (low) ? (low) : (x))
#define WITHIN(x, p) ((x) < -(p) ? -(p) : (x) > (p) ? (p) : (x))

#define SQUARED_ERROR(S, T) (x - t) * (x - t)
#define SQUARED_ERROR_SLOPE(S, T) 2 * (x - t)
#define ABSOLUTE_ERROR(S, T) abs_##S(x - t)
#define ABSOLUTE_ERROR_SLOPE(S, T) (x > t ? (T)1 : x < t ? (T)-1 : x == t ? (T)0 : x - t)
// ½ d² with d no further than p, and a straight line from there.
#define HUBER(S, T) (abs_##S(x - t) > p ? p * (abs_##S(x - t) - p / 2) : (x - t) * (x - t) / 2)
#define HUBER_SLOPE(S, T) WITHIN(x - t, p)
#define BINARY_CROSS_ENTROPY(S, T) (t - 1) * AT_LEAST(log1p_##S(-x), -100) - t * AT_LEAST(log_##S(x), -100)
#define BINARY_CROSS_ENTROPY_SLOPE(S, T) (x - t) / AT_LEAST((1 - x) * x, (T)1e-12)
#define LOGISTIC(S, T) AT_LEAST(x, 0) - x * t + log1p_##S(exp_##S(-abs_##S(x)))
#define LOGISTIC_SLOPE(S, T) sigmoid_##S(x) - t

enum { BLOCK = 4096 };  // elements whose losses are summed in the loss's own precision

#define LOSS(NAME, VALUE, S, T)                                                                        \
  CLONES static void NAME##_##S(long n, const T *x_, const T *t_, T p, T *y) {                         \
    for (long i = 0; i < n; i++) { T x = x_[i], t = t_[i]; y[i] = VALUE(S, T); }                       \
    (void)p;                                                                                           \
  }                                                                                                    \
  CLONES static double NAME##_sum_##S(long n, const T *x_, const T *t_, T p) {                         \
    T lane[16] = {0}, total = 0;                                                                       \
    long i = 0;                                                                                        \
    for (; i + 16 <= n; i += 16)                                                                       \
      for (int j = 0; j < 16; j++) { T x = x_[i + j], t = t_[i + j]; lane[j] += VALUE(S, T); }         \
    for (; i < n; i++) { T x = x_[i], t = t_[i]; total += VALUE(S, T); }                               \
    for (int j = 0; j < 16; j++) total += lane[j];                                                     \
    (void)p;                                                                                           \
    return total;                                                                                      \
  }                                                                                                    \
  CLONES static void NAME##_slope_##S(long n, const T *x_, const T *t_, T p, const T *g, long g_stride, T scale, T *y) { \
    if (g_stride == 0) {                                                                               \
      T factor = *g * scale;                                                                           \
      for (long i = 0; i < n; i++) { T x = x_[i], t = t_[i]; y[i] = factor * (VALUE##_SLOPE(S, T)); }  \
    } else {                                                                                           \
      for (long i = 0; i < n; i++) { T x = x_[i], t = t_[i]; y[i] = g[i] * scale * (VALUE##_SLOPE(S, T)); } \
    }                                                                                                  \
    (void)p;                                                                                           \
  }
#define LOSSES(NAME, VALUE) LOSS(NAME, VALUE, f, float) LOSS(NAME, VALUE, d, double)
LOSSES(squared_error, SQUARED_ERROR)
LOSSES(absolute_error, ABSOLUTE_ERROR)
LOSSES(huber, HUBER)
LOSSES(binary_cross_entropy, BINARY_CROSS_ENTROPY)
LOSSES(logistic, LOGISTIC)

typedef struct {
  CKLoss loss;
  int dtype;
  long n;
  const void *x, *t, *g;
  double p, scale;
  long g_stride;
  void *y;
  double *sums;
} Comparison;

/// Runs CALL(name, suffix, type) for the loss and the type.
#define CHOOSE(c, CALL)                                                                                \
  switch (c->loss) {                                                                                   \
    case CK_SQUARED_ERROR: CHOOSE_TYPE(c, CALL, squared_error); break;                                 \
    case CK_ABSOLUTE_ERROR: CHOOSE_TYPE(c, CALL, absolute_error); break;                               \
    case CK_HUBER: CHOOSE_TYPE(c, CALL, huber); break;                                                 \
    case CK_BINARY_CROSS_ENTROPY: CHOOSE_TYPE(c, CALL, binary_cross_entropy); break;                   \
    case CK_LOGISTIC: CHOOSE_TYPE(c, CALL, logistic); break;                                           \
  }
#define CHOOSE_TYPE(c, CALL, NAME)                                                                     \
  if (c->dtype == CK_FLOAT32) { CALL(NAME, f, float) } else { CALL(NAME, d, double) }

static void compare(long begin, long end, void *context) {
  const Comparison *c = context;
#define CALL(NAME, S, T)                                                                               \
  NAME##_##S(end - begin, (const T *)c->x + begin, (const T *)c->t + begin, (T)c->p, (T *)c->y + begin);
  CHOOSE(c, CALL)
#undef CALL
}

// The blocks are the same however many threads there are, and so is the sum.
static void sum_blocks(long begin, long end, void *context) {
  const Comparison *c = context;
  for (long block = begin; block < end; block++) {
    long start = block * BLOCK, n = c->n - start < BLOCK ? c->n - start : BLOCK;
#define CALL(NAME, S, T)                                                                               \
  c->sums[block] = NAME##_sum_##S(n, (const T *)c->x + start, (const T *)c->t + start, (T)c->p);
    CHOOSE(c, CALL)
#undef CALL
  }
}

static void slope(long begin, long end, void *context) {
  const Comparison *c = context;
#define CALL(NAME, S, T)                                                                               \
  NAME##_slope_##S(end - begin, (const T *)c->x + begin, (const T *)c->t + begin, (T)c->p,             \
                   (const T *)c->g + begin * c->g_stride, c->g_stride, (T)c->scale, (T *)c->y + begin);
  CHOOSE(c, CALL)
#undef CALL
}

void ck_loss(CKLoss loss, int dtype, long n, const void *x, const void *t, double p, void *y) {
  Comparison c = {.loss = loss, .dtype = dtype, .n = n, .x = x, .t = t, .p = p, .y = y};
  ck_parallel_for(n, 16384, compare, &c);
}

double ck_loss_sum(CKLoss loss, int dtype, long n, const void *x, const void *t, double p) {
  enum { FEW = 64 };
  double few[FEW], total = 0;
  long blocks = (n + BLOCK - 1) / BLOCK;
  Comparison c = {.loss = loss, .dtype = dtype, .n = n, .x = x, .t = t, .p = p};
  c.sums = blocks > FEW ? malloc(blocks * sizeof(double)) : few;
  if (!c.sums) ck_trap();
  ck_parallel_for(blocks, 4, sum_blocks, &c);
  for (long i = 0; i < blocks; i++) total += c.sums[i];
  if (c.sums != few) free(c.sums);
  return total;
}

void ck_loss_slope(CKLoss loss, int dtype, long n, const void *x, const void *t, double p, const void *g, long g_stride,
                   double scale, void *y) {
  Comparison c = {.loss = loss, .dtype = dtype, .n = n, .x = x, .t = t, .p = p, .g = g, .g_stride = g_stride, .scale = scale,
                  .y = y};
  ck_parallel_for(n, 16384, slope, &c);
}
