// Densities, masses, distribution functions and quantiles, in double precision whatever the result's type.
#pragma once
#include "CKernels.h"

/// y[i] = f(a[i], b[i], c[i], d[i]), of as many arguments as the function has.
typedef enum {
  CK_GAMMAINC, CK_GAMMAINCC, CK_LOG_GAMMAINC, CK_LOG_GAMMAINCC,  // of a, x
  CK_GAMMAINCINV, CK_GAMMAINCCINV,                               // of a, p
  CK_BETAINC, CK_BETAINCC, CK_LOG_BETAINC, CK_LOG_BETAINCC,      // of a, b, x
  CK_BETAINCINV, CK_BETAINCCINV,                                 // of a, b, p
  CK_LBETA,                                                      // of a, b
  CK_LOG_GAMMA_DENSITY,                                          // of a, x: ln(x^(a−1) e^(−x) / Γ(a))
  CK_LOG_BETA_DENSITY,                                           // of a, b, x
  CK_LOG_POISSON_MASS,                                           // of k, rate
  CK_LOG_BINOMIAL_MASS,                                          // of k, n, p
  CK_LOG_HYPERGEOMETRIC_MASS, CK_LOG_HYPERGEOMETRIC_CDF, CK_LOG_HYPERGEOMETRIC_SF,  // of k, population, successes, draws
  CK_GAMMA_SLOPE,                                                // of a, ln x: d ln x / da where P(a, x) stays
} CKDistribution;
/// The arguments are contiguous and repeat themselves after `counts` elements, each of which divides n; y is of CK_FLOAT32 or
/// CK_FLOAT64.
void ck_distribution(CKDistribution op, int dtype, long n, const double *const arguments[4], const long counts[4], void *y);
