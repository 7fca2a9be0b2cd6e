// The incomplete gamma and beta functions, for the files that compute with them.
#pragma once

#include <math.h>

/// The logarithms of a distribution function and its complement, each to its last digits.
typedef struct { double lower, upper; } Tails;

/// (1 − Φ(t)) / φ(t) for t ≥ 0: Mills' ratio.
double ck_mills_ratio(double t);
/// ln Φ(x)
double ck_log_normal(double x);
/// x such that ln Φ(x) = log_p
double ck_normal_quantile(double log_p);

Tails ck_incomplete_gamma(double a, double x);
/// x such that the tails are these.
double ck_incomplete_gamma_inverse(double a, Tails tails);
/// d ln x / da where the lower tail of x stays what it is.
double ck_gamma_slope(double a, double log_x);

/// y is 1 − x.
Tails ck_incomplete_beta(double a, double b, double x, double y);
double ck_incomplete_beta_inverse(double a, double b, Tails tails);

/// Halley's step towards the place t where the tails are the wanted ones, by the logarithm of the smaller, which is
/// concave; at is what they are at t, where the density of t is e^log_density, the logarithm of which grows by slope.
/// Where the step would be far it is Newton's, which does not go past the place.
static inline double tail_step(Tails wanted, Tails at, double log_density, double slope, int *is_last) {
  int is_lower = wanted.lower < wanted.upper;
  double rate = exp(log_density - (is_lower ? at.lower : at.upper));
  double step = (is_lower ? wanted.lower - at.lower : at.upper - wanted.upper) / rate;
  double turn = step * (is_lower ? slope - rate : slope + rate);
  if (fabs(turn) < 1) step /= 1 + 0.5 * turn;
  // What is left is smaller than the step by the square of what the step changes.
  double change = step * (fabs(slope) + rate);
  *is_last = fabs(step) * change * change < 1e-17;
  return step > 3 ? 3 : step < -3 ? -3 : step;
}
