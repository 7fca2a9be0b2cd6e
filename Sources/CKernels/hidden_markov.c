#include "clones.h"
#include "hidden_markov.h"

typedef struct {
  const CKMarkovChains *chains;
  double *weights, *log_likelihood, *posterior, *moves;
  int32_t *back;
  int64_t *path;
} Work;

// Below this a state's share of a step counts as none: so its reciprocal, which the way back may reach, is finite. What is lost
// stays negligible as long as every move is possible: what follows can prefer a state by 1 over the least probable move.
#define NOTHING 1e-290
#define LEAST_MOVE 1e-100

static int is_ergodic(const CKMarkovChains *c) {
  for (long i = 0; i < c->states * c->states; i++) if (c->transitions[i] < LEAST_MOVE) return 0;
  return 1;
}

// The scaled recursion: alpha (steps, states) sums to 1 in each step, and is kept only if `keeps`. w becomes what each step's
// observation multiplies by, divided by the step's share of the likelihood. NaN where a share has underflowed that may count.
CLONES static double forward(const CKMarkovChains *c, int ergodic, long begin, long end, double *w, double *alpha,
                             int keeps) {
  const long n = c->states;
  double sum = 0;
  int has_lost = 0;
  for (long t = begin; t < end; t++) {
    const double *b = c->log_emission + t * n, *before = keeps ? alpha + (t - 1) * n : alpha;
    double *now = w + t * n, top = -INFINITY;
    if (t == begin) {
      for (long k = 0; k < n; k++) now[k] = c->start[k];
    } else {
      for (long k = 0; k < n; k++) now[k] = 0;
      for (long j = 0; j < n; j++) {
        const double a = before[j], *row = c->transitions + j * n;
        if (a == 0) continue;
        for (long k = 0; k < n; k++) now[k] += a * row[k];
      }
    }
    // Of the states that can be reached the likeliest emission is the unit: of the others it might be beyond any number.
    for (long k = 0; k < n; k++) if (now[k] > 0 && b[k] > top) top = b[k];
    if (top == -INFINITY) return NAN;
    double *a = keeps ? alpha + t * n : alpha, scale = 0;
    for (long k = 0; k < n; k++) {
      double weight = now[k] > 0 ? exp(b[k] - top) : 0;
      a[k] = now[k] * weight;
      // Of a scale that is at most 1: nothing above is below the limit after it.
      has_lost |= now[k] > 0 && b[k] > -INFINITY && a[k] < NOTHING;
      now[k] = weight;
      scale += a[k];
    }
    if (!(scale > 0) || (has_lost && !ergodic)) return NAN;
    for (long k = 0; k < n; k++) {
      a[k] /= scale;
      if (a[k] < NOTHING) a[k] = 0;
      now[k] /= scale;
    }
    sum += log(scale) + top;
  }
  return sum;
}

// The way back over alpha, which becomes the posterior; adds to moves.
CLONES static void backward(const CKMarkovChains *c, long begin, long end, const double *w, double *alpha, double *moves,
                            double *beta, double *next) {
  const long n = c->states;
  for (long k = 0; k < n; k++) beta[k] = 1;
  for (long t = end - 2; t >= begin; t--) {
    const double *weight = w + (t + 1) * n;
    double *a = alpha + t * n, sum = 0;
    for (long k = 0; k < n; k++) next[k] = weight[k] * beta[k];
    for (long j = 0; j < n; j++) {
      const double *row = c->transitions + j * n, share = a[j];
      double value = 0;
      if (share > 0) {
        for (long k = 0; k < n; k++) value += row[k] * next[k];
        if (moves) for (long k = 0; k < n; k++) moves[j * n + k] += share * row[k] * next[k];
      }
      beta[j] = value;
      a[j] = share * value;
      sum += a[j];
    }
    // 1 but for rounding, which would add up over a long sequence.
    for (long k = 0; k < n; k++) a[k] /= sum;
    for (long k = 0; k < n; k++) beta[k] /= sum;
  }
}

static double log_sum(const double *x, long n) {
  double top = -INFINITY, sum = 0;
  for (long k = 0; k < n; k++) if (x[k] > top) top = x[k];
  if (top == -INFINITY) return top;
  for (long k = 0; k < n; k++) sum += exp(x[k] - top);
  return top + log(sum);
}

