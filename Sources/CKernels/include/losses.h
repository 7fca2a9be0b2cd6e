// Losses in one pass over what they compare, and their gradients in another.
#pragma once
#include <stdint.h>

/// The loss of an element x against its target t.
typedef enum {
  CK_SQUARED_ERROR,         // (x − t)²
  CK_ABSOLUTE_ERROR,        // |x − t|
  CK_HUBER,                 // ½ (x − t)², beyond p as steep as there
  CK_BINARY_CROSS_ENTROPY,  // of probabilities, with logarithms kept above −100; NaN outside 0...1
  CK_LOGISTIC,              // of logits
} CKLoss;
/// y[i] = the loss of x[i] against t[i]
void ck_loss(CKLoss loss, int dtype, long n, const void *x, const void *t, double p, void *y);
/// The losses' sum.
double ck_loss_sum(CKLoss loss, int dtype, long n, const void *x, const void *t, double p);
/// y[i] = g[i g_stride] times scale times the loss's derivative with respect to x[i]
void ck_loss_slope(CKLoss loss, int dtype, long n, const void *x, const void *t, double p, const void *g, long g_stride,
                   double scale, void *y);

/// Classes against rows of logits: x(rows, n), classes(rows). Those equal to `ignored` count nothing.
typedef struct {
  long rows, n;
  const void *x;
  const int64_t *classes;
  const void *weight;  // (n), of the classes; or null
  double smoothing;
  int64_t ignored;
} CKClassification;
/// Writes each row's loss and logarithm of the sum of its exponentials, and the sums of losses and of the rows' weights.
/// Returns the first row whose class is outside 0..<n, or −1.
long ck_cross_entropy(int dtype, const CKClassification *of, void *losses, void *log_sums, double sums[2]);
/// y(rows, n) = g[row g_stride] times scale times the derivative of the row's loss with respect to x
void ck_cross_entropy_slope(int dtype, const CKClassification *of, const void *log_sums, const void *g, long g_stride,
                            double scale, void *y);
