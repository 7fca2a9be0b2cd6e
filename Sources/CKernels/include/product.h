// Products of matrices whose elements may lie anywhere in memory: the convolutions are such products too.
#pragma once

/// Where the elements along one dimension of a matrix lie: element i is at
/// (i / (middle · inner)) · outer_stride + (i / inner mod middle) · middle_stride + (i mod inner) · inner_stride.
/// A plain dimension has middle = inner = 1 and its stride as outer_stride. With a table, of `inner` offsets, element i is at
/// (i / inner) · outer_stride + table[i mod inner].
typedef struct {
  long middle, inner, outer_stride, middle_stride, inner_stride;
  const long *table;
} CKAxis;

typedef struct {
  void *elements;
  CKAxis rows, columns;
} CKMatrix;

/// C(m, n) = A(m, k) B(k, n), plus a bias for each row or each column (either may be null), or C += A B with `add`. In single or
/// double precision. The sums' order depends on the sizes alone, not on the number of threads.
void ck_contract(int dtype, long m, long n, long k, CKMatrix a, CKMatrix b, CKMatrix c, const void *row_bias,
                 const void *column_bias, int add);
/// `count` products in parallel; those of index i begin at the offsets a_at[i], b_at[i] and c_at[i]; without c_at they lie one
/// after the other.
void ck_contract_many(int dtype, long count, const long *a_at, const long *b_at, const long *c_at, long m, long n, long k,
                      CKMatrix a, CKMatrix b, CKMatrix c, int add);
/// Gives back the memory that products have kept for this thread, which is about to end.
void ck_free_panels(void);
