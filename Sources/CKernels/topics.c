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

// share[k] = Σ over the document's words of count · β(word, k) / Σ_j θ(j) β(word, j)
CLONES static void shares(long n, long topics, const long *words, const double *counts, const double *beta,
                          const double *theta, double *share) {
  for (long k = 0; k < topics; k++) share[k] = 0;
  for (long i = 0; i < n; i++) {
    const double *row = beta + words[i] * topics;
    double norm = 0x1p-52;
    for (long k = 0; k < topics; k++) norm += theta[k] * row[k];
    const double ratio = counts[i] / norm;
    for (long k = 0; k < topics; k++) share[k] += ratio * row[k];
  }
}

typedef struct {
  long words, topics, most;
  const double *counts, *beta;
  double prior, tolerance, *gamma, *theta;
} Work;

static void infer(long begin, long end, void *context) {
  const Work *w = context;
  long *words = malloc(w->words * sizeof *words);
  double *counts = malloc((w->words + w->topics) * sizeof *counts), *share = counts + w->words;
  if (!words || !counts) ck_trap();
  for (long d = begin; d < end; d++) {
    double *gamma = w->gamma + d * w->topics, *theta = w->theta + d * w->topics;
    long n = 0;
    for (long v = 0; v < w->words; v++) {
      const double count = w->counts[d * w->words + v];
      if (count > 0) { words[n] = v; counts[n++] = count; }
    }
    expectation(w->topics, gamma, theta);
    for (long i = 0; i < w->most; i++) {
      shares(n, w->topics, words, counts, w->beta, theta, share);
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
