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

typedef double Lanes __attribute__((vector_size(64), may_alias));
enum { LANES = 8, VECTORS = 4, BLOCK = LANES * VECTORS };

// share[k] = Σ over the document's words of count · β(k, word) / Σ_j θ(j) β(j, word). The words are padded to whole
// blocks, with counts of 0, and β has for each block a row for each topic, so that a block is read again while it is near.
// Sums go lane by lane, in an order that does not depend on the processor.
CLONES static void shares(long blocks, long topics, const Lanes *counts, const Lanes *beta, const double *theta,
                          Lanes *sums, double *share) {
  for (long k = 0; k < topics; k++) sums[k] = (Lanes){0};
  for (long b = 0; b < blocks; b++, counts += VECTORS, beta += topics * VECTORS) {
    Lanes ratio[VECTORS];
    for (int v = 0; v < VECTORS; v++) ratio[v] = (Lanes){0} + 0x1p-52;
    for (long k = 0; k < topics; k++)
      for (int v = 0; v < VECTORS; v++) ratio[v] += theta[k] * beta[k * VECTORS + v];
    for (int v = 0; v < VECTORS; v++) ratio[v] = counts[v] / ratio[v];
    for (long k = 0; k < topics; k++)
      for (int v = 0; v < VECTORS; v++) sums[k] += ratio[v] * beta[k * VECTORS + v];
  }
  for (long k = 0; k < topics; k++) {
    share[k] = 0;
    for (int j = 0; j < LANES; j++) share[k] += sums[k][j];
  }
}

typedef struct {
  long words, topics, most;
  const double *counts, *beta;
  double prior, tolerance, *gamma, *theta;
} Work;

static void infer(long begin, long end, void *context) {
  const Work *w = context;
  const long longest = (w->words + BLOCK - 1) / BLOCK * BLOCK;
  const long room = longest * (w->topics + 1) + w->topics * (LANES + 1);
  double *counts = aligned_alloc(sizeof(Lanes), (room + LANES - 1) / LANES * sizeof(Lanes));
  long *words = malloc((longest + 1) * sizeof *words);
  if (!words || !counts) ck_trap();
  double *beta = counts + longest, *sums = beta + longest * w->topics, *share = sums + w->topics * LANES;
  for (long d = begin; d < end; d++) {
    double *gamma = w->gamma + d * w->topics, *theta = w->theta + d * w->topics;
    long n = 0;
    for (long v = 0; v < w->words; v++) {
      const double count = w->counts[d * w->words + v];
      if (count > 0) { words[n] = v; counts[n++] = count; }
    }
    const long blocks = (n + BLOCK - 1) / BLOCK;
    for (long i = n; i < blocks * BLOCK; i++) counts[i] = 0;
    for (long b = 0; b < blocks; b++)
      for (long k = 0; k < w->topics; k++)
        for (long i = b * BLOCK; i < (b + 1) * BLOCK; i++)
          beta[b * w->topics * BLOCK + k * BLOCK + i % BLOCK] = i < n ? w->beta[k * w->words + words[i]] : 0;
    expectation(w->topics, gamma, theta);
    for (long i = 0; i < w->most; i++) {
      shares(blocks, w->topics, (Lanes *)counts, (Lanes *)beta, theta, (Lanes *)sums, share);
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
