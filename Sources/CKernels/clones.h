// What every kernel's file shares: the list of processors that each loop is compiled for, and the types it runs over.
#pragma once
#include "CKernels.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

#if defined(__x86_64__)
// v4 is AVX-512, v3 is AVX2 with fused multiply-add; the loader chooses when the library is loaded.
#define CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONES
#endif
#define INLINE static inline __attribute__((always_inline))

// The elements of a simple loop that are worth another thread's waking.
enum { PIECE = 32768 };

INLINE long smaller(long a, long b) { return a < b ? a : b; }
