// Functions beyond the everyday ones, over contiguous memory. x and y may be the same.
#pragma once
#include "CKernels.h"

/// y[i] = f(x[i]) in floating point.
typedef enum {
  CK_LOG2, CK_LOG10, CK_LOG1P, CK_EXP2, CK_EXPM1, CK_RSQRT,
  CK_TAN, CK_ASIN, CK_ACOS, CK_ATAN, CK_SINH, CK_COSH, CK_ASINH, CK_ACOSH, CK_ATANH,
  CK_ERF, CK_ERFC, CK_ERFINV, CK_LGAMMA, CK_DIGAMMA,
  CK_POLYGAMMA,        // of order p ≥ 1
  CK_NDTR, CK_LOG_NDTR,    // the standard normal distribution's Φ, ln Φ
  CK_NDTRI, CK_NDTRI_EXP,  // Φ⁻¹(x), Φ⁻¹(e^x)
  CK_CEIL, CK_TRUNC,
  CK_ROUND_DECIMALS,   // to a multiple of 10^−p
} CKSpecial;
void ck_special(CKSpecial op, int dtype, long n, const void *x, void *y, double p);

/// y[i] = f(a[i], b[i]); a stride is 1, or 0 for one number against all. Also of integers, apart from the arc tangent.
typedef enum {
  CK_FLOOR_DIVIDE, CK_REMAINDER,   // towards −∞; the remainder has the divisor's sign
  CK_TRUNC_DIVIDE, CK_FMOD,        // towards 0; the remainder has the dividend's sign
  CK_ATAN2, CK_INTEGER_POWER,
} CKSpecialBinary;
/// False where an integer would be divided by 0.
int ck_special_binary(CKSpecialBinary op, int dtype, long n, const void *a, long a_stride, const void *b, long b_stride,
                      void *y);

/// y[i] = x[i], but `nan`, `high` and `low` for NaN, ∞ and −∞.
void ck_replace_nonfinite(int dtype, long n, const void *x, void *y, double nan, double high, double low);
