// Samples of distributions. Each is a function of the seed, the counter offset + its index and the attempt alone, so that neither
// threads nor the processor decide about it. Parameters are contiguous, and repeat themselves after `period` elements, which
// divides n; or they are one number, and the count is 1.
#pragma once
#include "CKernels.h"

/// Of the gamma distribution at rate 1: y, of CK_FLOAT32 or CK_FLOAT64.
void ck_sample_gamma(int dtype, long n, uint64_t seed, uint64_t offset, const double *shape, long period, void *y);
/// Of the beta distribution, by way of two gamma samples, whose logarithms are kept where there is a place for them.
void ck_sample_beta(int dtype, long n, uint64_t seed, uint64_t offset, const double *a, long a_count, const double *b,
                    long b_count, void *y, double *log_first, double *log_second);

/// Families of counts, and their parameters.
typedef enum {
  CK_POISSON,         // rate
  CK_BINOMIAL,        // count, probability
  CK_HYPERGEOMETRIC,  // population, successes, draws
} CKCounts;
void ck_sample_counts(CKCounts family, int dtype, long n, uint64_t seed, uint64_t offset, const double *const parameters[3],
                      const long counts[3], void *y);
/// Failures before the first success; each counter makes two.
void ck_sample_geometric(int dtype, long n, uint64_t seed, uint64_t offset, const double *probability, long period, void *y);
/// Positions in rows of `categories` weights, of which there are `period`; each counter makes two.
void ck_sample_categories(long n, uint64_t seed, uint64_t offset, const double *weights, long categories, long period,
                          int64_t *y);
