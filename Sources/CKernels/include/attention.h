// Scaled dot-product attention, head by head: softmax(q kᵀ scale + mask) v.
#pragma once

/// Strides are those of batch, head and row; the elements of a row are neighbours, except the mask's, which have a fourth
/// stride. `sizes` are batch, heads, queries, keys, depth and values: q is (queries, depth), k (keys, depth), v (keys, values), the
/// mask (queries, keys), or null. With `causal` query i sees the keys up to i. The scores' logarithms of sums of exponentials,
/// (batch, heads, queries), are kept for the way back. A query that sees nothing has the value 0.
void ck_attention(int dtype, const long *sizes, double scale, int causal, const void *q, const long *q_strides,
                  const void *k, const long *k_strides, const void *v, const long *v_strides, const void *mask,
                  const long *mask_strides, void *y, const long *y_strides, void *logsumexp);

/// dq, dk and dv lie as q, k and v would with strides of their own.
void ck_attention_gradient(int dtype, const long *sizes, double scale, int causal, const void *q, const long *q_strides,
                           const void *k, const long *k_strides, const void *v, const long *v_strides, const void *mask,
                           const long *mask_strides, const void *y, const long *y_strides, const void *logsumexp,
                           const void *g, const long *g_strides, void *dq, const long *dq_strides, void *dk,
                           const long *dk_strides, void *dv, const long *dv_strides);
