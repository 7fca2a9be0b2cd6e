// Gamma samples by Marsaglia and Tsang (2000), sixteen at a time; what is rejected, one or two in a hundred, is drawn again alone.
#pragma STDC FP_CONTRACT OFF
#include "philox.h"
#include "sampling.h"
#include <float.h>

// A counter's upper half: the attempt, and above it which of an element's streams it is.
#define STREAM(I) ((uint64_t)(I) << 32)
enum { MOST_ATTEMPTS = 1000 };

// Of each lane: d = a − 1/3 and c = 1/√(9 d) for a ≥ 1, and 0; below, those of a + 1, and 1/a.
typedef struct { double d[LANES], c[LANES], inverse[LANES]; } Shapes;

INLINE void prepare(double a, double *d, double *c, double *inverse) {
  double larger = a < 1 ? a + 1 : a;
  *d = larger - 1.0 / 3;
  *c = 1 / sqrt(9 * *d);
  *inverse = a < 1 ? 1 / a : 0;
}

/// A normal number of three words, and t = 1 + c x, of which d t³ is the sample if a uniform u of the fourth allows.
INLINE double candidate(uint32_t w0, uint32_t w1, uint32_t w2, double c, double *t) {
  double cosine, sine;
  turn_p(open_unit(w2), &cosine, &sine);
  double x = sqrt(-2.0 * log_p(1.0 - unit_d(w0, w1))) * cosine;
  *t = 1.0 + c * x;
  return x;
}

/// Whether u allows a sample for certain: nine times of ten, and without a logarithm.
INLINE int is_below_squeeze(double u, double x, double t) { return u < 1.0 - 0.0331 * (x * x) * (x * x) && t > 0.0; }

static int is_accepted(double u, double x, double t, double d) {
  if (is_below_squeeze(u, x, t)) return 1;
  // At a huge shape the bound is −x⁴/(108 d), and rounding would decide instead.
  if (d > 1e9) return 1;
  return log_p(u) < 0.5 * x * x + d * (1.0 - t * t * t + 3.0 * log_p(t));
}

static double drawn_alone(uint64_t seed, uint64_t counter, uint64_t stream, double d, double c) {
  if (!(c > 0)) return d == INFINITY ? 1 : NAN;  // no shape, or an infinite one
#pragma clang loop vectorize(disable)
  for (uint64_t attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
    uint32_t w[4];
    philox_words(seed, counter, stream + attempt, w);
    double t, x = candidate(w[0], w[1], w[2], c, &t);
    if (is_accepted(open_unit(w[3]), x, t, d)) return t;
  }
  return NAN;  // not once in the age of the universe
}

/// The t of sixteen elements, and ln(U) / a where a < 1.
INLINE void draw_group(uint64_t seed, uint64_t counter, uint64_t stream, const Shapes *shapes, int has_small, double *t,
                       double *boost) {
  Block block;
  double x[LANES], u[LANES];
  int64_t missed[LANES], any = 0;
  philox_block(seed, counter, stream, &block);
  for (int j = 0; j < LANES; j++) {
    u[j] = open_unit(block.word[3][j]);
    x[j] = candidate(block.word[0][j], block.word[1][j], block.word[2][j], shapes->c[j], &t[j]);
    missed[j] = is_below_squeeze(u[j], x[j], t[j]) ? 0 : -1;
  }
  for (int j = 0; j < LANES; j++) any |= missed[j];
  if (any)
    for (int j = 0; j < LANES; j++)
      if (missed[j] && !is_accepted(u[j], x[j], t[j], shapes->d[j]))
        t[j] = drawn_alone(seed, counter + (uint64_t)j, stream, shapes->d[j], shapes->c[j]);
  if (!has_small) return;
  philox_block(seed, counter, stream + STREAM(1), &block);
  for (int j = 0; j < LANES; j++)
    boost[j] = log_p(1.0 - unit_d(block.word[0][j], block.word[1][j])) * shapes->inverse[j];
}

typedef struct {
  int dtype;
  long n;
  uint64_t seed, offset;
  const double *shapes[2];
  long counts[2];
  int has_small;
  void *y;
  double *logs[2];
} Job;

/// The shapes of the sixteen elements from i on; a single one has been prepared before.
INLINE void shapes_from(const Job *job, int which, long i, Shapes *shapes) {
  long count = job->counts[which], at = count == 1 ? 0 : i % count;
  for (int j = 0; j < LANES; j++) {
    prepare(job->shapes[which][at], &shapes->d[j], &shapes->c[j], &shapes->inverse[j]);
    if (++at == count) at = 0;
  }
}

