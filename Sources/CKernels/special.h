// More elementary functions that the compiler can vectorise, beside those of mathematics.h and of the same kind.
#pragma once
#include "mathematics.h"

/// Φ(x), the standard normal distribution's, given e = e^(−x²/2): e times a polynomial in 1/(1 + 0.345 |x|) for the lower
/// tail (Hastings' form, 1955; the coefficients are a minimax fit up to 14.5), which therefore keeps its digits.
INLINE float normal_cdf_f(float x, float e) {
  float s = 1.0f / (1.0f + 0.345f * fabsf(x));
  float p = -2.815179713e-02f;
  p = p * s + 1.442335844e-01f;
  p = p * s - 2.691535354e-01f;
  p = p * s + 1.850546151e-01f;
  p = p * s - 3.623791039e-02f;
  p = p * s + 1.112677082e-01f;
  p = p * s + 1.173619926e-01f;
  p = p * s + 1.380052418e-01f;
  p = p * s + 1.376201063e-01f;
  float tail = p * s * e;
  return x > 0.0f ? 1.0f - tail : tail;
}
INLINE double normal_cdf_d(double x, double e) { (void)e; return 0.5 * erfc(x * -0.70710678118654752440); }

/// e^x − 1, by its series near 0.
INLINE float expm1_f(float x) {
  float p = 1.990386460e-04f;
  p = p * x + 1.393718426e-03f;
  p = p * x + 8.333292751e-03f;
  p = p * x + 4.166643182e-02f;
  p = p * x + 1.666666673e-01f;
  p = p * x + 5.000000017e-01f;
  p = p * (x * x) + x;
  return fabsf(x) < 0.35f ? p : exp_f(x) - 1.0f;
}
INLINE double expm1_d(double x) { return expm1(x); }

/// ln(1 + x) for x ≥ 0: the logarithm of the rounded sum, corrected for the rounding (Kahan).
INLINE float log1p_f(float x) {
  float sum = 1.0f + x;
  float y = log_f(sum) * x / (sum - 1.0f);
  return sum == 1.0f || sum == INFINITY ? x : y;
}
INLINE double log1p_d(double x) { return log1p(x); }
