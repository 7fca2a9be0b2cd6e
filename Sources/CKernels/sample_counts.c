// Counts: Poisson, binomial, hypergeometric and geometric samples.
//
// Where one set of parameters serves many draws, from a table of its masses, one random word a draw. Otherwise by inversion from
// 0 where the mean is small; where it is not, Poisson and binomial samples by transformed rejection (Hörmann, 1993), which in nine
// of ten draws asks for no mass at all, hypergeometric ones by the ratio of uniforms (Stadlober, 1990).
#pragma STDC FP_CONTRACT OFF
#include "alias.h"
#include "philox.h"
#include "saddle_point.h"
#include "sampling.h"

enum { MOST_ATTEMPTS = 1000 };

/// A distribution of counts k in 0...top, which stands for that of from + step · k.
typedef struct {
  CKCounts family;
  double a, b, c;  // rate; count, probability; population, successes, draws
  double top, mean, variance, mode, from, step;
  double at_zero;                           // for inversion: the mass of 0
  double centre, width, log_reference;      // for rejection
  double narrowing, certain, scale;         // for transformed rejection
  int is_valid;
} Counts;

/// P(k + 1) / P(k)
INLINE double next_ratio(const Counts *x, double k) {
  switch (x->family) {
    case CK_POISSON: return x->a / (k + 1);
    case CK_BINOMIAL: return (x->a - k) / (k + 1) * (x->b / (1 - x->b));
    case CK_HYPERGEOMETRIC: return (x->b - k) * (x->c - k) / ((k + 1) * (x->a - x->b - x->c + k + 1));
  }
  return 0;
}

static double log_mass(const Counts *x, double k) {
  switch (x->family) {
    case CK_POISSON: return log_poisson(k, x->a);
    case CK_BINOMIAL: return log_binomial(k, x->a, x->b);
    case CK_HYPERGEOMETRIC: return log_hypergeometric(k, x->a, x->b, x->c);
  }
  return NAN;
}

/// x₀! x₁! x₂! x₃! / (x₄! x₅! x₆! x₇!) as factor · e^exponent, to some 10⁻⁹ and the roundings of what cancels: of each x by
/// Stirling's formula for (x + 4)!, from which four factors too many are taken.
typedef struct { double factor, exponent; } Quotient;
CLONES static Quotient of_factorials(const double x[8]) {
  double y[8], more[8];
  for (int j = 0; j < 8; j++) {
    double z = x[j] + 4.5, r = 1 / z, s = r * r, p = 127.0 / 215040;
    p = p * s - 31.0 / 40320;
    p = p * s + 7.0 / 2880;
    p = p * s - 1.0 / 24;
    y[j] = z * (log_p(z) - 1.0) + p * r;
    more[j] = (x[j] + 1) * (x[j] + 2) * ((x[j] + 3) * (x[j] + 4));
  }
  return (Quotient){more[4] * more[5] * (more[6] * more[7]) / (more[0] * more[1] * (more[2] * more[3])),
                    (y[0] - y[4]) + (y[1] - y[5]) + ((y[2] - y[6]) + (y[3] - y[7]))};
}

// The factorials of populations up to here cancel to 10⁻⁵ at worst; beyond, masses are computed to their last digits.
static const double most_factorials = 0x1p30;

/// Whether u² ≤ P(k) / P(mode) of a hypergeometric distribution.
static int is_below_mass(const Counts *x, double k, double u) {
  double rest = x->a - x->b - x->c, mode = x->mode, low = fmin(k, mode), high = fmax(k, mode), square = u * u;
  if (high - low <= 8) {  // a few factors of each factorial
    double rising = 1, falling = 1;
    for (; low < high; low += 1) {
      rising *= (x->b - low) * (x->c - low);
      falling *= (low + 1) * (rest + low + 1);
    }
    return k > mode ? square * falling <= rising : square * rising <= falling;
  }
  if (x->a > most_factorials) return log_p(square) <= log_mass(x, k) - x->log_reference;
  Quotient p = of_factorials(
    (double[]){mode, x->b - mode, x->c - mode, rest + mode, k, x->b - k, x->c - k, rest + k});
  return log_p(square / p.factor) <= p.exponent;
}

