// No fused multiply-add from here on, in the logarithm neither: the same seed gives the same bits on every processor.
#pragma STDC FP_CONTRACT OFF
#include "mathematics.h"

// Sixteen counters at a time, one a lane: word[i][j] is word i of counter j.
enum { LANES = 16 };
typedef struct { uint32_t word[4][LANES]; } Block;

INLINE void philox_block(uint64_t seed, uint64_t counter, uint64_t high, Block *block) {
  uint32_t(*w)[LANES] = block->word;
  for (int j = 0; j < LANES; j++) {
    uint64_t low = counter + (uint64_t)j;
    w[0][j] = (uint32_t)low;
    w[1][j] = (uint32_t)(low >> 32);
    w[2][j] = (uint32_t)high;
    w[3][j] = (uint32_t)(high >> 32);
  }
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
  for (int round = 0; round < 10; round++) {
    for (int j = 0; j < LANES; j++) {
      uint64_t a = (uint64_t)w[0][j] * 0xD2511F53u, b = (uint64_t)w[2][j] * 0xCD9E8D57u;
      uint32_t x0 = (uint32_t)(b >> 32) ^ w[1][j] ^ k0, x2 = (uint32_t)(a >> 32) ^ w[3][j] ^ k1;
      w[0][j] = x0;
      w[1][j] = (uint32_t)b;
      w[2][j] = x2;
      w[3][j] = (uint32_t)a;
    }
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

void ck_philox(uint64_t seed, uint64_t counter_low, uint64_t counter_high, uint32_t words[4]) {
  Block block;
  philox_block(seed, counter_low, counter_high, &block);
  for (int i = 0; i < 4; i++) words[i] = block.word[i][0];
}

INLINE float unit_f(uint32_t word) { return (float)(int32_t)(word >> 8) * 0x1p-24f; }
INLINE double unit_d(uint32_t high, uint32_t low) {
  return (double)(int64_t)(((uint64_t)high << 32 | low) >> 11) * 0x1p-53;
}

// cos 2πu and sin 2πu: the quarter turn, and a polynomial in what is left of the angle.
INLINE void turn_f(float u, float *cosine, float *sine) {
  float quarters = u * 4.0f;
  const float shift = 12582912.0f;
  float shifted = quarters + shift;
  int32_t q = to_bits(shifted) & 3;
  float r = (quarters - (shifted - shift)) * 1.57079632679489662f, z = r * r;
  float s = ((-1.9515295891e-4f * z + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * r + r;
  float c = ((2.443315711809948e-5f * z - 1.388731625493765e-3f) * z + 4.166664568298827e-2f) * z * z - 0.5f * z + 1.0f;
  float a = q & 1 ? s : c, b = q & 1 ? c : s;
  *cosine = q == 1 || q == 2 ? -a : a;
  *sine = q >= 2 ? -b : b;
}

// What a block of sixteen counters becomes: 64 numbers in single precision, 32 in double. y[4 j + i] is word i of counter j.
CLONES static void uniform_block_f(const Block *block, float *y, float low, float width) {
  for (int j = 0; j < LANES; j++)
    for (int i = 0; i < 4; i++) y[4 * j + i] = low + width * unit_f(block->word[i][j]);
}
CLONES static void normal_block_f(const Block *block, float *y) {
  for (int pair = 0; pair < 4; pair += 2) {
    float c[LANES], s[LANES];
    for (int j = 0; j < LANES; j++) {
      float u = (float)(int32_t)((block->word[pair][j] >> 8) + 1) * 0x1p-24f;  // in (0, 1]
      float radius = sqrtf(-2.0f * log_f(u)), cosine, sine;
      turn_f(unit_f(block->word[pair + 1][j]), &cosine, &sine);
      c[j] = radius * cosine;
      s[j] = radius * sine;
    }
    for (int j = 0; j < LANES; j++) {
      y[4 * j + pair] = c[j];
      y[4 * j + pair + 1] = s[j];
    }
  }
}
static void uniform_block_d(const Block *block, double *y, double low, double width) {
  for (int j = 0; j < LANES; j++)
    for (int i = 0; i < 2; i++) y[2 * j + i] = low + width * unit_d(block->word[2 * i][j], block->word[2 * i + 1][j]);
}
static void normal_block_d(const Block *block, double *y) {
  for (int j = 0; j < LANES; j++) {
    double u = 1.0 - unit_d(block->word[0][j], block->word[1][j]);
    double angle = 2 * M_PI * unit_d(block->word[2][j], block->word[3][j]), radius = sqrt(-2 * log(u));
    y[2 * j] = radius * cos(angle);
    y[2 * j + 1] = radius * sin(angle);
  }
}
CLONES static void next_block(uint64_t seed, uint64_t counter, Block *block) { philox_block(seed, counter, 0, block); }

#define EACH_BLOCK(T, PER_BLOCK, MAKE)                                                                 \
  for (long i = 0; i < n; i += PER_BLOCK, offset += LANES) {                                           \
    Block block;                                                                                       \
    next_block(seed, offset, &block);                                                                  \
    if (n - i >= PER_BLOCK) {                                                                          \
      T *y = (T *)y_ + i;                                                                              \
      MAKE;                                                                                            \
    } else {                                                                                           \
      T y[PER_BLOCK];                                                                                  \
      MAKE;                                                                                            \
      memcpy((T *)y_ + i, y, (n - i) * sizeof(T));                                                     \
    }                                                                                                  \
  }

void ck_random_uniform(int dtype, long n, uint64_t seed, uint64_t offset, void *y_, double low, double high) {
  if (dtype == CK_FLOAT32) {
    EACH_BLOCK(float, 64, uniform_block_f(&block, y, (float)low, (float)(high - low)))
  } else {
    EACH_BLOCK(double, 32, uniform_block_d(&block, y, low, high - low))
  }
}

void ck_random_normal(int dtype, long n, uint64_t seed, uint64_t offset, void *y_) {
  if (dtype == CK_FLOAT32) {
    EACH_BLOCK(float, 64, normal_block_f(&block, y))
  } else {
    EACH_BLOCK(double, 32, normal_block_d(&block, y))
  }
}

// The high half of a 64-bit word times the bound (Lemire, 2019): biased by less than bound/2^64.
static void below_block(const Block *block, int64_t *y, int64_t low, uint64_t bound) {
  for (int j = 0; j < LANES; j++)
    for (int i = 0; i < 2; i++) {
      uint64_t word = (uint64_t)block->word[2 * i][j] << 32 | block->word[2 * i + 1][j];
      y[2 * j + i] = low + (int64_t)(((unsigned __int128)word * bound) >> 64);
    }
}

void ck_random_below(long n, uint64_t seed, uint64_t offset, int64_t low, uint64_t bound, int64_t *y_) {
  EACH_BLOCK(int64_t, 32, below_block(&block, y, low, bound))
}
