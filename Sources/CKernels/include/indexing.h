// Elements chosen by position: read, written, sorted.
#pragma once
#include "CKernels.h"

/// places[i] = index[i], those below 0 counted from the end of `size`; the position of the first outside, or −1.
long ck_index_wrap(long n, long size, const int64_t *index, int64_t *places);
/// offsets[i] = Σ over k of places(k, i) stride[k]
void ck_index_offsets(int rank, long n, const int64_t *places, const long *stride, int64_t *offsets);

/// What ck_index_move does between a tensor and the values at places in it.
typedef enum { CK_INDEX_READ, CK_INDEX_WRITE, CK_INDEX_ADD } CKIndexing;
/// For each place and each element of a box: values[place · step + Σ box · value_strides] is read from, written or added to
/// tensor[offsets[place] + Σ box · strides]. One after the other, so what is added at one place several times adds up.
void ck_index_move(CKIndexing op, int dtype, long places, const int64_t *offsets, int rank, const long *size,
                   void *tensor, const long *strides, void *values, const long *value_strides, long step);

/// y(outer, n, inner) at index(outer, m, inner) = x(outer, m, inner); the position of the first index outside, or −1.
long ck_scatter(int element_size, long outer, long n, long m, long inner, const void *x, const int64_t *index, void *y);

/// The indices (count, rank) of the elements that are not 0, in order; their count is known.
void ck_nonzero(int dtype, int rank, const long *size, const void *x, int64_t *indices);

/// Each row of (rows, n) in order, stable, NaN above all numbers; the first k of it, values and where they were.
void ck_sort(int dtype, int descending, long rows, long n, long k, const void *x, void *values, int64_t *indices);
/// How many of a row's n sorted elements lie below each of its m values; with `right` also those equal to it. Where
/// `shared`, there is one row for all.
void ck_search_sorted(int dtype, int right, int shared, long rows, long n, long m, const void *sorted, const void *values,
                      int64_t *places);

/// Each of `planes` matrices with 0 above diagonal k, or below it with `upper`.
void ck_triangle(int element_size, int upper, long k, long planes, long rows, long columns, const void *x, void *y);
