#include "include/stored.h"
#include "clones.h"

#if __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error "files of tensors are little-endian, and read as they are"
#endif

static void swap_bytes(int size, long n, void *x) {
  if (size == 2) for (long i = 0; i < n; i++) ((uint16_t *)x)[i] = __builtin_bswap16(((uint16_t *)x)[i]);
  if (size == 4) for (long i = 0; i < n; i++) ((uint32_t *)x)[i] = __builtin_bswap32(((uint32_t *)x)[i]);
  if (size == 8) for (long i = 0; i < n; i++) ((uint64_t *)x)[i] = __builtin_bswap64(((uint64_t *)x)[i]);
}

// IEEE 754's half precision. A subnormal is its 10 bits as a whole number, times 2⁻²⁴.
INLINE float from_half(uint16_t half) {
  uint32_t sign = (uint32_t)(half & 0x8000) << 16, exponent = half >> 10 & 31, fraction = half & 1023, bits;
  float value;
  if (exponent == 0) {
    value = (float)fraction * 0x1p-24f;
    memcpy(&bits, &value, 4);
  } else {
    bits = (exponent == 31 ? 255 : exponent + 112) << 23 | fraction << 13;
  }
  bits |= sign;
  memcpy(&value, &bits, 4);
  return value;
}

INLINE float from_bfloat(uint16_t half) {
  uint32_t bits = (uint32_t)half << 16;
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

#define EACH(T, TO, VALUE)                                                                             \
  {                                                                                                    \
    const T *from = x;                                                                                 \
    TO *to = y;                                                                                        \
    for (long i = 0; i < n; i++) to[i] = VALUE;                                                        \
    break;                                                                                             \
  }

int ck_decode_elements(int type, int is_big_endian, long n, void *x, void *y) {
  static const int sizes[] = {1, 1, 2, 4, 8, 1, 2, 4, 8, 2, 2, 4, 8};
  if (is_big_endian) swap_bytes(sizes[type], n, x);
  switch (type) {
    case CK_STORED_BOOL: EACH(uint8_t, uint8_t, from[i] != 0)
    case CK_STORED_INT8: EACH(int8_t, int64_t, from[i])
    case CK_STORED_INT16: EACH(int16_t, int64_t, from[i])
    case CK_STORED_INT32: EACH(int32_t, int64_t, from[i])
    case CK_STORED_UINT8: EACH(uint8_t, int64_t, from[i])
    case CK_STORED_UINT16: EACH(uint16_t, int64_t, from[i])
    case CK_STORED_UINT32: EACH(uint32_t, int64_t, from[i])
    case CK_STORED_UINT64: {
      uint64_t all = 0;
      for (long i = 0; i < n; i++) all |= ((const uint64_t *)x)[i];
      memcpy(y, x, (size_t)n * 8);
      return all >> 63 == 0;
    }
    case CK_STORED_FLOAT16: EACH(uint16_t, float, from_half(from[i]))
    case CK_STORED_BFLOAT16: EACH(uint16_t, float, from_bfloat(from[i]))
    default: memcpy(y, x, (size_t)n * sizes[type]);
  }
  return 1;
}