// The same with logarithms throughout, where the scaled recursion might lose a way that turns out to be the likeliest.
static double logarithmic(const CKMarkovChains *c, long begin, long end, double *alpha, double *moves, double *beta,
                          double *next, double *log_moves) {
  const long n = c->states;
  for (long i = 0; i < n * n; i++) log_moves[i] = log(c->transitions[i]);
  for (long t = begin; t < end; t++) {
    const double *b = c->log_emission + t * n;
    for (long k = 0; k < n; k++) {
      if (t > begin) for (long j = 0; j < n; j++) next[j] = alpha[(t - 1) * n + j] + log_moves[j * n + k];
      alpha[t * n + k] = b[k] + (t == begin ? log(c->start[k]) : log_sum(next, n));
    }
  }
  double whole = log_sum(alpha + (end - 1) * n, n);
  if (!(whole > -INFINITY)) {
    for (long i = begin * n; i < end * n; i++) alpha[i] = 0;
    return -INFINITY;
  }
  for (long k = 0; k < n; k++) beta[k] = 0;
  for (long t = end - 1; t >= begin; t--) {
    double *a = alpha + t * n;
    if (t < end - 1) {
      const double *b = c->log_emission + (t + 1) * n;
      double *out = next + n;
      for (long j = 0; j < n; j++) {
        for (long k = 0; k < n; k++) next[k] = log_moves[j * n + k] + b[k] + beta[k];
        if (moves) for (long k = 0; k < n; k++) moves[j * n + k] += exp(a[j] + next[k] - whole);
        out[j] = log_sum(next, n);
      }
      memcpy(beta, out, n * sizeof *beta);
    }
    // This step's alpha is not read again.
    for (long k = 0; k < n; k++) a[k] = exp(a[k] + beta[k] - whole);
  }
  return whole;
}

static void posterior_of_slices(long first, long last, void *context) {
  const Work *work = context;
  const CKMarkovChains *c = work->chains;
  const long n = c->states;
  double *scratch = malloc((3 * n + n * n) * sizeof *scratch);
  if (!scratch) ck_trap();
  const int ergodic = is_ergodic(c);
  for (long slice = first; slice < last; slice++) {
    double *moves = work->moves ? work->moves + slice * n * n : 0;
    if (moves) memset(moves, 0, n * n * sizeof *moves);
    const long from = c->sequences * slice / CK_MARKOV_SLICES, to = c->sequences * (slice + 1) / CK_MARKOV_SLICES;
    for (long s = from; s < to; s++) {
      const long begin = c->begins[s], end = c->begins[s + 1];
      double *alpha = work->posterior ? work->posterior : scratch;
      double value = forward(c, ergodic, begin, end, work->weights, alpha, work->posterior != 0);
      if (isnan(value)) {
        double *whole = work->posterior ? work->posterior : work->weights;
        value = logarithmic(c, begin, end, whole, moves, scratch, scratch + n, scratch + 3 * n);
      } else if (work->posterior) {
        backward(c, begin, end, work->weights, alpha, moves, scratch, scratch + n);
      }
      work->log_likelihood[s] = value;
    }
  }
  free(scratch);
}

void ck_markov_posterior(const CKMarkovChains *chains, double *weights, double *log_likelihood, double *posterior,
                         double *moves) {
  Work work = {chains, weights, log_likelihood, posterior, moves, 0, 0};
  ck_parallel_for(CK_MARKOV_SLICES, 1, posterior_of_slices, &work);
}

CLONES static void best_step(long n, const double *before, const double *columns, const double *b, double *now,
                             int32_t *back) {
  for (long k = 0; k < n; k++) {
    const double *column = columns + k * n;
    double best = before[0] + column[0];
    long at = 0;
    for (long j = 1; j < n; j++) {
      double value = before[j] + column[j];
      if (value > best) { best = value; at = j; }
    }
    now[k] = best + b[k];
    back[k] = (int32_t)at;
  }
}

static void viterbi_of_sequences(long first, long last, void *context) {
  const Work *work = context;
  const CKMarkovChains *c = work->chains;
  const long n = c->states;
  double *columns = malloc((n * n + 2 * n) * sizeof *columns);
  if (!columns) ck_trap();
  double *before = columns + n * n, *now = before + n;
  for (long j = 0; j < n; j++) for (long k = 0; k < n; k++) columns[k * n + j] = log(c->transitions[j * n + k]);
  for (long s = first; s < last; s++) {
    const long begin = c->begins[s], end = c->begins[s + 1];
    for (long k = 0; k < n; k++) before[k] = log(c->start[k]) + c->log_emission[begin * n + k];
    for (long t = begin + 1; t < end; t++) {
      best_step(n, before, columns, c->log_emission + t * n, now, work->back + t * n);
      double *swapped = before;
      before = now;
      now = swapped;
    }
    long at = 0;
    for (long k = 1; k < n; k++) if (before[k] > before[at]) at = k;
    work->log_likelihood[s] = before[at];
    for (long t = end - 1; t >= begin; t--) {
      work->path[t] = at;
      if (t > begin) at = work->back[t * n + at];
    }
  }
  free(columns);
}

void ck_markov_viterbi(const CKMarkovChains *chains, int32_t *back, double *log_probability, int64_t *path) {
  Work work = {chains, 0, log_probability, 0, 0, back, path};
  ck_parallel_for(chains->sequences, 1, viterbi_of_sequences, &work);
}

static long place(const double *cumulated, long n, double u) {
  u *= cumulated[n - 1];
  long k = 0;
  while (k < n - 1 && cumulated[k] <= u) k++;
  return k;
}

void ck_markov_walk(long steps, long states, const double *start, const double *transitions, const double *uniform,
                    int64_t *path) {
  for (long t = 0; t < steps; t++)
    path[t] = place(t == 0 ? start : transitions + path[t - 1] * states, states, uniform[t]);
}