/// P(0)
static double mass_at_zero(const Counts *x) {
  if (x->family == CK_POISSON) return exp_p(-x->a);
  if (x->family == CK_BINOMIAL) return exp_p(log_mass(x, 0));
  if (x->top <= (x->a > most_factorials ? 16 : 32)) {  // the chance that none of so many is among the others
    double none = 1, all = 1;
    for (double k = 0; k < x->top; k += 1) {
      none *= x->a - fmax(x->b, x->c) - k;
      all *= x->a - k;
    }
    return none / all;
  }
  if (x->a > most_factorials) return exp_p(log_mass(x, 0));
  Quotient p = of_factorials((double[]){x->a - x->b, x->a - x->c, 0, 0, x->a, x->a - x->b - x->c, 0, 0});
  return p.factor * exp_p(p.exponent);
}

/// The distribution, turned around so that 0 is the end of its shorter side.
static Counts counts_of(CKCounts family, double a, double b, double c) {
  Counts x = {.family = family, .a = a, .b = b, .c = c, .step = 1};
  switch (family) {
    case CK_POISSON:
      x.is_valid = a >= 0 && a < 0x1p52;
      x.top = 0x1p53;
      x.mean = x.variance = a;
      x.mode = floor(a);
      break;
    case CK_BINOMIAL:
      x.is_valid = a >= 0 && a < 0x1p53 && b >= 0 && b <= 1;
      if (b > 0.5) {
        x.b = 1 - b;
        x.from = a;
        x.step = -1;
      }
      x.top = a;
      x.mean = a * x.b;
      x.variance = x.mean * (1 - x.b);
      x.mode = floor((a + 1) * x.b);
      break;
    case CK_HYPERGEOMETRIC:
      x.is_valid = a >= 0 && a < 0x1p53 && b >= 0 && b <= a && c >= 0 && c <= a;
      if (2 * c > a) {  // what is left behind: b − k
        x.c = a - c;
        x.from = b;
        x.step = -1;
      }
      if (2 * b > a) {  // the failures: draws − k
        x.b = a - b;
        x.from += x.step * x.c;
        x.step = -x.step;
      }
      x.top = fmin(x.b, x.c);
      double share = a > 0 ? x.b / a : 0;
      x.mean = x.c * share;
      x.variance = a > 1 ? x.mean * (1 - share) * ((a - x.c) / (a - 1)) : 0;
      x.mode = floor((x.c + 1) * ((x.b + 1) / (a + 2)));
      break;
  }
  x.mode = fmin(x.mode, x.top);
  return x;
}

/// What drawing without a table needs besides.
static void prepare_rejection(Counts *x) {
  double deviation = sqrt(x->variance), b;
  if (x->mean < 10) {
    x->at_zero = mass_at_zero(x);
    return;
  }
  switch (x->family) {
    case CK_POISSON:
      x->width = b = 0.931 + 2.53 * deviation;
      x->narrowing = -0.059 + 0.02483 * b;
      x->scale = 1.1239 + 1.1328 / (b - 3.4);
      x->certain = 0.9277 - 3.6224 / (b - 2);
      x->centre = x->mean + 0.43;
      break;
    case CK_BINOMIAL:
      x->width = b = 1.15 + 2.53 * deviation;
      x->narrowing = -0.0873 + 0.0248 * b + 0.01 * x->b;
      x->scale = (2.83 + 5.1 / b) * deviation;
      x->certain = 0.92 - 4.2 / b;
      x->centre = x->mean + 0.5;
      break;
    case CK_HYPERGEOMETRIC:
      x->width = 1.7155277699214135 * sqrt(x->variance + 0.5) + 0.8989161620588988;  // 2 √(2/e) …, 3 − 2 √(3/e)
      x->centre = x->mean + 0.5;
      x->log_reference = x->a > most_factorials ? log_mass(x, x->mode) : 0;
      break;
  }
}

/// One attempt's k, or a negative number where it fails.
INLINE double transformed_rejection(const Counts *x, double u, double v) {
  u -= 0.5;
  double margin = 0.5 - fabs(u), k = floor((2 * x->narrowing / margin + x->width) * u + x->centre);
  if (margin >= 0.07 && v <= x->certain) return k;
  if (!(k >= 0 && k <= x->top) || (margin < 0.013 && v > margin)) return -1;
  // For the binomial distribution the scale is relative to the mode's mass.
  double reference = x->family == CK_BINOMIAL ? log_mass(x, x->mode) : 0;
  double bound = log_p(v * x->scale / (x->narrowing / (margin * margin) + x->width));
  return bound <= log_mass(x, k) - reference ? k : -1;
}

INLINE double ratio_of_uniforms(const Counts *x, double u, double v) {
  double k = floor(x->centre + x->width * (v - 0.5) / u);
  if (!(k >= 0 && k <= x->top)) return -1;
  return is_below_mass(x, k, u) ? k : -1;
}

