// Windows over planes (height, width), and planes seen at another size.
#pragma once
#include <stdint.h>

/// The largest of each window, and where in its plane it lies; places may be null. NaN is larger than everything, the first of
/// equals is taken. Windows begin at row · stride − padding; what is outside the plane does not count. Each pair is of rows
/// and columns.
void ck_max_pool(int dtype, long planes, const long *size, const long *result, const long *kernel, const long *stride,
                 const long *padding, const void *x, void *y, int32_t *places);
/// d(planes, size) = 0, and g(planes, result) added at its places.
void ck_put(int dtype, long planes, const long *size, const long *result, const void *g, const int32_t *places, void *d);
/// y(planes, result) = x(planes, size) at its places.
void ck_take(int dtype, long planes, const long *size, const long *result, const void *x, const int32_t *places, void *y);

/// y(planes, result) = R x Cᵀ of each plane of x(planes, size). R and C have in each row a few neighbouring elements that are
/// not 0: row i the count[i] elements from first[i] on, which are weights[i · most] and those after it.
void ck_mix(int dtype, long planes, const long *size, const long *result, const int32_t *row_first,
            const int32_t *row_count, const double *row_weights, long row_most, const int32_t *column_first,
            const int32_t *column_count, const double *column_weights, long column_most, const void *x, void *y);
