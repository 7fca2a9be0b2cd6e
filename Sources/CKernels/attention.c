#include "attention.h"
#include "rows.h"

typedef struct {
  int causal;
  double scale;
  long heads, queries, keys, depth, values;
  const void *q, *k, *v, *mask, *y, *g, *dq, *dk, *dv;
  const long *q_strides, *k_strides, *v_strides, *mask_strides, *y_strides, *g_strides, *dq_strides, *dk_strides,
      *dv_strides;
  void *logsumexp;
} Attention;

// The columns of a product that are computed together, and the queries whose scores are held at once.
enum { PANEL = 2 * WIDE, ROWS = 64 };

/// Where a tensor's rows of one head begin.
#define OF_HEAD(x) ((const T *)o->x + head / o->heads * o->x##_strides[0] + head % o->heads * o->x##_strides[1])

#define T float
#define S f
#include "attention_of_type.h"
#undef T
#undef S
#define T double
#define S d
#include "attention_of_type.h"
#undef T
#undef S

void ck_attention(int dtype, const long *sizes, double scale, int causal, const void *q, const long *q_strides,
                  const void *k, const long *k_strides, const void *v, const long *v_strides, const void *mask,
                  const long *mask_strides, void *y, const long *y_strides, void *logsumexp) {
  Attention o = {.causal = causal, .scale = scale, .heads = sizes[1], .queries = sizes[2], .keys = sizes[3],
                 .depth = sizes[4], .values = sizes[5], .q = q, .q_strides = q_strides, .k = k, .k_strides = k_strides,
                 .v = v, .v_strides = v_strides, .mask = mask, .mask_strides = mask_strides, .y = y,
                 .y_strides = y_strides, .logsumexp = logsumexp};
  each_row(sizes[0] * sizes[1], sizes[2] * sizes[3] * (sizes[4] + sizes[5]) / 8,
           dtype == CK_FLOAT32 ? forward_f : forward_d, &o);
}

void ck_attention_gradient(int dtype, const long *sizes, double scale, int causal, const void *q, const long *q_strides,
                           const void *k, const long *k_strides, const void *v, const long *v_strides, const void *mask,
                           const long *mask_strides, const void *y, const long *y_strides, const void *logsumexp,
                           const void *g, const long *g_strides, void *dq, const long *dq_strides, void *dk,
                           const long *dk_strides, void *dv, const long *dv_strides) {
  Attention o = {.causal = causal, .scale = scale, .heads = sizes[1], .queries = sizes[2], .keys = sizes[3],
                 .depth = sizes[4], .values = sizes[5], .q = q, .q_strides = q_strides, .k = k, .k_strides = k_strides,
                 .v = v, .v_strides = v_strides, .mask = mask, .mask_strides = mask_strides, .y = y,
                 .y_strides = y_strides, .logsumexp = (void *)logsumexp, .g = g, .g_strides = g_strides, .dq = dq,
                 .dq_strides = dq_strides, .dk = dk, .dk_strides = dk_strides, .dv = dv, .dv_strides = dv_strides};
  each_row(sizes[0] * sizes[1], sizes[2] * sizes[3] * (sizes[4] + sizes[5]) / 3,
           dtype == CK_FLOAT32 ? backward_f : backward_d, &o);
}
