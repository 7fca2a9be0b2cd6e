// Elementary functions that the compiler can vectorise: no branch, no call.
//
// Polynomials after Cephes (Moshier, 1992), single precision; at most 2 units in the last place from the true value.
// Double precision is for checking gradients: it calls the C library.
#pragma once
#include "clones.h"

INLINE float from_bits(int32_t i) { float f; memcpy(&f, &i, 4); return f; }
INLINE int32_t to_bits(float f) { int32_t i; memcpy(&i, &f, 4); return i; }

/// e^x: 2^n e^r with |r| ≤ ln 2 / 2. Underflows through the subnormals to 0, overflows to infinity.
INLINE float exp_f(float x) {
  x = x < -105.0f ? -105.0f : x;
  x = x > 89.0f ? 89.0f : x;
  const float shift = 12582912.0f;  // 1.5 · 2^23: adding it rounds to an integer in the low bits
  float shifted = x * 1.44269504088896341f + shift;
  int32_t n = to_bits(shifted) - to_bits(shift);
  float fn = shifted - shift;
  float r = x - fn * 0.693359375f;
  r = r + fn * 2.12194440e-4f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * (r * r) + r + 1.0f;
  int32_t half = n >> 1;  // in two factors, each of which is a normal number
  return p * from_bits((half + 127) << 23) * from_bits((n - half + 127) << 23);
}

/// ln(1 + m) − m + m²/2 for m in [√½ − 1, √2 − 1], from the cubic term on.
INLINE float log1p_cubic_f(float m) {
  float p = 7.0376836292e-2f;
  p = p * m - 1.1514610310e-1f;
  p = p * m + 1.1676998740e-1f;
  p = p * m - 1.2420140846e-1f;
  p = p * m + 1.4249322787e-1f;
  p = p * m - 1.6668057665e-1f;
  p = p * m + 2.0000714765e-1f;
  p = p * m - 2.4999993993e-1f;
  p = p * m + 3.3333331174e-1f;
  return p * m * (m * m);
}

/// ln x: −∞ at 0, NaN below.
INLINE float log_f(float x) {
  float tiny = x < 1.17549435e-38f ? 8388608.0f : 1.0f;
  float scaled = x * tiny;
  int32_t bits = to_bits(scaled);
  int32_t e = (bits - 0x3f3504f3) >> 23;  // so that the mantissa lies in [√½, √2)
  float m = from_bits(bits - e * 8388608) - 1.0f;
  float fe = (float)e - (tiny > 1.0f ? 23.0f : 0.0f);
  float z = m * m, p = log1p_cubic_f(m);
  p = p + fe * -2.12194440e-4f;
  p = p - 0.5f * z;
  float y = m + p;
  y = y + fe * 0.693359375f;
  y = x == INFINITY ? x : y;
  y = x == 0.0f ? -INFINITY : y;
  return x >= 0.0f ? y : NAN;
}

/// tanh x: a polynomial near 0, 1 − 2/(e^(2x) + 1) beyond.
INLINE float tanh_f(float x) {
  float a = fabsf(x), z = x * x;
  float p = -5.70498872745e-3f;
  p = p * z + 2.06390887954e-2f;
  p = p * z - 5.37397155531e-2f;
  p = p * z + 1.33314422036e-1f;
  p = p * z - 3.33332819422e-1f;
  p = p * z * x + x;
  float big = 1.0f - 2.0f / (exp_f(a + a) + 1.0f);
  big = x < 0.0f ? -big : big;
  return a < 0.625f ? p : big;
}

INLINE float sigmoid_f(float x) { return 1.0f / (1.0f + exp_f(-x)); }

INLINE double exp_d(double x) { return exp(x); }
INLINE double log_d(double x) { return log(x); }
INLINE double tanh_d(double x) { return tanh(x); }
INLINE double sigmoid_d(double x) { return 1.0 / (1.0 + exp(-x)); }
