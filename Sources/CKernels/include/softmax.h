// Softmax along the middle of (outer, n, inner).
#pragma once

/// y = exp(x − max)/Σ, or its logarithm.
void ck_softmax_forward(int dtype, int logarithm, long outer, long n, long inner, const void *x, void *y);
/// The gradient with respect to x, given the value y: y (g − Σ g y), or g − e^y Σ g for the logarithm.
void ck_softmax_backward(int dtype, int logarithm, long outer, long n, long inner, const void *g, const void *y, void *d);
