// No fused multiply-add from here on, in the logarithm neither: the same seed gives the same bits on every processor.
#pragma STDC FP_CONTRACT OFF
#include "mathematics.h"
#include "philox.h"

void ck_philox(uint64_t seed, uint64_t counter_low, uint64_t counter_high, uint32_t words[4]) {
  philox_words(seed, counter_low, counter_high, words);
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

/// −ln(1 − u) for the middle u of a word's upper 31 bits: by the series of ln(1 − u) where u is small.
INLINE float exponential_f(uint32_t word) {
  float u = ((float)(int32_t)(word >> 1) + 0.5f) * 0x1p-31f;
  float rest = ((float)(int32_t)(0x7fffffffu - (word >> 1)) + 0.5f) * 0x1p-31f, m = -u;
  float near = m + (log1p_cubic_f(m) - 0.5f * (m * m));
  return u < 0.25f ? -near : -log_f(rest);
}

typedef struct {
  long n;
  uint64_t seed, offset;
  void *y;
  double low, width;
  int is_standard;
  int64_t least;
  uint64_t bound;
} Fill;

// What a block of sixteen counters becomes: 64 numbers in single precision, 32 in double. y[4 j + i] is word i of counter j.
INLINE void uniform_block_f(const Block *block, float *y, const Fill *fill) {
  float low = (float)fill->low, width = (float)fill->width;
  for (int j = 0; j < LANES; j++)
    for (int i = 0; i < 4; i++) y[4 * j + i] = low + width * unit_f(block->word[i][j]);
}
INLINE void normal_block_f(const Block *block, float *y, const Fill *fill) {
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
  if (!fill->is_standard) for (int j = 0; j < 4 * LANES; j++) y[j] = (float)fill->low + (float)fill->width * y[j];
}
INLINE void exponential_block_f(const Block *block, float *y, const Fill *fill) {
  float x[4][LANES];
  for (int i = 0; i < 4; i++)
    for (int j = 0; j < LANES; j++) x[i][j] = exponential_f(block->word[i][j]);
  for (int j = 0; j < LANES; j++)
    for (int i = 0; i < 4; i++) y[4 * j + i] = (float)fill->width * x[i][j];
}
INLINE void uniform_block_d(const Block *block, double *y, const Fill *fill) {
  for (int j = 0; j < LANES; j++)
    for (int i = 0; i < 2; i++)
      y[2 * j + i] = fill->low + fill->width * unit_d(block->word[2 * i][j], block->word[2 * i + 1][j]);
}
INLINE void normal_block_d(const Block *block, double *y, const Fill *fill) {
  double c[LANES], s[LANES];
  for (int j = 0; j < LANES; j++) {
    double u = 1.0 - unit_d(block->word[0][j], block->word[1][j]);
    double radius = sqrt(-2.0 * log_p(u)), cosine, sine;
    turn_p(unit_d(block->word[2][j], block->word[3][j]), &cosine, &sine);
    c[j] = radius * cosine;
    s[j] = radius * sine;
  }
  for (int j = 0; j < LANES; j++) {
    y[2 * j] = c[j];
    y[2 * j + 1] = s[j];
  }
  if (!fill->is_standard) for (int j = 0; j < 2 * LANES; j++) y[j] = fill->low + fill->width * y[j];
}
INLINE void exponential_block_d(const Block *block, double *y, const Fill *fill) {
  double x[2][LANES];
  for (int i = 0; i < 2; i++)
    for (int j = 0; j < LANES; j++) x[i][j] = 0.0 - log_p(1.0 - unit_d(block->word[2 * i][j], block->word[2 * i + 1][j]));
  for (int j = 0; j < LANES; j++) {
    y[2 * j] = fill->width * x[0][j];
    y[2 * j + 1] = fill->width * x[1][j];
  }
}
// The high half of a 64-bit word times the bound (Lemire, 2019): biased by less than bound/2^64.
INLINE void below_block(const Block *block, int64_t *y, const Fill *fill) {
  for (int j = 0; j < LANES; j++)
    for (int i = 0; i < 2; i++)
      y[2 * j + i] = fill->least + (int64_t)(((unsigned __int128)whole_word(block, i, j) * fill->bound) >> 64);
}

// Ranges are of blocks, so that they end between counters.
#define EACH_BLOCK(NAME, T, PER_BLOCK, MAKE)                                                           \
  CLONES static void NAME(long begin, long end, void *context) {                                       \
    const Fill *fill = context;                                                                        \
    for (long group = begin; group < end; group++) {                                                   \
      long i = group * PER_BLOCK;                                                                      \
      Block block;                                                                                     \
      philox_block(fill->seed, fill->offset + (uint64_t)group * LANES, 0, &block);                     \
      T *y = (T *)fill->y + i;                                                                         \
      if (fill->n - i >= PER_BLOCK) {                                                                  \
        MAKE(&block, y, fill);                                                                         \
      } else {                                                                                         \
        T last[PER_BLOCK];                                                                             \
        MAKE(&block, last, fill);                                                                      \
        memcpy(y, last, (size_t)(fill->n - i) * sizeof(T));                                            \
      }                                                                                                \
    }                                                                                                  \
  }
EACH_BLOCK(uniform_f, float, 64, uniform_block_f)
EACH_BLOCK(uniform_d, double, 32, uniform_block_d)
EACH_BLOCK(normal_f, float, 64, normal_block_f)
EACH_BLOCK(normal_d, double, 32, normal_block_d)
EACH_BLOCK(exponential_each_f, float, 64, exponential_block_f)
EACH_BLOCK(exponential_each_d, double, 32, exponential_block_d)
EACH_BLOCK(below, int64_t, 32, below_block)

static void run(CKLoopBody body, long per_block, Fill fill) {
  ck_parallel_for((fill.n + per_block - 1) / per_block, GROUPS, body, &fill);
}

void ck_random_uniform(int dtype, long n, uint64_t seed, uint64_t offset, void *y, double low, double high) {
  Fill fill = {.n = n, .seed = seed, .offset = offset, .y = y, .low = low, .width = high - low};
  if (dtype == CK_FLOAT32) run(uniform_f, 64, fill); else run(uniform_d, 32, fill);
}

void ck_random_normal(int dtype, long n, uint64_t seed, uint64_t offset, void *y, double mean, double deviation) {
  Fill fill = {.n = n, .seed = seed, .offset = offset, .y = y, .low = mean, .width = deviation};
  fill.is_standard = mean == 0 && deviation == 1;
  if (dtype == CK_FLOAT32) run(normal_f, 64, fill); else run(normal_d, 32, fill);
}

void ck_random_exponential(int dtype, long n, uint64_t seed, uint64_t offset, void *y, double scale) {
  Fill fill = {.n = n, .seed = seed, .offset = offset, .y = y, .width = scale};
  if (dtype == CK_FLOAT32) run(exponential_each_f, 64, fill); else run(exponential_each_d, 32, fill);
}

void ck_random_below(long n, uint64_t seed, uint64_t offset, int64_t low, uint64_t bound, int64_t *y) {
  run(below, 32, (Fill){.n = n, .seed = seed, .offset = offset, .y = y, .least = low, .bound = bound});
}