/// A sample from a counter, whose words w are the first attempt's.
static double drawn(const Counts *x, uint64_t seed, uint64_t counter, uint32_t w[4]) {
  if (!x->is_valid) return NAN;
  if (x->mean < 10) {
    double u = unit_d(w[0], w[1]), p = x->at_zero, k = 0;
    while (u >= p && k < x->top && k < 1000) {
      u -= p;
      p *= next_ratio(x, k);
      k += 1;
    }
    return x->from + x->step * k;
  }
#pragma clang loop vectorize(disable)
  for (uint64_t attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    if (attempt > 0) philox_words(seed, counter, attempt, w);
    double u = 1.0 - unit_d(w[0], w[1]), v = 1.0 - unit_d(w[2], w[3]);
    double k = x->family == CK_HYPERGEOMETRIC ? ratio_of_uniforms(x, u, v) : transformed_rejection(x, u, v);
    if (k >= 0) return x->from + x->step * k;
  }
  return x->from + x->step * x->mode;
}

// A table reaches as far as masses of 2^−80 of the largest: what is beyond is not seen in the life of a machine.
static const double least_weight = 0x1p-80;
enum { MOST_COLUMNS = 1 << 18 };

/// An upper bound for a table's columns: the tails are thinner than those of a Poisson distribution of this variance.
static double columns_of(const Counts *x) {
  return fmin(24 * sqrt(x->variance) + 100, x->top + 1);
}

typedef struct {
  Column *columns;
  long count;
  double first, step;
} Table;

/// Masses relative to the mode's, outwards from there.
static Table table_of(const Counts *x) {
  Table table = {0, 0, 0, x->step};
  if (!x->is_valid) return table;
  double low = x->mode, high = x->mode, weight = 1;
  while (low > 0 && (weight /= next_ratio(x, low - 1)) > least_weight) low -= 1;
  weight = 1;
  while (high < x->top && (weight *= next_ratio(x, high)) > least_weight) high += 1;
  long count = (long)(high - low) + 1, mode = (long)(x->mode - low);
  double *weights = malloc((size_t)count * sizeof *weights);
  long *order = malloc((size_t)count * sizeof *order);
  table.columns = malloc((size_t)count * sizeof *table.columns);
  if (!weights || !order || !table.columns) ck_trap();
  weights[mode] = 1;
  for (long k = mode; k > 0; k--) weights[k - 1] = weights[k] / next_ratio(x, low + (double)(k - 1));
  for (long k = mode; k + 1 < count; k++) weights[k + 1] = weights[k] * next_ratio(x, low + (double)k);
  ck_alias_table(weights, count, order, table.columns);
  free(order);
  free(weights);
  table.count = count;
  table.first = x->from + x->step * low;
  return table;
}

typedef struct {
  CKCounts family;
  int dtype;
  long n, period;
  uint64_t seed, offset;
  const double *const *parameters;
  const long *counts;
  Table *tables;
  const Counts *prepared;
  void *y;
} Job;

static Counts counts_at(const Job *job, long i) {
  double p[3] = {0, 0, 0};
  for (int j = 0; j < 3; j++) if (job->parameters[j]) p[j] = job->parameters[j][job->counts[j] == 1 ? 0 : i];
  return counts_of(job->family, p[0], p[1], p[2]);
}

INLINE void store(const Job *job, long i, double x) {
  if (job->dtype == CK_FLOAT32) ((float *)job->y)[i] = (float)x; else ((double *)job->y)[i] = x;
}

// Two draws a counter.
CLONES static void draw_from_tables(long begin, long end, void *context) {
  const Job *job = context;
  for (long group = begin; group < end; group++) {
    long i = group * 2 * LANES, count = smaller(2 * LANES, job->n - i), row = i % job->period;
    Block block;
    philox_block(job->seed, job->offset + (uint64_t)group * LANES, 0, &block);
    for (long k = 0; k < count; k++) {
      const Table *table = job->tables + row;
      double index = table->count == 0 ? NAN
        : (double)ck_alias_draw(table->columns, (uint64_t)table->count, whole_word(&block, (int)(k & 1), (int)(k >> 1)));
      store(job, i + k, table->first + table->step * index);
      if (++row == job->period) row = 0;
    }
  }
}

