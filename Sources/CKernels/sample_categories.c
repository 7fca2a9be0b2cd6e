#pragma STDC FP_CONTRACT OFF
#include "alias.h"
#include "philox.h"
#include "sampling.h"

typedef struct {
  long n, categories, period;
  uint64_t seed, offset;
  const double *weights;
  Column *columns;
  int64_t *y;
} Job;

/// The first index at which the sum of the weights exceeds u times their whole sum.
static int64_t drawn(const double *weights, long count, double u) {
  double total = 0, sum = 0;
  for (long i = 0; i < count; i++) total += weights[i];
  long last = count - 1;
  while (last > 0 && !(weights[last] > 0)) last--;
  double goal = u * total;
  for (long i = 0; i < last; i++) {
    sum += weights[i];
    if (sum > goal) return i;
  }
  return last;
}

CLONES static void draw(long begin, long end, void *context) {
  const Job *job = context;
  for (long group = begin; group < end; group++) {
    long i = group * 2 * LANES, count = smaller(2 * LANES, job->n - i), row = i % job->period;
    Block block;
    philox_block(job->seed, job->offset + (uint64_t)group * LANES, 0, &block);
    for (long k = 0; k < count; k++) {
      uint64_t word = whole_word(&block, (int)(k & 1), (int)(k >> 1));
      job->y[i + k] = job->columns
        ? ck_alias_draw(job->columns + row * job->categories, (uint64_t)job->categories, word)
        : drawn(job->weights + row * job->categories, job->categories, unit_d((uint32_t)(word >> 32), (uint32_t)word));
      if (++row == job->period) row = 0;
    }
  }
}

static void fill_tables(long begin, long end, void *context) {
  const Job *job = context;
  long count = job->categories;
  double *weights = malloc((size_t)count * sizeof *weights);
  long *order = malloc((size_t)count * sizeof *order);
  if (!weights || !order) ck_trap();
  for (long row = begin; row < end; row++) {
    memcpy(weights, job->weights + row * count, (size_t)count * sizeof *weights);
    ck_alias_table(weights, count, order, job->columns + row * count);
  }
  free(order);
  free(weights);
}

void ck_sample_categories(long n, uint64_t seed, uint64_t offset, const double *weights, long categories, long period,
                          int64_t *y) {
  if (n == 0 || categories == 0) return;
  Job job = {n, categories, period, seed, offset, weights, 0, y};
  // A table pays where a row is drawn from a few times.
  if (n / period >= 8) {
    job.columns = malloc((size_t)(period * categories) * sizeof *job.columns);
    if (job.columns) ck_parallel_for(period, 1 + 1024 / categories, fill_tables, &job);
  }
  ck_parallel_for((n + 2 * LANES - 1) / (2 * LANES), GROUPS, draw, &job);
  free(job.columns);
}
