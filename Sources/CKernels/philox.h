// Philox-4x32-10 (Salmon et al., 2011), sixteen counters at a time, and the numbers that its words become. To be included below
// `#pragma STDC FP_CONTRACT OFF`.
#pragma once
#include "portable.h"

// One counter a lane: word[i][j] is word i of counter j.
enum { LANES = 16 };
typedef struct { uint32_t word[4][LANES]; } Block;

INLINE void philox_rounds(uint64_t seed, uint32_t *restrict w0, uint32_t *restrict w1, uint32_t *restrict w2,
                          uint32_t *restrict w3, int lanes) {
  uint32_t k0 = (uint32_t)seed, k1 = (uint32_t)(seed >> 32);
  for (int round = 0; round < 10; round++) {
    for (int j = 0; j < lanes; j++) {
      uint64_t a = (uint64_t)w0[j] * 0xD2511F53u, b = (uint64_t)w2[j] * 0xCD9E8D57u;
      uint32_t x0 = (uint32_t)(b >> 32) ^ w1[j] ^ k0, x2 = (uint32_t)(a >> 32) ^ w3[j] ^ k1;
      w0[j] = x0;
      w1[j] = (uint32_t)b;
      w2[j] = x2;
      w3[j] = (uint32_t)a;
    }
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

INLINE void philox_block(uint64_t seed, uint64_t counter, uint64_t high, Block *block) {
  uint32_t(*w)[LANES] = block->word;
  for (int j = 0; j < LANES; j++) {
    uint64_t low = counter + (uint64_t)j;
    w[0][j] = (uint32_t)low;
    w[1][j] = (uint32_t)(low >> 32);
    w[2][j] = (uint32_t)high;
    w[3][j] = (uint32_t)(high >> 32);
  }
  philox_rounds(seed, w[0], w[1], w[2], w[3], LANES);
}

/// One counter's words.
INLINE void philox_words(uint64_t seed, uint64_t counter, uint64_t high, uint32_t w[4]) {
  w[0] = (uint32_t)counter;
  w[1] = (uint32_t)(counter >> 32);
  w[2] = (uint32_t)high;
  w[3] = (uint32_t)(high >> 32);
  philox_rounds(seed, w, w + 1, w + 2, w + 3, 1);
}

/// In [0, 1), of a word's upper 24 bits, or of the upper 53 of two words; these in two halves, which convert as 32-bit integers.
INLINE float unit_f(uint32_t word) { return (float)(int32_t)(word >> 8) * 0x1p-24f; }
INLINE double unit_d(uint32_t high, uint32_t low) {
  return (double)(int32_t)(high >> 6) * 0x1p-26 + (double)(int32_t)((high & 63) << 21 | low >> 11) * 0x1p-53;
}
/// In (0, 1), of all bits of a word.
INLINE double open_unit(uint32_t word) {
  return ((double)(int32_t)(word ^ 0x80000000u) + (0x1p31 + 0.5)) * 0x1p-32;
}
INLINE uint64_t whole_word(const Block *block, int pair, int lane) {
  return (uint64_t)block->word[2 * pair][lane] << 32 | block->word[2 * pair + 1][lane];
}

// The numbers that are worth another thread's waking.
enum { GROUPS = 128 };
