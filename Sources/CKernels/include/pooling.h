// Windows over planes (height, width), and planes seen at another size.
#pragma once
#include <stdint.h>

/// The largest of each window, and where in its plane it lies; places may be null. NaN is larger than everything, the first of
/// equals is taken. Windows begin at row · stride − padding; what is outside the plane does not count.
void ck_max_pool(int dtype, long planes, const long *size, const long *result, const long *kernel, const long *stride,
                 const long *padding, const void *x, void *y, int32_t *places);
/// d(planes, inputs) = 0, and g(planes, outputs) added at its places.
void ck_put(int dtype, long planes, long inputs, long outputs, const void *g, const int32_t *places, void *d);
/// The same for windows of two by two side by side, which every place belongs to one of: `size` and `result` are even.
void ck_put_quarters(int dtype, long planes, const long *size, const long *result, const void *g, const int32_t *places,
                     void *d);
/// y(planes, outputs) = x(planes, inputs) at its places.
void ck_take(int dtype, long planes, long inputs, long outputs, const void *x, const int32_t *places, void *y);

/// Every row and column of the result is a weighted sum of some of the source's: result row i of the rows from
/// row_first[i] on, row_count[i] of them, weighted by row_weights[i · row_most + …]; and so the columns.
typedef struct {
  const int32_t *first, *count;
  const double *weights;
  long most;
} CKMixing;
/// y(planes, result) from x(planes, size)
void ck_mix(int dtype, long planes, const long *size, const long *result, const CKMixing *rows, const CKMixing *columns,
            const void *x, void *y);
/// The transpose: d(planes, size) from g(planes, result)
void ck_unmix(int dtype, long planes, const long *size, const long *result, const CKMixing *rows,
              const CKMixing *columns, const void *g, void *d);
