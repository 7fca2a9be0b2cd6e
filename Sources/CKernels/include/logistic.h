// Logistic regression's objective, in one pass over the data.
#pragma once
#include <stdint.h>

/// Rows x(n, d) in single or double precision, and their classes.
typedef struct {
  int dtype;
  long n, d;
  /// The number of classes; of two, one is told from the other by a single logit, that of class 1.
  long classes;
  const void *x;
  const int64_t *y;
  const double *class_weights;  // (classes)
} CKLogistic;

/// Σ wᵢ (ln Σ e^z − z of the class), with logits z = weights x + biases, of which there are `classes`, or one for two classes.
/// Weights are (logits, d) in the data's type, biases (logits), as the gradients are, which are overwritten.
double ck_logistic(const CKLogistic *data, const void *weights, const double *biases, double *weight_gradient,
                   double *bias_gradient);