static void draw_each(long begin, long end, void *context) {
  const Job *job = context;
  for (long group = begin; group < end; group++) {
    long i = group * LANES, count = smaller(LANES, job->n - i), row = i % job->period;
    Block block;
    philox_block(job->seed, job->offset + (uint64_t)i, 0, &block);
    for (long j = 0; j < count; j++) {
      uint32_t w[4] = {block.word[0][j], block.word[1][j], block.word[2][j], block.word[3][j]};
      uint64_t counter = job->offset + (uint64_t)(i + j);
      if (job->prepared) {
        store(job, i + j, drawn(job->prepared + row, job->seed, counter, w));
      } else {
        Counts x = counts_at(job, row);
        if (x.is_valid) prepare_rejection(&x);
        store(job, i + j, drawn(&x, job->seed, counter, w));
      }
      if (++row == job->period) row = 0;
    }
  }
}

void ck_sample_counts(CKCounts family, int dtype, long n, uint64_t seed, uint64_t offset, const double *const parameters[3],
                      const long counts[3], void *y) {
  long period = 1;
  for (int j = 0; j < 3; j++) if (parameters[j] && counts[j] > period) period = counts[j];
  Job job = {.family = family, .dtype = dtype, .n = n, .period = period, .seed = seed, .offset = offset,
             .parameters = parameters, .counts = counts, .y = y};
  if (n == 0) return;
  // Few parameters are prepared once: as tables, where these are smaller than what is drawn from them.
  Counts *prepared = 0;
  if (period <= 65536 && period <= n / 2) {
    prepared = malloc((size_t)period * sizeof *prepared);
    if (!prepared) ck_trap();
    double columns = 0;
    for (long i = 0; i < period; i++) {
      prepared[i] = counts_at(&job, i);
      columns += prepared[i].is_valid ? columns_of(prepared + i) : 0;
    }
    if (columns <= (double)smaller(n / 4, MOST_COLUMNS)) {
      job.tables = malloc((size_t)period * sizeof *job.tables);
      if (!job.tables) ck_trap();
      for (long i = 0; i < period; i++) job.tables[i] = table_of(prepared + i);
    } else {
      for (long i = 0; i < period; i++) if (prepared[i].is_valid) prepare_rejection(prepared + i);
      job.prepared = prepared;
    }
  }
  if (job.tables) {
    ck_parallel_for((n + 2 * LANES - 1) / (2 * LANES), GROUPS, draw_from_tables, &job);
    for (long i = 0; i < period; i++) free(job.tables[i].columns);
    free(job.tables);
  } else {
    ck_parallel_for((n + LANES - 1) / LANES, 32, draw_each, &job);
  }
  free(prepared);
}

typedef struct {
  int dtype;
  long n, period;
  uint64_t seed, offset;
  const double *probability;
  double rate;
  void *y;
} Trials;

/// 1 / ln(1 − p)
static double scale_of(double p) { return 1 / (p < 0.5 ? log1p_minus(-p) - p : log_p(1 - p)); }

CLONES static void count_trials(long begin, long end, void *context) {
  const Trials *job = context;
  for (long group = begin; group < end; group++) {
    long i = group * 2 * LANES, count = smaller(2 * LANES, job->n - i);
    Block block;
    double x[2][LANES];
    philox_block(job->seed, job->offset + (uint64_t)group * LANES, 0, &block);
    for (int pair = 0; pair < 2; pair++)
      for (int j = 0; j < LANES; j++)
        x[pair][j] = log_p(1.0 - unit_d(block.word[2 * pair][j], block.word[2 * pair + 1][j]));
    if (job->period == 1) {
      for (int pair = 0; pair < 2; pair++)
        for (int j = 0; j < LANES; j++) x[pair][j] = floor(x[pair][j] * job->rate);
    } else {
      long row = i % job->period;
      for (int k = 0; k < 2 * LANES; k++) {
        x[k & 1][k >> 1] = floor(x[k & 1][k >> 1] * scale_of(job->probability[row]));
        if (++row == job->period) row = 0;
      }
    }
    // 0, not −0
    if (job->dtype == CK_FLOAT32) for (long k = 0; k < count; k++) ((float *)job->y)[i + k] = (float)(x[k & 1][k >> 1] + 0.0);
    else for (long k = 0; k < count; k++) ((double *)job->y)[i + k] = x[k & 1][k >> 1] + 0.0;
  }
}

void ck_sample_geometric(int dtype, long n, uint64_t seed, uint64_t offset, const double *probability, long period, void *y) {
  Trials job = {dtype, n, period, seed, offset, probability, n > 0 ? scale_of(probability[0]) : 0, y};
  ck_parallel_for((n + 2 * LANES - 1) / (2 * LANES), GROUPS, count_trials, &job);
}
