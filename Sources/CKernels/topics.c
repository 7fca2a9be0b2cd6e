#include "clones.h"
#include "topics.h"

// ψ(x) of x > 0: the recurrence up to 6, then the asymptotic series.
static double psi(double x) {
  double sum = 0;
  while (x < 6) sum -= 1 / x++;
  double r = 1 / (x * x);
  return sum + log(x) - 0.5 / x
    - r * (1.0 / 12 - r * (1.0 / 120 - r * (1.0 / 252 - r * (1.0 / 240 - r * (1.0 / 132 - r * (691.0 / 32760 - r / 12))))));
}

static void expectation(long topics, const double *gamma, double *theta) {
  double sum = 0;
  for (long k = 0; k < topics; k++) sum += gamma[k];
  double whole = psi(sum);
  for (long k = 0; k < topics; k++) theta[k] = exp(psi(gamma[k]) - whole);
}

enum { LANES = 8 };

// share[k] = Σ over the document's words of count · β(k, word) / Σ_j θ(j) β(j, word). The words are padded to whole lanes, with
// counts of 0; sums go lane by lane, in an order that does not depend on the processor.
CLONES static void shares(long padded, long topics, const double *counts, const double *beta, const double *theta,
                          double *ratio, double *share) {
  for (long i = 0; i < padded; i++) ratio[i] = 0x1p-52;
  for (long k = 0; k < topics; k++) {
    const double *row = beta + k * padded, t = theta[k];
    for (long i = 0; i < padded; i++) ratio[i] += t * row[i];
  }
  for (long i = 0; i < padded; i++) ratio[i] = counts[i] / ratio[i];
  for (long k = 0; k < topics; k++) {
    const double *row = beta + k * padded;
    double sum[LANES] = {0};
    for (long i = 0; i < padded; i += LANES)
      for (long j = 0; j < LANES; j++) sum[j] += ratio[i + j] * row[i + j];
    share[k] = 0;
    for (long j = 0; j < LANES; j++) share[k] += sum[j];
  }
}

typedef struct {
  long words, topics, most;
  const double *counts, *beta;
  double prior, tolerance, *gamma, *theta;
} Work;

static void infer(long begin, long end, void *context) {
  const Work *w = context;
  const long longest = (w->words + LANES - 1) / LANES * LANES;
  double *counts = malloc((longest * (w->topics + 2) + w->topics) * sizeof *counts);
  long *words = malloc((longest + 1) * sizeof *words);
  if (!words || !counts) ck_trap();
  double *ratio = counts + longest, *share = ratio + longest, *beta = share + w->topics;
  for (long d = begin; d < end; d++) {
    double *gamma = w->gamma + d * w->topics, *theta = w->theta + d * w->topics;
    long n = 0;
    for (long v = 0; v < w->words; v++) {
      const double count = w->counts[d * w->words + v];
      if (count > 0) { words[n] = v; counts[n++] = count; }
    }
    const long padded = (n + LANES - 1) / LANES * LANES;
    for (long i = n; i < padded; i++) counts[i] = 0;
    for (long k = 0; k < w->topics; k++)
      for (long i = 0; i < padded; i++) beta[k * padded + i] = i < n ? w->beta[k * w->words + words[i]] : 0;
    expectation(w->topics, gamma, theta);
    for (long i = 0; i < w->most; i++) {
      shares(padded, w->topics, counts, beta, theta, ratio, share);
      double change = 0;
      for (long k = 0; k < w->topics; k++) {
        const double now = w->prior + theta[k] * share[k];
        change += fabs(now - gamma[k]);
        gamma[k] = now;
      }
      expectation(w->topics, gamma, theta);
      if (change < w->tolerance * w->topics) break;
    }
  }
  free(words);
  free(counts);
}

void ck_topics_infer(long documents, long words, long topics, const double *counts, const double *beta, double prior,
                     long most, double tolerance, double *gamma, double *theta) {
  Work work = {words, topics, most, counts, beta, prior, tolerance, gamma, theta};
  ck_parallel_for(documents, 4, infer, &work);
}
