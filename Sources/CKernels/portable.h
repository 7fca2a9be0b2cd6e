// Double precision that the compiler can vectorise: no branch, no call. A file that includes this below
// `#pragma STDC FP_CONTRACT OFF` computes the same bits on every processor.
//
// Polynomials after fdlibm (Sun Microsystems, 1993), at most 1 unit in the last place from the true value.
#pragma once
#include "clones.h"

INLINE double double_of(uint64_t i) { double x; memcpy(&x, &i, 8); return x; }
INLINE uint64_t bits_of(double x) { uint64_t i; memcpy(&i, &x, 8); return i; }

/// ln x: −∞ at 0, NaN below.
INLINE double log_p(double x) {
  int tiny = x < 0x1p-1022;
  uint64_t bits = bits_of(tiny ? x * 0x1p54 : x);
  // So that the mantissa lies in [√½, √2); the exponent becomes a number by being a mantissa's last bits.
  uint64_t e = (bits + (0x3ff0000000000000u - 0x3fe6a09e667f3bcdu)) >> 52;
  double f = double_of(bits - (e << 52) + 0x3ff0000000000000u) - 1.0;
  double k = double_of(e | 0x4330000000000000u) - (0x1p52 + 1023) - (tiny ? 54.0 : 0.0);
  double s = f / (2.0 + f), z = s * s;
  double p = 1.479819860511658591e-01;
  p = p * z + 1.531383769920937332e-01;
  p = p * z + 1.818357216161805012e-01;
  p = p * z + 2.222219843214978396e-01;
  p = p * z + 2.857142874366239149e-01;
  p = p * z + 3.999999999940941908e-01;
  p = p * z + 6.666666666666735130e-01;
  double half = 0.5 * f * f;
  double y = k * 6.93147180369123816490e-01 - ((half - (s * (half + p * z) + k * 1.90821492927058770002e-10)) - f);
  y = x == INFINITY ? x : y;
  y = x == 0.0 ? -INFINITY : y;
  return x >= 0.0 ? y : NAN;
}

/// e^x: 2^n e^r with |r| ≤ ln 2 / 2.
INLINE double exp_p(double x) {
  double bounded = x < -800.0 ? -800.0 : x;
  bounded = bounded > 800.0 ? 800.0 : bounded;
  const double shift = 0x1.8p52;  // adding it rounds to an integer in the low bits
  double shifted = bounded * 1.44269504088896338700 + shift, n = shifted - shift;
  double r = bounded - n * 6.93147180369123816490e-01 - n * 1.90821492927058770002e-10;
  double p = 1.0 / 6227020800;  // Taylor's
  p = p * r + 1.0 / 479001600;
  p = p * r + 1.0 / 39916800;
  p = p * r + 1.0 / 3628800;
  p = p * r + 1.0 / 362880;
  p = p * r + 1.0 / 40320;
  p = p * r + 1.0 / 5040;
  p = p * r + 1.0 / 720;
  p = p * r + 1.0 / 120;
  p = p * r + 1.0 / 24;
  p = p * r + 1.0 / 6;
  p = p * r + 0.5;
  p = p * (r * r) + r + 1.0;
  uint64_t whole = bits_of(shifted) - bits_of(shift), offset = whole + 2048;  // in two factors, each of which is a normal number
  uint64_t half = offset >> 1, rest = offset - half;
  double y = p * double_of((half - 1) << 52) * double_of((rest - 1) << 52);
  return x == x ? y : x;
}

/// cos 2πu and sin 2πu for u in [0, 1]: the quarter turn, and a polynomial in what is left of the angle.
INLINE void turn_p(double u, double *cosine, double *sine) {
  const double shift = 0x1.8p52;
  double quarters = u * 4.0, shifted = quarters + shift;
  uint64_t q = bits_of(shifted);
  double r = (quarters - (shifted - shift)) * 1.57079632679489661923, z = r * r;
  double s = 1.58969099521155010221e-10;
  s = s * z - 2.50507602534068634195e-08;
  s = s * z + 2.75573137070700676789e-06;
  s = s * z - 1.98412698298579493134e-04;
  s = s * z + 8.33333333332248946124e-03;
  s = s * z - 1.66666666666666324348e-01;
  s = s * z * r + r;
  double c = -1.13596475577881948265e-11;
  c = c * z + 2.08757232129817482790e-09;
  c = c * z - 2.75573143513906633035e-07;
  c = c * z + 2.48015872894767294178e-05;
  c = c * z - 1.38888888888741095749e-03;
  c = c * z + 4.16666666666666019037e-02;
  c = c * z * z - 0.5 * z + 1.0;
  double a = q & 1 ? s : c, b = q & 1 ? c : s;
  *cosine = double_of(bits_of(a) ^ ((q + 1) & 2) << 62);  // negative in the second and third quarter
  *sine = double_of(bits_of(b) ^ (q & 2) << 62);
}
