// The standard normal distribution's tails and quantiles, by their logarithms.
#include "incomplete.h"
#include "saddle_point.h"

/// e^(t²/2)
static double gaussian_inverse(double t) {
  double square = t * t;
  return exp(0.5 * square) * (1 + 0.5 * fma(t, t, -square));
}

double ck_mills_ratio(double t) {
  if (t < 4) return 1.25331413731550025121 * erfc(t * M_SQRT1_2) * gaussian_inverse(t);
  if (t > 1e8) return 1 / t;
  // Laplace's continued fraction, from its end
  double f = t;
  for (int n = t < 6 ? 80 : t < 12 ? 40 : 20; n > 0; n--) f = t + n / f;
  return 1 / f;
}

double ck_log_normal(double x) {
  if (x > 0) return log1p(-0.5 * erfc(x * M_SQRT1_2));
  if (x > -1) return log_p(0.5 * erfc(x * -M_SQRT1_2));
  return x == -INFINITY ? x : log_p(ck_mills_ratio(-x)) - 0.5 * x * x - 0.91893853320467274178;
}

double ck_normal_quantile(double log_p_) {
  if (!(log_p_ <= 0)) return NAN;
  if (log_p_ == 0 || log_p_ == -INFINITY) return log_p_ == 0 ? INFINITY : -INFINITY;
  if (log_p_ > -0.69314718055994531) return -ck_normal_quantile(log_1m_exp(log_p_));
  // Hastings (1955), and Halley's steps for ln Φ.
  double t = sqrt(-2 * log_p_);
  double x = (2.30753 + 0.27061 * t) / (1 + t * (0.99229 + 0.04481 * t)) - t;
  for (int i = 0; i < 4; i++) {
    double ratio = ck_mills_ratio(-x > 0 ? -x : 0);
    if (x > 0) ratio = 1.25331413731550025121 * erfc(x * -M_SQRT1_2) * gaussian_inverse(x);
    double step = (ck_log_normal(x) - log_p_) * ratio;  // Newton's: the slope of ln Φ is 1/m(−x), its own −(x + 1/m)/m
    step /= 1 + 0.5 * step * (x + 1 / ratio);
    x -= step;
    if (fabs(step) <= 1e-7 * fabs(x)) break;
  }
  return x;
}
