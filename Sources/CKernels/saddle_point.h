// Densities and masses in their saddle-point form (Loader, “Fast and accurate computation of binomial probabilities”, 2000):
// no two large numbers are subtracted, so that they keep their digits whatever the parameters.
#pragma once
#include "portable.h"

/// Σ r^(2k) / (2k + 3) for |r| ≤ 1/3: the third power and beyond of artanh r, over r³.
INLINE double artanh_tail(double z) {
  double p = 1.0 / 35;
  p = p * z + 1.0 / 33;
  p = p * z + 1.0 / 31;
  p = p * z + 1.0 / 29;
  p = p * z + 1.0 / 27;
  p = p * z + 1.0 / 25;
  p = p * z + 1.0 / 23;
  p = p * z + 1.0 / 21;
  p = p * z + 1.0 / 19;
  p = p * z + 1.0 / 17;
  p = p * z + 1.0 / 15;
  p = p * z + 1.0 / 13;
  p = p * z + 1.0 / 11;
  p = p * z + 1.0 / 9;
  p = p * z + 1.0 / 7;
  p = p * z + 1.0 / 5;
  return p * z + 1.0 / 3;
}

/// ln(1 + x) − x
static inline double log1p_minus(double x) {
  if (x >= -0.5 && x <= 1) {
    double r = x / (2 + x);
    return r * (2 * r * r * artanh_tail(r * r) - x);
  }
  return log_p(1 + x) - x;
}

/// ln r − (r − 1), given the ratio r and the difference r − 1: the smaller of the two has the digits.
static inline double log_excess(double ratio, double difference) {
  return difference < -0.5 ? log_p(ratio) - difference : log1p_minus(difference);
}

/// ln Γ(z + 1) − ((z + ½) ln z − z + ½ ln 2π): what Stirling's formula leaves.
static inline double stirling_error(double z) {
  // [mpmath.nstr(mpmath.loggamma(n + 1) - ((n + .5) * mpmath.log(n) - n + mpmath.log(2 * mpmath.pi) / 2), 20) for n in range(1, 11)]
  static const double whole[] = {
    INFINITY, 0.0810614667953272582, 0.0413406959554092941, 0.0276779256849983391, 0.0207906721037650931, 0.0166446911898211922,
    0.013876128823070748, 0.0118967099458917701, 0.0104112652619720965, 0.00925546218271273292, 0.00833056343336287126,
  };
  if (z <= 10 && z == floor(z)) return whole[(int)z];
  double sum = 0;
  if (z < 1) {
    if (!(z > 0)) return NAN;
    int sign;
    return lgamma_r(1 + z, &sign) - (z + 0.5) * log_p(z) + z - 0.91893853320467274178;
  }
  for (; z < 10; z += 1) {
    double r = 1 / (2 * z + 1);
    sum += r * r * artanh_tail(r * r);
  }
  double s = 1 / (z * z), p = -3617.0 / 122400;
  p = p * s + 1.0 / 156;
  p = p * s - 691.0 / 360360;
  p = p * s + 1.0 / 1188;
  p = p * s - 1.0 / 1680;
  p = p * s + 1.0 / 1260;
  p = p * s - 1.0 / 360;
  p = p * s + 1.0 / 12;
  return sum + p / z;
}

/// ln Γ(1 + a), to its last digits where a is small.
static inline double log_gamma_1p(double a) {
  if (a > -0.25 && a < 0.25) {
    // −γ a + Σ ζ(k) (−a)^k / k
    static const double c[] = {
      -0.57721566490153286061, 0.822467033424113218, -0.400685634386531428, 0.270580808427784548, -0.207385551028673985,
      0.16955717699740819, -0.144049896768846118, 0.125509669524743042, -0.11133426586956469, 0.100099457512781809,
      -0.0909540171458290422, 0.083353840546109004, -0.0769325164113521915, 0.0714329462953613361, -0.066668705882420468,
      0.0625009551412130407, -0.0588239786586845823, 0.0555557676274036111, -0.0526316793796166607, 0.0500000476981016936,
      -0.047619070330142228, 0.0454545562932046694, -0.0434782660530402594, 0.0416666691503412105,
    };
    double p = 0;
    for (int i = sizeof c / sizeof *c - 1; i >= 0; i--) p = p * a + c[i];
    return p * a;
  }
  int sign;
  return lgamma_r(1 + a, &sign);
}

