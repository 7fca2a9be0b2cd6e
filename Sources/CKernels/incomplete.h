// The incomplete gamma and beta functions, for the files that compute with them.
#pragma once

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
