// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, by their logarithms.
#include "incomplete.h"
#include "saddle_point.h"
#include "temme.h"

static double digamma_1p(double a) {
  double sum = 0, x = a + 1;
  for (; x < 10; x += 1) sum -= 1 / x;
  double z = 1 / (x * x);
  double series = z * (1.0 / 12 - z * (1.0 / 120 - z * (1.0 / 252 - z * (1.0 / 240 - z * (1.0 / 132 - z * (691.0 / 32760 - z / 12))))));
  return sum + log_p(x) - 0.5 / x - series;
}

// Where Temme's expansion holds: the density's centre, at a large parameter.
static int is_central(double a, double x) { return a >= 20 && fabs(x - a) <= 0.3 * a; }

typedef struct { double value, by_eta, by_a; } Expansion;

/// C(η, a) = Σ d(k, n) ηⁿ a⁻ᵏ, with its slopes.
static Expansion temme_expansion(double eta, double a) {
  Expansion e = {0, 0, 0};
  double b = 1 / a;
  for (int k = TEMME_ORDERS - 1; k >= 0; k--) {
    double p = 0, q = 0;
    for (int n = TEMME_TERMS - 1; n >= 0; n--) {
      q = q * eta + p;
      p = p * eta + temme[k][n];
    }
    e.by_a = e.by_a * b + e.value;  // as yet by 1/a
    e.value = e.value * b + p;
    e.by_eta = e.by_eta * b + q;
  }
  e.by_a *= -b * b;
  return e;
}

/// The smaller tail is φ(t) (m(t) ± C / √a), with t = |η| √a and Mills' ratio m.
static Tails central_tails(double a, double x) {
  double mu = (x - a) / a, exponent = log1p_minus(mu), eta = copysign(sqrt(-2 * exponent), mu), root = sqrt(a);
  double c = temme_expansion(eta, a).value / root;
  double scale = a * exponent - 0.91893853320467274178, ratio = ck_mills_ratio(fabs(eta) * root);
  if (mu < 0) {
    double lower = scale + log_p(ratio - c);
    return (Tails){lower, log_1m_exp(lower)};
  }
  double upper = scale + log_p(ratio + c);
  return (Tails){log_1m_exp(upper), upper};
}

/// P = x^a e^(−x) / Γ(a + 1) Σ xⁿ / ((a + 1) … (a + n)); for a below 1 the complement from an alternating series.
static Tails series_tails(double a, double x) {
  double sum = 1, term = 1;
  for (int n = 1; n < 100000 && term > sum * 0x1p-54; n++) {
    term *= x / (a + n);
    sum += term;
  }
  double lower = log_poisson(a, x) + log_p(sum);
  if (a >= 1 || lower < -0.5) return (Tails){lower, log_1m_exp(lower)};
  // P = e^s (1 + a Σ (−x)ⁿ / ((a + n) n!)) with a small s
  double s = a * log_p(x) - log_gamma_1p(a), rest = 0, power = 1;
  for (int n = 1; n < 60 && fabs(power) > 0x1p-60; n++) {
    power *= -x / n;
    rest += power / (a + n);
  }
  return (Tails){s + log1p(a * rest), log_p(-expm1(s) - exp(s) * a * rest)};
}

typedef struct { double value, log_slope; } Fraction;

/// h in Q = x^a e^(−x) / Γ(a) h, Legendre's continued fraction by Lentz' method, and d ln h / da.
static Fraction gamma_fraction(double a, double x) {
  double b = x + 1 - a, c = INFINITY, d = 1 / b, h = d;
  double dc = 0, dd = d * d, slope = dd / d;
  for (int i = 1; i < 100000; i++) {
    double factor = i * (a - i);
    b += 2;
    double previous = d, was = c;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    dd = -d * d * (i * previous + factor * dd - 1);
    dc = (i == 1 ? 0 : i / was - factor * dc / (was * was)) - 1;
    double change = c * d, turn = dd / d + dc / c;
    h *= change;
    slope += turn;
    if (fabs(change - 1) < 0x1p-52 && fabs(turn) <= 0x1p-50 * fabs(slope)) break;
  }
  return (Fraction){h, slope};
}

Tails ck_incomplete_gamma(double a, double x) {
  if (!(a >= 0 && x >= 0) || (a == 0 && x == 0) || (a == INFINITY && x == INFINITY)) return (Tails){NAN, NAN};
  if (x == 0 || a == INFINITY) return (Tails){-INFINITY, 0};
  if (x == INFINITY || a == 0) return (Tails){0, -INFINITY};
  if (is_central(a, x)) return central_tails(a, x);
  if (x < fmax(a, 1.1)) return series_tails(a, x);
  double upper = log_poisson(a, x) + log_p(a * gamma_fraction(a, x).value);
  return (Tails){log_1m_exp(upper), upper};
}

double ck_incomplete_gamma_inverse(double a, Tails tails) {
  if (!(a > 0) || a == INFINITY || !(tails.lower <= 0 && tails.upper <= 0)) return NAN;
  if (tails.lower == -INFINITY) return 0;
  if (tails.upper == -INFINITY) return INFINITY;
  // In the far lower tail P = x^a / Γ(a + 1).
  double far = (tails.lower + log_gamma_1p(a)) / a, x;
  if (far < -40) return exp(far);
  // Wilson and Hilferty's (1931), where it is in the right place.
  double z = tails.lower < tails.upper ? ck_normal_quantile(tails.lower) : -ck_normal_quantile(tails.upper);
  double cube = 1 - 1 / (9 * a) + z / (3 * sqrt(a));
  x = a > 0.5 && cube > 0.2 ? a * cube * cube * cube : tails.lower < -0.2 ? exp(far) : fmax(-tails.upper, 0.1);
  if (x > 1e300) x = 1e300;
  // Steps for the smaller tail's logarithm over ln x, which is concave: they cannot leave the root behind twice.
  for (int i = 0; i < 200; i++) {
    int is_last;
    double step = tail_step(tails, ck_incomplete_gamma(a, x), log_poisson(a, x) + log_p(a), a - x, &is_last);
    if (!(fabs(step) > 0)) break;
    x *= exp(step);
    if (is_last) break;
  }
  return x;
}

double ck_gamma_slope(double a, double log_x) {
  double x = exp(log_x);
  if (!(a > 0 && a < INFINITY && x < INFINITY)) return NAN;
  if (is_central(a, x)) {
    double mu = (x - a) / a, log_ratio = log_p(x / a);
    if (fabs(mu) < 0.3) log_ratio = log1p_minus(mu) + mu;
    double eta = copysign(sqrt(-2 * log1p_minus(mu)), mu);
    Expansion c = temme_expansion(eta, a);
    // ln(1 + μ)/η and μ/η are 1 at the centre.
    double ratio = eta == 0 ? 1 : log_ratio / eta, turn = eta == 0 ? 1 : mu / eta;
    double slope = ratio + c.value * (log_ratio - 0.5 / a) - c.by_eta * turn / a + c.by_a;
    return slope * exp(stirling_error(a)) / a;
  }
  if (x < fmax(a, 1.1)) {
    double sum = 1, weighted = 0, term = 1, harmonic = 0;
    for (int n = 1; n < 100000 && term > sum * 0x1p-54; n++) {
      term *= x / (a + n);
      harmonic += 1 / (a + n);
      sum += term;
      weighted += term * harmonic;
    }
    return ((digamma_1p(a) - log_x) * sum + weighted) / a;
  }
  Fraction h = gamma_fraction(a, x);
  return h.value * (log_x - (digamma_1p(a) - 1 / a) + h.log_slope);
}
