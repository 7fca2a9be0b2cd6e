#include "mathematics.h"
#include "functions.h"
#include "incomplete.h"
#include "special.h"
#include <limits.h>

/// Σ over k ≥ 0 of (x + k)^−s for s > 1, by Euler and Maclaurin from x + k > 9 on.
static double hurwitz_zeta(double s, double x) {
  static const double bernoulli[] = {  // B₂ⱼ / (2j)!
    1.0 / 12, -1.0 / 720, 1.0 / 30240, -1.0 / 1209600, 1.0 / 47900160, -691.0 / 1307674368000.0, 1.0 / 74724249600.0,
    -3617.0 / 10670622842880000.0,
  };
  if (x <= 0 && x == floor(x)) return INFINITY;
  double sum = 0;
  for (; x <= 9; x += 1) sum += pow(x, -s);
  double power = pow(x, -s), factor = s;
  sum += power * x / (s - 1) + power / 2;
  for (int j = 0; j < 8; j++) {
    power /= x;
    sum += bernoulli[j] * factor * power;
    factor *= (s + 2 * j + 1) * (s + 2 * j + 2);
    power /= x;
  }
  return sum;
}

/// The (order + 1)-th derivative of ln Γ.
static double polygamma(double order, double x) {
  if (x == INFINITY) return 0;
  double sign = fmod(order, 2) == 0 ? -1 : 1;
  return sign * tgamma(order + 1) * hurwitz_zeta(order + 1, x);
}

/// (ln Γ)′: reflected from below 0, carried up to 10, and from there an asymptotic series.
static double digamma(double x) {
  if (x == 0) return copysign(INFINITY, -x);
  if (x == INFINITY) return x;
  if (x < 0) {
    if (x == trunc(x) || x == -INFINITY) return NAN;
    // The tangent has the period 1, and is exact within one.
    return digamma(1 - x) - M_PI / tan(M_PI * (x - trunc(x)));
  }
  double sum = 0;
  for (; x < 10; x += 1) sum -= 1 / x;
  double z = 1 / (x * x);
  double series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z * (691.0 / 32760 - z / 12))))));
  return sum + log(x) - 0.5 / x - (x < 1e17 ? series : 0);
}

/// erf⁻¹: an approximation (Giles, 2012), and three of Halley's steps, on the complement where that is more exact.
static double erf_inverse(double x) {
  if (x != x || fabs(x) > 1) return NAN;
  if (fabs(x) == 1) return copysign(INFINITY, x);
  double w = -log((1 - x) * (1 + x)), p;
  if (w < 5) {
    static const double c[] = {2.81022636e-08, 3.43273939e-07, -3.5233877e-06, -4.39150654e-06, 0.00021858087,
                               -0.00125372503, -0.00417768164, 0.246640727, 1.50140941};
    w -= 2.5;
    p = c[0];
    for (int i = 1; i < 9; i++) p = p * w + c[i];
  } else {
    static const double c[] = {-0.000200214257, 0.000100950558, 0.00134934322, -0.00367342844, 0.00573950773,
                               -0.0076224613, 0.00943887047, 1.00167406, 2.83297682};
    w = sqrt(w) - 3;
    p = c[0];
    for (int i = 1; i < 9; i++) p = p * w + c[i];
  }
  double a = fabs(x), y = p * a;
  for (int i = 0; i < 3; i++) {
    double error = a < 0.5 ? erf(y) - a : (1 - a) - erfc(y);
    double step = error / (M_2_SQRTPI * exp(-y * y));
    y -= step / (1 + y * step);
  }
  return copysign(y, x);
}

static double log_gamma(double x) {
  int sign;
  return lgamma_r(x, &sign);
}

/// Φ
static double normal_lower(double x) {
  if (!(x < 0)) return 0.5 * erfc(x * -M_SQRT1_2);
  double square = x * x;  // whose rounding would cost the far tail its digits
  return x < -39 ? 0 : ck_mills_ratio(-x) * exp(-0.5 * square) * (1 - 0.5 * fma(x, x, -square)) * 0.39894228040143267794;
}

/// Φ⁻¹: in the middle one more of Newton's steps, for the distance from ½.
static double normal_quantile(double p) {
  if (!(p >= 0 && p <= 1)) return NAN;
  if (p == 0.5) return 0;
  double x = p <= 0.5 ? ck_normal_quantile(log(p)) : -ck_normal_quantile(log(1 - p));
  if (fabs(p - 0.5) > 0.4) return x;
  return x - (0.5 * erf(x * M_SQRT1_2) - (p - 0.5)) * 2.50662827463100050242 * exp(0.5 * x * x);
}

INLINE double round_decimals(double x, double p) {
  double ten = pow(10, p);
  return rint(x * ten) / ten;
}

// These take longer than the everyday ones.
enum { SPECIAL_PIECE = 2048 };

