#include "losses.h"
#include "mathematics.h"

// The loss of a row of class k: (1 − ε) wₖ (L − xₖ) + ε/n Σ w꜀ (L − x꜀), where L = log Σ e^x, ε is the smoothing and w the
// classes' weights.
#define ROWS(S, T)                                                                                     \
  /* Σ e^(x − top), with the largest x as the top. */                                                  \
  CLONES static T sum_##S(long n, const T *x, T *most) {                                               \
    T lane[16], top = x[0], total = 0;                                                                 \
    for (int j = 0; j < 16; j++) lane[j] = top;                                                        \
    long i = 0;                                                                                        \
    for (; i + 16 <= n; i += 16)                                                                       \
      for (int j = 0; j < 16; j++) lane[j] = x[i + j] > lane[j] ? x[i + j] : lane[j];                  \
    for (; i < n; i++) top = x[i] > top ? x[i] : top;                                                  \
    for (int width = 8; width > 0; width /= 2)                                                         \
      for (int j = 0; j < width; j++) lane[j] = lane[j + width] > lane[j] ? lane[j + width] : lane[j]; \
    top = lane[0] > top ? lane[0] : top;                                                               \
    for (int j = 0; j < 16; j++) lane[j] = 0;                                                          \
    for (i = 0; i + 16 <= n; i += 16)                                                                  \
      for (int j = 0; j < 16; j++) lane[j] += exp_##S(x[i + j] - top);                                 \
    for (; i < n; i++) total += exp_##S(x[i] - top);                                                   \
    for (int width = 8; width > 0; width /= 2)                                                         \
      for (int j = 0; j < width; j++) lane[j] += lane[j + width];                                      \
    *most = top;                                                                                       \
    return total + lane[0];                                                                            \
  }                                                                                                    \
  CLONES static void log_sums_##S(long n, const T *sums, T *tops) {                                    \
    for (long i = 0; i < n; i++) tops[i] += log_##S(sums[i]);                                          \
  }                                                                                                    \
  static T row_loss_##S(const CKClassification *of, const T *x, int64_t k, T log_sum) {                \
    const T *w = of->weight;                                                                           \
    T own = (w ? w[k] : 1) * (log_sum - x[k]);                                                         \
    if (of->smoothing == 0) return own;                                                                \
    double spread = 0;                                                                                 \
    for (long i = 0; i < of->n; i++) spread += (w ? w[i] : 1) * (log_sum - x[i]);                      \
    return (T)(1 - of->smoothing) * own + (T)(of->smoothing / of->n * spread);                         \
  }                                                                                                    \
  CLONES static void row_slope_##S(long n, const T *x, T log_sum, T factor, T *y) {                    \
    for (long i = 0; i < n; i++) y[i] = factor * exp_##S(x[i] - log_sum);                              \
  }                                                                                                    \
  static void losses_##S(const Rows *r, long begin, long end) {                                        \
    const CKClassification *of = r->of;                                                                \
    T *losses = r->losses, *log_sums = r->log_sums;                                                    \
    /* The logarithms of all rows at once; until then the sums are where the losses will be. */        \
    for (long row = begin; row < end; row++) {                                                         \
      int counts = of->classes[row] != of->ignored;                                                    \
      log_sums[row] = 0;                                                                               \
      losses[row] = counts ? sum_##S(of->n, (const T *)of->x + row * of->n, &log_sums[row]) : 1;       \
    }                                                                                                  \
    log_sums_##S(end - begin, losses + begin, log_sums + begin);                                       \
    for (long row = begin; row < end; row++) {                                                         \
      int64_t k = of->classes[row];                                                                    \
      losses[row] = k != of->ignored ? row_loss_##S(of, (const T *)of->x + row * of->n, k, log_sums[row]) : 0; \
    }                                                                                                  \
  }                                                                                                    \
  static void slopes_##S(const Rows *r, long begin, long end) {                                        \
    const CKClassification *of = r->of;                                                                \
    const T *w = of->weight, *log_sums = r->log_sums;                                                  \
    double whole = of->n;                                                                              \
    if (w && of->smoothing != 0) { whole = 0; for (long i = 0; i < of->n; i++) whole += w[i]; }        \
    T even = (T)(of->smoothing / of->n);                                                               \
    for (long row = begin; row < end; row++) {                                                         \
      const T *x = (const T *)of->x + row * of->n;                                                     \
      T *y = (T *)r->y + row * of->n;                                                                  \
      int64_t k = of->classes[row];                                                                    \
      if (k == of->ignored) { memset(y, 0, of->n * sizeof(T)); continue; }                             \
      T g = ((const T *)r->g)[row * r->g_stride] * (T)r->scale;                                        \
      T own = (T)(1 - of->smoothing) * (w ? w[k] : 1);                                                 \
      row_slope_##S(of->n, x, log_sums[row], g * (own + (of->smoothing != 0 ? even * (T)whole : 0)), y); \
      y[k] -= g * own;                                                                                 \
      if (of->smoothing != 0) for (long i = 0; i < of->n; i++) y[i] -= g * even * (w ? w[i] : 1);      \
    }                                                                                                  \
  }                                                                                                    \
  static void add_up_##S(const CKClassification *of, const T *losses, double sums[2]) {                \
    const T *w = of->weight;                                                                           \
    for (long row = 0; row < of->rows; row++) {                                                        \
      if (of->classes[row] == of->ignored) continue;                                                   \
      sums[0] += losses[row];                                                                          \
      sums[1] += w ? w[of->classes[row]] : 1;                                                          \
    }                                                                                                  \
  }

typedef struct {
  int dtype;
  const CKClassification *of;
  void *losses, *log_sums;
  const void *g;
  long g_stride;
  double scale;
  void *y;
} Rows;
ROWS(f, float)
ROWS(d, double)

static void losses(long begin, long end, void *context) {
  const Rows *r = context;
  if (r->dtype == CK_FLOAT32) losses_f(r, begin, end); else losses_d(r, begin, end);
}

static void slopes(long begin, long end, void *context) {
  const Rows *r = context;
  if (r->dtype == CK_FLOAT32) slopes_f(r, begin, end); else slopes_d(r, begin, end);
}

static long grain(const CKClassification *of) { return of->n < 8192 ? 8192 / (of->n + 1) + 1 : 1; }

long ck_cross_entropy(int dtype, const CKClassification *of, void *loss, void *log_sums, double sums[2]) {
  sums[0] = sums[1] = 0;
  for (long row = 0; row < of->rows; row++) {
    int64_t k = of->classes[row];
    if (k != of->ignored && (k < 0 || k >= of->n)) return row;
  }
  Rows r = {.dtype = dtype, .of = of, .losses = loss, .log_sums = log_sums};
  ck_parallel_for(of->rows, grain(of), losses, &r);
  if (dtype == CK_FLOAT32) add_up_f(of, loss, sums); else add_up_d(of, loss, sums);
  return -1;
}

void ck_cross_entropy_slope(int dtype, const CKClassification *of, const void *log_sums, const void *g, long g_stride,
                            double scale, void *y) {
  Rows r = {.dtype = dtype, .of = of, .log_sums = (void *)log_sums, .g = g, .g_stride = g_stride, .scale = scale, .y = y};
  ck_parallel_for(of->rows, grain(of), slopes, &r);
}
