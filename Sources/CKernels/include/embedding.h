// Rows of a table, and numbers left out at random.
#pragma once
#include <stdint.h>

/// y(n, width) = table(rows, width) at index(n), which must lie in 0..<rows: ck_first_outside finds the first that doesn't, or n.
void ck_embedding(int dtype, long n, long width, const void *table, const int64_t *index, void *y);
long ck_first_outside(long n, const int64_t *index, long rows);
/// d(rows, width) = 0, and at index(n) the sum of g(n, width); what is at `padding` is left out.
void ck_embedding_gradient(int dtype, long n, long width, long rows, const void *g, const int64_t *index, long padding,
                           void *d);

/// y = x / (1 − p) where the next of the uniform numbers (as ck_random_uniform draws them in single precision) is at least p,
/// else x · 0.
void ck_dropout(int dtype, long n, uint64_t seed, uint64_t offset, double p, const void *x, void *y);