#define LOOP(NAME, T, EXPRESSION)                                                                      \
  CLONES static void NAME(long n, const T *x_, T *y, double p) {                                       \
    for (long i = 0; i < n; i++) { T x = x_[i]; y[i] = (T)(EXPRESSION); }                              \
    (void)p;                                                                                           \
  }
#define FLOATING(NAME, F, D) LOOP(NAME##_f, float, F) LOOP(NAME##_d, double, D)

FLOATING(log2_, log2f(x), log2(x))
FLOATING(log10_, log10f(x), log10(x))
FLOATING(log1p_, log1p_f(x), log1p_d(x))
FLOATING(exp2_, exp2f(x), exp2(x))
FLOATING(expm1_, expm1_f(x), expm1_d(x))
FLOATING(rsqrt, 1 / sqrtf(x), 1 / sqrt(x))
FLOATING(tan_, tanf(x), tan(x))
FLOATING(asin_, asinf(x), asin(x))
FLOATING(acos_, acosf(x), acos(x))
FLOATING(atan_, atanf(x), atan(x))
FLOATING(sinh_, sinhf(x), sinh(x))
FLOATING(cosh_, coshf(x), cosh(x))
FLOATING(asinh_, asinhf(x), asinh(x))
FLOATING(acosh_, acoshf(x), acosh(x))
FLOATING(atanh_, atanhf(x), atanh(x))
FLOATING(erf_, erff(x), erf(x))
FLOATING(erfc_, erfcf(x), erfc(x))
FLOATING(erfinv, erf_inverse(x), erf_inverse(x))
FLOATING(lgamma_, log_gamma(x), log_gamma(x))
FLOATING(digamma_, digamma(x), digamma(x))
FLOATING(polygamma_, polygamma(p, x), polygamma(p, x))
FLOATING(ndtr, normal_lower(x), normal_lower(x))
FLOATING(log_ndtr, ck_log_normal(x), ck_log_normal(x))
FLOATING(ndtri, normal_quantile(x), normal_quantile(x))
FLOATING(ndtri_exp, ck_normal_quantile(x), ck_normal_quantile(x))
FLOATING(ceil_, ceilf(x), ceil(x))
FLOATING(trunc_, truncf(x), trunc(x))
FLOATING(round_decimals_, round_decimals(x, p), round_decimals(x, p))

typedef void (*Loop)(long, const void *, void *, double);

static Loop loop_of(CKSpecial op, int dtype) {
#define RUN(OP, NAME) case OP: return dtype == CK_FLOAT32 ? (Loop)NAME##_f : (Loop)NAME##_d;
  switch (op) {
    RUN(CK_LOG2, log2_)
    RUN(CK_LOG10, log10_)
    RUN(CK_LOG1P, log1p_)
    RUN(CK_EXP2, exp2_)
    RUN(CK_EXPM1, expm1_)
    RUN(CK_RSQRT, rsqrt)
    RUN(CK_TAN, tan_)
    RUN(CK_ASIN, asin_)
    RUN(CK_ACOS, acos_)
    RUN(CK_ATAN, atan_)
    RUN(CK_SINH, sinh_)
    RUN(CK_COSH, cosh_)
    RUN(CK_ASINH, asinh_)
    RUN(CK_ACOSH, acosh_)
    RUN(CK_ATANH, atanh_)
    RUN(CK_ERF, erf_)
    RUN(CK_ERFC, erfc_)
    RUN(CK_ERFINV, erfinv)
    RUN(CK_LGAMMA, lgamma_)
    RUN(CK_DIGAMMA, digamma_)
    RUN(CK_POLYGAMMA, polygamma_)
    RUN(CK_NDTR, ndtr)
    RUN(CK_LOG_NDTR, log_ndtr)
    RUN(CK_NDTRI, ndtri)
    RUN(CK_NDTRI_EXP, ndtri_exp)
    RUN(CK_CEIL, ceil_)
    RUN(CK_TRUNC, trunc_)
    RUN(CK_ROUND_DECIMALS, round_decimals_)
  }
  return 0;
}

typedef struct {
  Loop loop;
  const char *x;
  char *y;
  long size;
  double p;
} Map;

static void map(long begin, long end, void *context) {
  const Map *m = context;
  m->loop(end - begin, m->x + begin * m->size, m->y + begin * m->size, m->p);
}

void ck_special(CKSpecial op, int dtype, long n, const void *x, void *y, double p) {
  Map m = {loop_of(op, dtype), x, y, dtype == CK_FLOAT32 ? 4 : 8, p};
  if (n <= SPECIAL_PIECE) m.loop(n, x, y, p); else ck_parallel_for(n, SPECIAL_PIECE, map, &m);
}

