// Normalisation: y = (x − mean)/√(variance + ε) · weight + bias, over different parts of a tensor.
//
// Weight and bias may be null, and with them the gradients with respect to them. Statistics are kept for the way back; the
// variance is the biased one.
#pragma once

/// Each of `rows` of n numbers by itself; weight and bias have n.
void ck_layer_norm(int dtype, long rows, long n, const void *x, const void *weight, const void *bias, double epsilon,
                   void *mean, void *variance, void *y);
/// `partial` is room for 2 · n · ck_layer_norm_parts(rows) numbers.
void ck_layer_norm_gradient(int dtype, long rows, long n, const void *g, const void *x, const void *weight,
                            const void *mean, const void *variance, double epsilon, void *partial, void *dx,
                            void *dweight, void *dbias);
long ck_layer_norm_parts(long rows);

/// Each channel of (outer, channels, inner) by itself. With `given` the statistics are not computed but used.
void ck_batch_norm(int dtype, long outer, long channels, long inner, const void *x, const void *weight, const void *bias,
                   double epsilon, int given, void *mean, void *variance, void *y);
void ck_batch_norm_gradient(int dtype, long outer, long channels, long inner, const void *g, const void *x,
                            const void *weight, int given, const void *mean, const void *variance, double epsilon,
                            void *dx, void *dweight, void *dbias);

/// Each group of channels of (outer, channels, inner) by itself; weight and bias have `channels`, the statistics
/// outer · groups.
void ck_group_norm(int dtype, long outer, long channels, long groups, long inner, const void *x, const void *weight,
                   const void *bias, double epsilon, void *mean, void *variance, void *y);
/// `partial` is room for 2 · outer · channels numbers.
void ck_group_norm_gradient(int dtype, long outer, long channels, long groups, long inner, const void *g, const void *x,
                            const void *weight, const void *mean, const void *variance, double epsilon, void *partial,
                            void *dx, void *dweight, void *dbias);