INLINE void store(const Job *job, long i, const double *x) {
  long count = smaller(LANES, job->n - i);
  if (job->dtype == CK_FLOAT32) {
    float *y = (float *)job->y + i;
    if (count == LANES) for (int j = 0; j < LANES; j++) y[j] = (float)x[j];
    else for (int j = 0; j < count; j++) y[j] = (float)x[j];
  } else memcpy((double *)job->y + i, x, (size_t)count * sizeof(double));
}

CLONES static void gammas(long begin, long end, void *context) {
  const Job *job = context;
  // What is smaller than every normal number is taken for the smallest, as PyTorch does: 0 is not in the support.
  double least = job->dtype == CK_FLOAT32 ? FLT_MIN : DBL_MIN;
  Shapes shapes;
  if (job->counts[0] == 1) shapes_from(job, 0, 0, &shapes);
  for (long group = begin; group < end; group++) {
    long i = group * LANES;
    double t[LANES], boost[LANES], x[LANES];
    if (job->counts[0] != 1) shapes_from(job, 0, i, &shapes);
    draw_group(job->seed, job->offset + (uint64_t)i, 0, &shapes, job->has_small, t, boost);
    for (int j = 0; j < LANES; j++) x[j] = shapes.d[j] * (t[j] * t[j] * t[j]);
    if (job->has_small) for (int j = 0; j < LANES; j++) x[j] *= exp_p(boost[j]);
    for (int j = 0; j < LANES; j++) x[j] = x[j] < least ? least : x[j];
    store(job, i, x);
  }
}

CLONES static void betas(long begin, long end, void *context) {
  const Job *job = context;
  double least = job->dtype == CK_FLOAT32 ? FLT_MIN : DBL_MIN, most = 1 - (job->dtype == CK_FLOAT32 ? 0x1p-24 : 0x1p-53);
  Shapes first, second;
  if (job->counts[0] == 1) shapes_from(job, 0, 0, &first);
  if (job->counts[1] == 1) shapes_from(job, 1, 0, &second);
  for (long group = begin; group < end; group++) {
    long i = group * LANES;
    uint64_t counter = job->offset + (uint64_t)i;
    double s[LANES], t[LANES], x[LANES], one[LANES], other[LANES];
    if (job->counts[0] != 1) shapes_from(job, 0, i, &first);
    if (job->counts[1] != 1) shapes_from(job, 1, i, &second);
    draw_group(job->seed, counter, 0, &first, job->has_small, s, one);
    draw_group(job->seed, counter, STREAM(2), &second, job->has_small, t, other);
    for (int j = 0; j < LANES; j++) {
      double g = first.d[j] * (s[j] * s[j] * s[j]), h = second.d[j] * (t[j] * t[j] * t[j]);
      x[j] = g / (g + h);
    }
    if (job->has_small)  // of which both may be below every number, but not both logarithms
      for (int j = 0; j < LANES; j++) {
        double g = first.d[j] * (s[j] * s[j] * s[j]), h = second.d[j] * (t[j] * t[j] * t[j]);
        double turned = exp_p(-fabs(one[j] - other[j]));
        x[j] = one[j] > other[j] ? g / (g + h * turned) : g * turned / (g * turned + h);
      }
    if (job->logs[0])
      for (int j = 0; j < smaller(LANES, job->n - i); j++) {
        job->logs[0][i + j] = log_p(first.d[j]) + 3.0 * log_p(s[j]) + (job->has_small ? one[j] : 0.0);
        job->logs[1][i + j] = log_p(second.d[j]) + 3.0 * log_p(t[j]) + (job->has_small ? other[j] : 0.0);
      }
    for (int j = 0; j < LANES; j++) {
      x[j] = x[j] < least ? least : x[j];
      x[j] = x[j] > most ? most : x[j];
    }
    store(job, i, x);
  }
}

static int has_small(const double *a, long count) {
  int small = 0;
  for (long i = 0; i < count; i++) small |= a[i] < 1;
  return small;
}

void ck_sample_gamma(int dtype, long n, uint64_t seed, uint64_t offset, const double *shape, long period, void *y) {
  Job job = {.dtype = dtype, .n = n, .seed = seed, .offset = offset, .shapes = {shape}, .counts = {period}, .y = y};
  job.has_small = has_small(shape, period);
  ck_parallel_for((n + LANES - 1) / LANES, GROUPS, gammas, &job);
}

void ck_sample_beta(int dtype, long n, uint64_t seed, uint64_t offset, const double *a, long a_count, const double *b,
                    long b_count, void *y, double *log_first, double *log_second) {
  Job job = {.dtype = dtype, .n = n, .seed = seed, .offset = offset, .shapes = {a, b}, .counts = {a_count, b_count},
             .y = y, .logs = {log_first, log_second}};
  job.has_small = has_small(a, a_count) || has_small(b, b_count);
  ck_parallel_for((n + LANES - 1) / LANES, GROUPS, betas, &job);
}