// Division by way of the remainder, which is exact: the quotient of the rounded division may be one off.
INLINE double remainder_d(double a, double b) {
  double r = fmod(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
INLINE float remainder_f(float a, float b) {
  float r = fmodf(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
INLINE double floor_divide_d(double a, double b) {
  if (b == 0) return a / b;
  double r = fmod(a, b), q = (a - r) / b;
  if (r != 0 && (r < 0) != (b < 0)) q -= 1;
  if (q == 0) return copysign(0, a / b);
  double whole = floor(q);
  return q - whole > 0.5 ? whole + 1 : whole;
}
INLINE float floor_divide_f(float a, float b) { return (float)floor_divide_d(a, b); }
// The least integer has no opposite: its quotient by −1 is itself, as when multiplying.
INLINE int64_t trunc_divide_i(int64_t a, int64_t b) { return b == -1 ? (int64_t)(0 - (uint64_t)a) : a / b; }
INLINE int64_t fmod_i(int64_t a, int64_t b) { return b == -1 ? 0 : a % b; }
INLINE int64_t remainder_i(int64_t a, int64_t b) {
  int64_t r = fmod_i(a, b);
  return r != 0 && (r < 0) != (b < 0) ? r + b : r;
}
INLINE int64_t floor_divide_i(int64_t a, int64_t b) {
  int64_t q = trunc_divide_i(a, b), r = fmod_i(a, b);
  return r != 0 && (r < 0) != (b < 0) ? q - 1 : q;
}
/// Wraps around as multiplication does; a power below 0 is what is left of the fraction.
INLINE int64_t power_i(int64_t a, int64_t b) {
  if (b < 0) return a == 1 ? 1 : a == -1 ? (b & 1 ? -1 : 1) : 0;
  uint64_t result = 1, base = (uint64_t)a;
  for (; b; b >>= 1, base *= base) if (b & 1) result *= base;
  return (int64_t)result;
}

#define BINARY(NAME, T, EXPRESSION)                                                                    \
  static void NAME(long n, const T *a_, long sa, const T *b_, long sb, T *y) {                         \
    for (long i = 0; i < n; i++) { T a = a_[i * sa], b = b_[i * sb]; y[i] = (EXPRESSION); }            \
  }
#define DIVISION(NAME, F, D, I) \
  BINARY(each_##NAME##_f, float, F) BINARY(each_##NAME##_d, double, D) BINARY(each_##NAME##_i, int64_t, I)
DIVISION(floor_divide, floor_divide_f(a, b), floor_divide_d(a, b), floor_divide_i(a, b))
DIVISION(remainder, remainder_f(a, b), remainder_d(a, b), remainder_i(a, b))
DIVISION(trunc_divide, truncf(a / b), trunc(a / b), trunc_divide_i(a, b))
DIVISION(fmod, fmodf(a, b), fmod(a, b), fmod_i(a, b))
BINARY(each_atan2_f, float, atan2f(a, b))
BINARY(each_atan2_d, double, atan2(a, b))
BINARY(each_power_i, int64_t, power_i(a, b))

int ck_special_binary(CKSpecialBinary op, int dtype, long n, const void *a, long a_stride, const void *b, long b_stride,
                      void *y) {
  if (dtype == CK_INT64 && op != CK_INTEGER_POWER)
    for (long i = 0; i < (b_stride ? n : n > 0); i++) if (((const int64_t *)b)[i] == 0) return 0;
#define DIVIDE(OP, NAME)                                                                               \
  case OP:                                                                                             \
    if (dtype == CK_FLOAT32) each_##NAME##_f(n, a, a_stride, b, b_stride, y);                          \
    else if (dtype == CK_FLOAT64) each_##NAME##_d(n, a, a_stride, b, b_stride, y);                     \
    else each_##NAME##_i(n, a, a_stride, b, b_stride, y);                                              \
    return 1;
  switch (op) {
    DIVIDE(CK_FLOOR_DIVIDE, floor_divide)
    DIVIDE(CK_REMAINDER, remainder)
    DIVIDE(CK_TRUNC_DIVIDE, trunc_divide)
    DIVIDE(CK_FMOD, fmod)
    case CK_ATAN2:
      if (dtype == CK_FLOAT32) each_atan2_f(n, a, a_stride, b, b_stride, y);
      else each_atan2_d(n, a, a_stride, b, b_stride, y);
      return 1;
    case CK_INTEGER_POWER: each_power_i(n, a, a_stride, b, b_stride, y); return 1;
  }
  return 1;
}

#define REPLACE(NAME, T)                                                                               \
  CLONES static void NAME(long n, const T *x, T *y, T nan, T high, T low) {                            \
    for (long i = 0; i < n; i++) y[i] = x[i] != x[i] ? nan : x[i] == (T)INFINITY ? high : x[i] == (T)-INFINITY ? low : x[i]; \
  }
REPLACE(replace_f, float)
REPLACE(replace_d, double)

void ck_replace_nonfinite(int dtype, long n, const void *x, void *y, double nan, double high, double low) {
  if (dtype == CK_FLOAT32) replace_f(n, x, y, (float)nan, (float)high, (float)low);
  else replace_d(n, x, y, nan, high, low);
}
