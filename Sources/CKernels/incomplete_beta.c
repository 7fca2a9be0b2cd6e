// The regularised incomplete beta function I(x; a, b) and its complement, by their logarithms.
#include "incomplete.h"
#include "saddle_point.h"

/// ln(a B(a, b)), small where a is, and to its last digits there.
static double log_scaled_beta(double a, double b) {
  double ratio = 0;  // of Γ(a + b) to Γ(b)
  for (; b < 10; b += 1) ratio -= log1p(a / b);
  double n = a + b;
  ratio += b * log1p_minus(a / b) - 0.5 * log1p(a / b) + a * log_p(n) + stirling_error(n) - stirling_error(b);
  return log_gamma_1p(a) - ratio;
}

/// I = e^s (1 + a Σ (1 − b)ₙ xⁿ / (n! (a + n))) with a small s, for a ≤ 1 and b x ≤ 1.
static Tails series_tails(double a, double b, double x) {
  double s = a * log_p(x) - log_scaled_beta(a, b), rest = 0, term = 1;
  for (int n = 1; n < 1000 && fabs(term) > 0x1p-60; n++) {
    term *= (n - b) / n * x;
    rest += term / (a + n);
  }
  double lower = s + log1p(a * rest);
  return (Tails){lower, lower < -0.5 ? log_1m_exp(lower) : log_p(-expm1(s) - exp(s) * a * rest)};
}

/// The continued fraction that x^a y^b / B(a, b) is divided by (DiDonato and Morris, 1992), by Lentz' method.
static double beta_fraction(double a, double b, double x, double distance) {
  double f = a * (distance + 1) / (a + 1), c = f, d = 0;
  for (double m = 1; m < 1e6; m += 1) {
    double low = a + 2 * m - 1;
    double numerator = m * (a + m - 1) / low * ((a + b + m - 1) / low) * (b - m) * x * x;
    double denominator = m + m * (b - m) * x / low + (a + m) * (distance + 1 + m * (2 - x)) / (low + 2);
    d = 1 / (denominator + numerator * d);
    c = denominator + numerator / c;
    double change = c * d;
    f *= change;
    if (fabs(change - 1) < 0x1p-52) break;
  }
  return f;
}

static Tails swapped(Tails t) { return (Tails){t.upper, t.lower}; }

Tails ck_incomplete_beta(double a, double b, double x, double y) {
  if (!(a > 0 && b > 0 && x >= 0 && y >= 0) || a == INFINITY || b == INFINITY) return (Tails){NAN, NAN};
  if (x == 0) return (Tails){-INFINITY, 0};
  if (y == 0) return (Tails){0, -INFINITY};
  double distance = beta_distance(a, b, x, y);
  if (distance < 0) return swapped(ck_incomplete_beta(b, a, y, x));
  if (a <= 1 && x <= 0.7) return series_tails(a, b, x);
  if (b <= 1 && a * y <= 1 && y <= 0.7) return swapped(series_tails(b, a, y));
  double lower = log_beta_power(a, b, x, y) - log_p(beta_fraction(a, b, x, distance));
  return (Tails){lower, log_1m_exp(lower)};
}

double ck_incomplete_beta_inverse(double a, double b, Tails tails) {
  if (!(a > 0 && b > 0) || a == INFINITY || b == INFINITY || !(tails.lower <= 0 && tails.upper <= 0)) return NAN;
  if (tails.lower == -INFINITY) return 0;
  if (tails.upper == -INFINITY) return 1;
  // In the far tails I = x^a / (a B(a, b)), 1 − I = y^b / (b B(a, b)).
  double far_lower = (tails.lower + log_scaled_beta(a, b)) / a, far_upper = (tails.upper + log_scaled_beta(b, a)) / b;
  if (far_lower + log_p(fmax(b, 1)) < -40) return exp(far_lower);
  if (far_upper + log_p(fmax(a, 1)) < -40) return -expm1(far_upper);
  double x, y;
  if (a >= 1 && b >= 1) {
    // Abramowitz and Stegun, 26.5.22
    double z = tails.lower < tails.upper ? -ck_normal_quantile(tails.lower) : ck_normal_quantile(tails.upper);
    double g = (z * z - 3) / 6, p = 1 / (2 * a - 1), q = 1 / (2 * b - 1), h = 2 / (p + q);
    double w = z * sqrt(fmax(g + h, 0)) / h - (q - p) * (g + 5.0 / 6 - 2 / (3 * h));
    w = w > 300 ? 300 : w < -300 ? -300 : w;
    x = a / (a + b * exp(2 * w));
    y = b / (b + a * exp(-2 * w));
  } else if (far_lower < far_upper) {
    x = exp(fmin(far_lower, -0.7));
    y = 1 - x;
  } else {
    y = exp(fmin(far_upper, -0.7));
    x = 1 - y;
  }
  // Steps for the smaller tail's logarithm over ln(x/y), which is concave.
  for (int i = 0; i < 300; i++) {
    int is_last;
    double step = tail_step(tails, ck_incomplete_beta(a, b, x, y), log_beta_power(a, b, x, y), a * y - b * x, &is_last);
    if (!(fabs(step) > 0)) break;
    double grown = exp(step), whole = x * grown + y;
    x = x * grown / whole;
    y = y / whole;
    if (is_last) break;
  }
  return x;
}
