#include "distribution_functions.h"
#include "incomplete.h"
#include "saddle_point.h"

static double log_gamma_density(double a, double x) {
  if (!(a > 0 && x >= 0)) return a > 0 && x < 0 ? -INFINITY : NAN;
  if (x == 0) return a == 1 ? 0 : a < 1 ? INFINITY : -INFINITY;
  return a >= 1 ? log_poisson(a - 1, x) : log_poisson(a, x) + log_p(a) - log_p(x);
}

static double log_beta_density(double a, double b, double x) {
  if (!(a > 0 && b > 0) || x != x) return NAN;
  if (x < 0 || x > 1) return -INFINITY;
  if (x == 0) return a == 1 ? log_p(b) : a < 1 ? INFINITY : -INFINITY;
  if (x == 1) return b == 1 ? log_p(a) : b < 1 ? INFINITY : -INFINITY;
  return log_beta_power(a, b, x, 1 - x) - log_p(x) - log1p(-x);
}

static double log_poisson_mass(double k, double rate) {
  if (!(k == k && rate >= 0)) return NAN;
  return k < 0 || k != floor(k) || k == INFINITY ? -INFINITY : log_poisson(k, rate);
}

/// P(X ≤ k) and P(X > k): the tail that does not hold the mean, summed from its largest term on.
static Tails hypergeometric_tails(double k, double population, double successes, double n) {
  double failures = population - successes;
  if (!(successes >= 0 && failures >= 0 && n >= 0 && n <= population) || population == INFINITY || k != k)
    return (Tails){NAN, NAN};
  k = floor(k);
  if (k < 0 || k < n - failures) return (Tails){-INFINITY, 0};
  if (k >= n || k >= successes) return (Tails){0, -INFINITY};
  double sum = 1, term = 1;
  if (k < n * (successes / population)) {
    for (double j = k; term > sum * 0x1p-56; j -= 1) {
      term *= j / (successes - j + 1) * ((failures - n + j) / (n - j + 1));
      sum += term;
    }
    double lower = fmin(log_hypergeometric(k, population, successes, n) + log_p(sum), 0);
    return (Tails){lower, log_1m_exp(lower)};
  }
  for (double j = k + 1; term > sum * 0x1p-56; j += 1) {
    term *= (successes - j) / (j + 1) * ((n - j) / (failures - n + j + 1));
    sum += term;
  }
  double upper = fmin(log_hypergeometric(k + 1, population, successes, n) + log_p(sum), 0);
  return (Tails){log_1m_exp(upper), upper};
}

INLINE Tails of_probability(double p) { return (Tails){log_p(p), log1p(-p)}; }
INLINE Tails of_complement(double p) { return (Tails){log1p(-p), log_p(p)}; }

static double value(CKDistribution op, double a, double b, double c, double d) {
  switch (op) {
    case CK_GAMMAINC: return exp(ck_incomplete_gamma(a, b).lower);
    case CK_GAMMAINCC: return exp(ck_incomplete_gamma(a, b).upper);
    case CK_LOG_GAMMAINC: return ck_incomplete_gamma(a, b).lower;
    case CK_LOG_GAMMAINCC: return ck_incomplete_gamma(a, b).upper;
    case CK_GAMMAINCINV: return ck_incomplete_gamma_inverse(a, of_probability(b));
    case CK_GAMMAINCCINV: return ck_incomplete_gamma_inverse(a, of_complement(b));
    case CK_BETAINC: return exp(ck_incomplete_beta(a, b, c, 1 - c).lower);
    case CK_BETAINCC: return exp(ck_incomplete_beta(a, b, c, 1 - c).upper);
    case CK_LOG_BETAINC: return ck_incomplete_beta(a, b, c, 1 - c).lower;
    case CK_LOG_BETAINCC: return ck_incomplete_beta(a, b, c, 1 - c).upper;
    case CK_BETAINCINV: return ck_incomplete_beta_inverse(a, b, of_probability(c));
    case CK_BETAINCCINV: return ck_incomplete_beta_inverse(a, b, of_complement(c));
    case CK_LBETA: return log_beta(a, b);
    case CK_LOG_GAMMA_DENSITY: return log_gamma_density(a, b);
    case CK_LOG_BETA_DENSITY: return log_beta_density(a, b, c);
    case CK_LOG_POISSON_MASS: return log_poisson_mass(a, b);
    case CK_LOG_BINOMIAL_MASS: return log_binomial(a, b, c);
    case CK_LOG_HYPERGEOMETRIC_MASS: return log_hypergeometric(a, b, c, d);
    case CK_LOG_HYPERGEOMETRIC_CDF: return hypergeometric_tails(a, b, c, d).lower;
    case CK_LOG_HYPERGEOMETRIC_SF: return hypergeometric_tails(a, b, c, d).upper;
    case CK_GAMMA_SLOPE: return ck_gamma_slope(a, b);
  }
  return NAN;
}

typedef struct {
  CKDistribution op;
  int dtype;
  const double *const *arguments;
  const long *counts;
  void *y;
} Job;

static void evaluate(long begin, long end, void *context) {
  const Job *job = context;
  long at[4];
  for (int j = 0; j < 4; j++) at[j] = begin % job->counts[j];
  for (long i = begin; i < end; i++) {
    double x[4];
    for (int j = 0; j < 4; j++) {
      x[j] = job->arguments[j][at[j]];
      if (++at[j] == job->counts[j]) at[j] = 0;
    }
    double y = value(job->op, x[0], x[1], x[2], x[3]);
    if (job->dtype == CK_FLOAT32) ((float *)job->y)[i] = (float)y; else ((double *)job->y)[i] = y;
  }
}

void ck_distribution(CKDistribution op, int dtype, long n, const double *const arguments[4], const long counts[4], void *y) {
  Job job = {op, dtype, arguments, counts, y};
  ck_parallel_for(n, 256, evaluate, &job);
}
