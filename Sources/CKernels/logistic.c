#include "logistic.h"
#include "product.h"
#include "rows.h"

// Rows whose logits, probabilities and share of the gradient are computed while they are in the second-level cache; and the
// number of sums that are made side by side, the same for any number of threads.
enum { ROWS = 128, SLICES = 16 };

typedef struct {
  const CKLogistic *data;
  long logits;
  const void *weights;
  const double *biases;
  void *gradients;  // (SLICES, logits, d)
  double *sums;     // (SLICES, logits + 1): biases' gradients, and the loss
} Pass;

#define LOGISTIC(S, T)                                                                                 \
  /* The row's loss; its logits become the loss's derivatives with respect to them. */                 \
  INLINE double row_##S(long logits, long class, double weight, T *z) {                                \
    if (logits == 1) {                                                                                 \
      /* ln(1 + e^−m), m being the logit towards the row's class. */                                   \
      double m = class == 1 ? z[0] : -z[0], e = exp(-fabs(m));                                         \
      double miss = m > 0 ? e / (1 + e) : 1 / (1 + e);                                                 \
      z[0] = (T)(weight * (class == 1 ? -miss : miss));                                                \
      return weight * (log1p(e) + (m > 0 ? 0 : -m));                                                   \
    }                                                                                                  \
    T top = largest_##S(logits, z), own = z[class];                                                    \
    double total = 0;                                                                                  \
    for (long k = 0; k < logits; k++) z[k] = exp_##S(z[k] - top);                                      \
    for (long k = 0; k < logits; k++) total += z[k];                                                   \
    T factor = (T)(weight / total);                                                                    \
    for (long k = 0; k < logits; k++) z[k] *= factor;                                                  \
    z[class] -= (T)weight;                                                                             \
    return weight * (log(total) + (top - own));                                                        \
  }                                                                                                    \
  CLONES static void pass_##S(long begin, long end, void *context) {                                   \
    const Pass *pass = context;                                                                        \
    const CKLogistic *data = pass->data;                                                               \
    long d = data->d, logits = pass->logits;                                                           \
    /* Of the library's own memory, as the product may read a little beyond the end. */                \
    long bytes = sizeof(T) * (ROWS + 1) * logits;                                                      \
    T *z = ck_allocate(bytes), *biases = z + ROWS * logits;                                            \
    if (!z) ck_trap();                                                                                 \
    for (long k = 0; k < logits; k++) biases[k] = (T)pass->biases[k];                                  \
    for (long slice = begin; slice < end; slice++) {                                                   \
      long last = (slice + 1) * data->n / SLICES;                                                      \
      T *gradient = (T *)pass->gradients + slice * logits * d;                                         \
      double *sums = pass->sums + slice * (logits + 1);                                                \
      memset(gradient, 0, sizeof(T) * logits * d);                                                     \
      memset(sums, 0, sizeof(double) * (logits + 1));                                                  \
      for (long first = slice * data->n / SLICES; first < last; first += ROWS) {                       \
        long rows = smaller(ROWS, last - first);                                                       \
        CKMatrix x = {(T *)data->x + first * d, {1, 1, d, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};               \
        CKMatrix w = {(void *)pass->weights, {1, 1, 1, 0, 0, 0}, {1, 1, d, 0, 0, 0}};                  \
        CKMatrix logit = {z, {1, 1, logits, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};                             \
        CKMatrix turned = {z, {1, 1, 1, 0, 0, 0}, {1, 1, logits, 0, 0, 0}};                            \
        CKMatrix g = {gradient, {1, 1, d, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};                               \
        ck_contract(data->dtype, rows, logits, d, x, w, logit, 0, biases, 0);                          \
        for (long i = 0; i < rows; i++) {                                                              \
          long class = data->y[first + i];                                                             \
          sums[logits] += row_##S(logits, class, data->class_weights[class], z + i * logits);          \
          for (long k = 0; k < logits; k++) sums[k] += z[i * logits + k];                              \
        }                                                                                              \
        ck_contract(data->dtype, logits, d, rows, turned, x, g, 0, 0, 1);                              \
      }                                                                                                \
    }                                                                                                  \
    ck_release(z, bytes);                                                                              \
  }                                                                                                    \
  CLONES static void add_slices_##S(long begin, long end, void *context) {                             \
    const Pass *pass = ((void **)context)[0];                                                          \
    double *sum = ((void **)context)[1];                                                               \
    long count = pass->logits * pass->data->d;                                                         \
    for (long i = begin; i < end; i++) sum[i] = 0;                                                     \
    for (long slice = 0; slice < SLICES; slice++) {                                                    \
      const T *gradient = (const T *)pass->gradients + slice * count;                                  \
      for (long i = begin; i < end; i++) sum[i] += gradient[i];                                        \
    }                                                                                                  \
  }
LOGISTIC(f, float)
LOGISTIC(d, double)

double ck_logistic(const CKLogistic *data, const void *weights, const double *biases, double *weight_gradient,
                   double *bias_gradient) {
  long logits = data->classes == 2 ? 1 : data->classes, count = logits * data->d;
  long bytes = SLICES * count * (data->dtype == CK_FLOAT32 ? 4 : 8);
  Pass pass = {data, logits, weights, biases, ck_allocate(bytes), malloc(sizeof(double) * SLICES * (logits + 1))};
  if (!pass.gradients || !pass.sums) ck_trap();
  int is_single = data->dtype == CK_FLOAT32;
  ck_parallel_for(SLICES, 1 + 100000 * SLICES / (data->n * count + 1), is_single ? pass_f : pass_d, &pass);
  void *context[2] = {&pass, weight_gradient};
  ck_parallel_for(count, PIECE, is_single ? add_slices_f : add_slices_d, context);
  double loss = 0;
  for (long k = 0; k < logits; k++) bias_gradient[k] = 0;
  for (long slice = 0; slice < SLICES; slice++) {
    for (long k = 0; k < logits; k++) bias_gradient[k] += pass.sums[slice * (logits + 1) + k];
    loss += pass.sums[slice * (logits + 1) + logits];
  }
  ck_release(pass.gradients, bytes);
  free(pass.sums);
  return loss;
}
