// What the convolution and its transpose share.
#pragma once
#include "clones.h"
#include "convolution.h"
#include "product.h"

enum { MOST_TAPS = 256 };

INLINE CKAxis plain(long stride) { return (CKAxis){1, 1, stride, 0, 0, 0}; }
INLINE char *at(const void *base, int dtype, long offset) {
  return (char *)base + offset * (dtype == CK_FLOAT32 ? 4 : 8);
}

// The taps of a kernel where some channel's weight is not 0, in order, and how many; all of them if that is not worth knowing. A
// masked kernel has half of them, and what is multiplied by 0 need not be multiplied, unless it is infinite or NaN.
long ck_taps_in_use(int dtype, long kernels, long taps, const void *w, long elements, const void *x, long *used);
