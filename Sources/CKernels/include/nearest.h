// The nearest of many points.
#pragma once
#include <stdint.h>

typedef enum { CK_EUCLIDEAN, CK_MANHATTAN, CK_COSINE } CKMetric;

/// Of each of the rows of q(m, d) the k nearest rows of x(n, d), nearest first, of equally near ones the first: their
/// distances and positions, (m, k). k lies in 1...n; in single or double precision, finite.
///
/// Distances are first estimated by products of matrices, with a bound for the rounding error; whatever could be among the
/// nearest is then measured in double precision, from the points themselves.
void ck_nearest(CKMetric metric, int dtype, long m, long n, long d, long k, const void *q, const void *x, double *distances,
                int64_t *positions);