/// ln(1 − e^x) for x ≤ 0
static inline double log_1m_exp(double x) { return x > -0.69314718055994531 ? log_p(-expm1(x)) : log1p(-exp(x)); }

/// ln(x^a e^(−x) / Γ(a + 1))
static inline double log_poisson(double a, double x) {
  if (x == 0) return a == 0 ? 0 : -INFINITY;
  if (x == INFINITY || a == INFINITY) return a == x ? NAN : -INFINITY;
  if (a == 0) return -x;
  if (a < 1) return a * log_p(x) - x - log_gamma_1p(a);
  return a * log_excess(x / a, (x - a) / a) - stirling_error(a) - 0.5 * log_p(a) - 0.91893853320467274178;
}

/// a y − b x with y = 1 − x, by way of the smaller of the two.
static inline double beta_distance(double a, double b, double x, double y) {
  double n = a + b, part = n - a, lost = (a - (n - part)) + (b - part);
  return x <= y ? fma(-n, x, a) - lost * x : fma(n, y, -b) + lost * y;
}

/// ln(x^a y^b / B(a, b)) for positive a, b, x and y = 1 − x
static inline double log_beta_power(double a, double b, double x, double y) {
  double n = a + b, distance = beta_distance(a, b, x, y);
  double rest = stirling_error(n) - stirling_error(a) - stirling_error(b) + 0.5 * (log_p(a / n) + log_p(b))
    - 0.91893853320467274178;
  return a * log_excess(x / a * n, -distance / a) + b * log_excess(y / b * n, distance / b) + rest;
}

/// ln of the binomial mass of k among n
static inline double log_binomial(double k, double n, double p) {
  if (!(k >= 0 && k <= n && p >= 0 && p <= 1) || k != floor(k) || n == INFINITY)
    return k != k || n != n || n < 0 || n == INFINITY || !(p >= 0 && p <= 1) ? NAN : -INFINITY;
  if (p == 0) return k == 0 ? 0 : -INFINITY;
  if (p == 1) return k == n ? 0 : -INFINITY;
  if (k == 0) return n == 0 ? 0 : n * log1p(-p);
  if (k == n) return n * log_p(p);
  double rest = n - k, distance = fma(-n, p, k);
  double scale = stirling_error(n) - stirling_error(k) - stirling_error(rest) - 0.5 * (log_p(k) + log_p(rest / n))
    - 0.91893853320467274178;
  return k * log_excess(p / k * n, -distance / k) + rest * log_excess((1 - p) / rest * n, distance / rest) + scale;
}

/// ln of the mass of k successes among n drawn without replacement from a population with so many successes
static inline double log_hypergeometric(double k, double population, double successes, double n) {
  double failures = population - successes;
  if (!(successes >= 0 && failures >= 0 && n >= 0 && n <= population) || population == INFINITY || k != k) return NAN;
  if (k < 0 || k > n || k > successes || n - k > failures || k != floor(k)) return -INFINITY;
  if (n == 0 || n == population) return 0;
  double p = n / population;
  return log_binomial(k, successes, p) + log_binomial(n - k, failures, p) - log_binomial(n, population, p);
}

/// ln B(a, b)
static inline double log_beta(double a, double b) {
  if (a > b) return log_beta(b, a);
  if (!(a > 0)) return a == 0 ? INFINITY : NAN;
  if (b == INFINITY) return -INFINITY;
  int sign;
  if (b < 10) return lgamma_r(a, &sign) + lgamma_r(b, &sign) - lgamma_r(a + b, &sign);
  double n = a + b, correction = stirling_error(b) - stirling_error(n), whole = b * log1p_minus(-a / n);
  // b ln(b/n) = b (log1p_minus(−a/n) − a/n)
  if (a < 10) return lgamma_r(a, &sign) + correction + whole + a * (1 - b / n) - a * log_p(n) - 0.5 * log_p(b / n);
  return correction + stirling_error(a) + 0.91893853320467274178 - 0.5 * log_p(b) + (a - 0.5) * log_p(a / n) + whole
    - a * (b / n);
}
