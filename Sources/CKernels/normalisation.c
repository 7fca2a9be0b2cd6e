#include "normalisation.h"
#include "rows.h"

typedef struct {
  long outer, channels, groups, inner;
  const void *x, *g, *weight, *bias;
  void *mean, *variance, *y, *partial, *dweight, *dbias;
  double epsilon;
  int given;
} Norm;

// Rows of the gradient of a layer's weight that are added up before they meet the others: fixed, so that the order of
// additions does not depend on who computes it.
enum { PART = 32 };
long ck_layer_norm_parts(long rows) { return (rows + PART - 1) / PART; }

#define LAYER(S, T)                                                                                    \
  CLONES static void layer_##S(long begin, long end, void *context) {                                  \
    const Norm *o = context;                                                                           \
    long n = o->inner;                                                                                 \
    const T *weight = o->weight, *bias = o->bias;                                                      \
    for (long r = begin; r < end; r++) {                                                               \
      const T *x = (const T *)o->x + r * n;                                                            \
      T *y = (T *)o->y + r * n;                                                                        \
      SUM(S, T, total, n, CONST_AT(S, x + i), x[i])                                                    \
      T mean = total / n;                                                                              \
      SUM(S, T, squares, n, (CONST_AT(S, x + i) - mean) * (CONST_AT(S, x + i) - mean), (x[i] - mean) * (x[i] - mean)) \
      T variance = squares / n, scale = 1 / (T)sqrt(variance + (T)o->epsilon);                         \
      ((T *)o->mean)[r] = mean;                                                                        \
      ((T *)o->variance)[r] = variance;                                                                \
      if (weight && bias)                                                                              \
        for (long i = 0; i < n; i++) y[i] = (x[i] - mean) * scale * weight[i] + bias[i];               \
      else if (weight)                                                                                 \
        for (long i = 0; i < n; i++) y[i] = (x[i] - mean) * scale * weight[i];                         \
      else                                                                                             \
        for (long i = 0; i < n; i++) y[i] = (x[i] - mean) * scale;                                     \
    }                                                                                                  \
  }                                                                                                    \
  /* With u = g · weight and x̂ the normalised x: dx = (u − mean u − x̂ · mean(u x̂)) / √(variance + ε). */ \
  CLONES static void layer_gradient_##S(long begin, long end, void *context) {                         \
    const Norm *o = context;                                                                           \
    long n = o->inner;                                                                                 \
    const T *weight = o->weight;                                                                       \
    for (long part = begin; part < end; part++) {                                                      \
      T *dw = o->partial ? (T *)o->partial + 2 * part * n : 0, *db = dw ? dw + n : 0;                       \
      if (dw) memset(dw, 0, 2 * n * sizeof(T));                                                        \
      long last = (part + 1) * PART < o->outer ? (part + 1) * PART : o->outer;                         \
      for (long r = part * PART; r < last; r++) {                                                      \
        const T *x = (const T *)o->x + r * n, *g = (const T *)o->g + r * n;                            \
        T mean = ((T *)o->mean)[r], scale = 1 / (T)sqrt(((T *)o->variance)[r] + (T)o->epsilon);        \
        if (o->y) {                                                                                    \
          T *d = (T *)o->y + r * n, level, slope;                                                      \
          if (weight) {                                                                                \
            SUM(S, T, sum, n, CONST_AT(S, g + i) * CONST_AT(S, weight + i), g[i] * weight[i])          \
            SUM(S, T, product, n, CONST_AT(S, g + i) * CONST_AT(S, weight + i) * (CONST_AT(S, x + i) - mean), \
                g[i] * weight[i] * (x[i] - mean))                                                      \
            level = sum / n;                                                                           \
            slope = product * scale * scale / n;                                                       \
            for (long i = 0; i < n; i++) d[i] = (g[i] * weight[i] - level - (x[i] - mean) * slope) * scale; \
          } else {                                                                                     \
            SUM(S, T, sum, n, CONST_AT(S, g + i), g[i])                                                \
            SUM(S, T, product, n, CONST_AT(S, g + i) * (CONST_AT(S, x + i) - mean), g[i] * (x[i] - mean)) \
            level = sum / n;                                                                           \
            slope = product * scale * scale / n;                                                       \
            for (long i = 0; i < n; i++) d[i] = (g[i] - level - (x[i] - mean) * slope) * scale;        \
          }                                                                                            \
        }                                                                                              \
        if (dw)                                                                                        \
          for (long i = 0; i < n; i++) {                                                               \
            dw[i] += g[i] * ((x[i] - mean) * scale);                                                   \
            db[i] += g[i];                                                                             \
          }                                                                                            \
      }                                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  /* Σ over the parts, for the columns [begin, end). */                                               \
  CLONES static void layer_parts_##S(long begin, long end, void *context) {                            \
    const Norm *o = context;                                                                           \
    long n = o->inner;                                                                                 \
    T *dw = o->dweight, *db = o->dbias;                                                                \
    if (dw) for (long i = begin; i < end; i++) dw[i] = 0;                                              \
    if (db) for (long i = begin; i < end; i++) db[i] = 0;                                              \
    for (long part = 0; part < ck_layer_norm_parts(o->outer); part++) {                                \
      const T *from = (const T *)o->partial + 2 * part * n;                                            \
      if (dw) for (long i = begin; i < end; i++) dw[i] += from[i];                                     \
      if (db) for (long i = begin; i < end; i++) db[i] += from[n + i];                                 \
    }                                                                                                  \
  }
LAYER(f, float)
LAYER(d, double)

void ck_layer_norm(int dtype, long rows, long n, const void *x, const void *weight, const void *bias, double epsilon,
                   void *mean, void *variance, void *y) {
  Norm norm = {.outer = rows, .inner = n, .x = x, .weight = weight, .bias = bias, .epsilon = epsilon, .mean = mean,
               .variance = variance, .y = y};
  each_row(rows, 4 * n, dtype == CK_FLOAT32 ? layer_f : layer_d, &norm);
}

void ck_layer_norm_gradient(int dtype, long rows, long n, const void *g, const void *x, const void *weight,
                            const void *mean, const void *variance, double epsilon, void *partial, void *dx,
                            void *dweight, void *dbias) {
  Norm norm = {.outer = rows, .inner = n, .x = x, .g = g, .weight = weight, .epsilon = epsilon, .mean = (void *)mean,
               .variance = (void *)variance, .partial = dweight || dbias ? partial : 0, .y = dx, .dweight = dweight,
               .dbias = dbias};
  each_row(ck_layer_norm_parts(rows), 8 * PART * n, dtype == CK_FLOAT32 ? layer_gradient_f : layer_gradient_d, &norm);
  if (norm.partial)
    each_row(n, ck_layer_norm_parts(rows), dtype == CK_FLOAT32 ? layer_parts_f : layer_parts_d, &norm);
}

// A channel's numbers lie in `outer` runs of `inner`. Runs are added up sixteen wide, and every few thousand numbers the
// partial sums go to double precision. Channels of single numbers, as batch normalisation of vectors has them, lie side
// by side and are taken together, a block at a time.
enum { BLOCK = 64, LONGEST = 4096 };

/// TOTAL and SECOND become the sums over a channel's numbers of two expressions of the pointers x and g and the index i.
#define CHANNEL_SUMS(S, T, TOTAL, SECOND, WIDE_A, A, WIDE_B, B)                                        \
  double TOTAL = 0, SECOND = 0;                                                                        \
  for (long first = 0; first < o->outer;) {                                                            \
    Wide_##S lanes_ = {0}, others_ = {0};                                                              \
    T rest_ = 0, remainder_ = 0;                                                                       \
    long count = LONGEST / inner + 1, end_ = first + count < o->outer ? first + count : o->outer;      \
    for (; first < end_; first++) {                                                                    \
      const T *x = (const T *)o->x + (first * o->channels + c) * inner;                                \
      const T *g = o->g ? (const T *)o->g + (first * o->channels + c) * inner : 0;                     \
      long i = 0;                                                                                      \
      for (; i + WIDE <= inner; i += WIDE) { lanes_ += (WIDE_A); others_ += (WIDE_B); }                \
      for (; i < inner; i++) { rest_ += (A); remainder_ += (B); }                                      \
      (void)x; (void)g;                                                                                \
    }                                                                                                  \
    TOTAL += (double)rest_ + fold_##S((const T *)&lanes_);                                             \
    SECOND += (double)remainder_ + fold_##S((const T *)&others_);                                      \
  }

#define BATCH(S, T)                                                                                    \
  CLONES static void batch_##S(long begin, long end, void *context) {                                  \
    const Norm *o = context;                                                                           \
    const T *weight = o->weight, *bias = o->bias;                                                      \
    long inner = o->inner;                                                                             \
    double n = (double)o->outer * inner;                                                               \
    for (long c = begin; c < end; c++) {                                                               \
      if (!o->given) {                                                                                 \
        CHANNEL_SUMS(S, T, total, unused, CONST_AT(S, x + i), x[i], (Wide_##S){0}, 0)                  \
        T mean = (T)(total / n);                                                                       \
        CHANNEL_SUMS(S, T, squares, drift, (CONST_AT(S, x + i) - mean) * (CONST_AT(S, x + i) - mean),  \
                     (x[i] - mean) * (x[i] - mean), CONST_AT(S, x + i) - mean, x[i] - mean)            \
        ((T *)o->mean)[c] = mean;                                                                      \
        ((T *)o->variance)[c] = (T)(squares / n - drift / n * (drift / n));                            \
        (void)unused;                                                                                  \
      }                                                                                                \
      T mean = ((T *)o->mean)[c], scale = 1 / (T)sqrt(((T *)o->variance)[c] + (T)o->epsilon);          \
      if (weight) scale *= weight[c];                                                                  \
      T shift = bias ? bias[c] : 0;                                                                    \
      for (long r = 0; r < o->outer; r++) {                                                            \
        const T *x = (const T *)o->x + (r * o->channels + c) * inner;                                  \
        T *y = (T *)o->y + (r * o->channels + c) * inner;                                              \
        for (long i = 0; i < inner; i++) y[i] = (x[i] - mean) * scale + shift;                         \
      }                                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void batch_gradient_##S(long begin, long end, void *context) {                         \
    const Norm *o = context;                                                                           \
    long inner = o->inner;                                                                             \
    double n = (double)o->outer * inner;                                                               \
    for (long c = begin; c < end; c++) {                                                               \
      T mean = ((T *)o->mean)[c], scale = 1 / (T)sqrt(((T *)o->variance)[c] + (T)o->epsilon);          \
      T level = 0, slope = 0;                                                                          \
      if (!o->given || o->dweight || o->dbias) {                                                       \
        CHANNEL_SUMS(S, T, sum, product, CONST_AT(S, g + i), g[i],                                     \
                     CONST_AT(S, g + i) * (CONST_AT(S, x + i) - mean), g[i] * (x[i] - mean))           \
        if (o->dweight) ((T *)o->dweight)[c] = (T)(product * scale);                                   \
        if (o->dbias) ((T *)o->dbias)[c] = (T)sum;                                                     \
        if (!o->given) { level = (T)(sum / n); slope = (T)(product * scale * scale / n); }             \
      }                                                                                                \
      if (!o->y) continue;                                                                             \
      T factor = o->weight ? scale * ((const T *)o->weight)[c] : scale;                                \
      for (long r = 0; r < o->outer; r++) {                                                            \
        long at = (r * o->channels + c) * inner;                                                       \
        const T *x = (const T *)o->x + at, *g = (const T *)o->g + at;                                  \
        T *d = (T *)o->y + at;                                                                         \
        for (long i = 0; i < inner; i++) d[i] = (g[i] - level - (x[i] - mean) * slope) * factor;       \
      }                                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void vectors_##S(long begin, long end, void *context) {                                \
    const Norm *o = context;                                                                           \
    const T *weight = o->weight, *bias = o->bias;                                                      \
    double n = (double)o->outer;                                                                       \
    for (long block = begin; block < end; block++) {                                                   \
      long c = block * BLOCK, width = o->channels - c < BLOCK ? o->channels - c : BLOCK;               \
      const T *x = (const T *)o->x + c;                                                                \
      T *y = (T *)o->y + c, *mean = (T *)o->mean + c, *variance = (T *)o->variance + c;                \
      if (!o->given) {                                                                                 \
        double total[BLOCK] = {0}, squares[BLOCK] = {0};                                               \
        for (long r = 0; r < o->outer; r++)                                                            \
          for (long j = 0; j < width; j++) total[j] += x[r * o->channels + j];                         \
        for (long j = 0; j < width; j++) total[j] /= n;                                                \
        for (long r = 0; r < o->outer; r++)                                                            \
          for (long j = 0; j < width; j++) {                                                           \
            double d = x[r * o->channels + j] - total[j];                                              \
            squares[j] += d * d;                                                                       \
          }                                                                                            \
        for (long j = 0; j < width; j++) { mean[j] = (T)total[j]; variance[j] = (T)(squares[j] / n); } \
      }                                                                                                \
      T scale[BLOCK], shift[BLOCK];                                                                    \
      for (long j = 0; j < width; j++) {                                                               \
        scale[j] = (weight ? weight[c + j] : 1) / (T)sqrt(variance[j] + (T)o->epsilon);                \
        shift[j] = bias ? bias[c + j] : 0;                                                             \
      }                                                                                                \
      for (long r = 0; r < o->outer; r++)                                                              \
        for (long j = 0; j < width; j++)                                                               \
          y[r * o->channels + j] = (x[r * o->channels + j] - mean[j]) * scale[j] + shift[j];           \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void vectors_gradient_##S(long begin, long end, void *context) {                       \
    const Norm *o = context;                                                                           \
    const T *weight = o->weight;                                                                       \
    double n = (double)o->outer;                                                                       \
    for (long block = begin; block < end; block++) {                                                   \
      long c = block * BLOCK, width = o->channels - c < BLOCK ? o->channels - c : BLOCK;               \
      const T *x = (const T *)o->x + c, *g = (const T *)o->g + c;                                      \
      const T *mean = (const T *)o->mean + c, *variance = (const T *)o->variance + c;                  \
      T scale[BLOCK], factor[BLOCK], level[BLOCK] = {0}, slope[BLOCK] = {0};                           \
      double sum[BLOCK] = {0}, product[BLOCK] = {0};                                                   \
      for (long j = 0; j < width; j++) {                                                               \
        scale[j] = 1 / (T)sqrt(variance[j] + (T)o->epsilon);                                           \
        factor[j] = weight ? scale[j] * weight[c + j] : scale[j];                                      \
      }                                                                                                \
      for (long r = 0; r < o->outer; r++)                                                              \
        for (long j = 0; j < width; j++) {                                                             \
          T a = g[r * o->channels + j];                                                                \
          sum[j] += a;                                                                                 \
          product[j] += a * (x[r * o->channels + j] - mean[j]);                                        \
        }                                                                                              \
      for (long j = 0; j < width; j++) {                                                               \
        if (o->dweight) ((T *)o->dweight)[c + j] = (T)(product[j] * scale[j]);                         \
        if (o->dbias) ((T *)o->dbias)[c + j] = (T)sum[j];                                              \
        if (!o->given) {                                                                               \
          level[j] = (T)(sum[j] / n);                                                                  \
          slope[j] = (T)(product[j] * scale[j] * scale[j] / n);                                        \
        }                                                                                              \
      }                                                                                                \
      if (!o->y) continue;                                                                             \
      T *d = (T *)o->y + c;                                                                            \
      for (long r = 0; r < o->outer; r++)                                                              \
        for (long j = 0; j < width; j++) {                                                             \
          long at = r * o->channels + j;                                                               \
          d[at] = (g[at] - level[j] - (x[at] - mean[j]) * slope[j]) * factor[j];                       \
        }                                                                                              \
    }                                                                                                  \
  }
BATCH(f, float)
BATCH(d, double)

static void each_channel(const Norm *norm, long cost, CKLoopBody channels, CKLoopBody vectors) {
  if (norm->inner == 1)
    each_row((norm->channels + BLOCK - 1) / BLOCK, cost * norm->outer * BLOCK, vectors, (void *)norm);
  else
    each_row(norm->channels, cost * norm->outer * norm->inner, channels, (void *)norm);
}

void ck_batch_norm(int dtype, long outer, long channels, long inner, const void *x, const void *weight, const void *bias,
                   double epsilon, int given, void *mean, void *variance, void *y) {
  Norm norm = {.outer = outer, .channels = channels, .inner = inner, .x = x, .weight = weight, .bias = bias,
               .epsilon = epsilon, .given = given, .mean = mean, .variance = variance, .y = y};
  if (inner == 0) return;
  each_channel(&norm, 3, dtype == CK_FLOAT32 ? batch_f : batch_d, dtype == CK_FLOAT32 ? vectors_f : vectors_d);
}

void ck_batch_norm_gradient(int dtype, long outer, long channels, long inner, const void *g, const void *x,
                            const void *weight, int given, const void *mean, const void *variance, double epsilon,
                            void *dx, void *dweight, void *dbias) {
  Norm norm = {.outer = outer, .channels = channels, .inner = inner, .x = x, .g = g, .weight = weight,
               .epsilon = epsilon, .given = given, .mean = (void *)mean, .variance = (void *)variance, .y = dx,
               .dweight = dweight, .dbias = dbias};
  if (inner == 0) return;
  each_channel(&norm, 4, dtype == CK_FLOAT32 ? batch_gradient_f : batch_gradient_d,
               dtype == CK_FLOAT32 ? vectors_gradient_f : vectors_gradient_d);
}

// A group's numbers lie one after the other.
#define GROUP(S, T)                                                                                    \
  CLONES static void group_##S(long begin, long end, void *context) {                                  \
    const Norm *o = context;                                                                           \
    const T *weight = o->weight, *bias = o->bias;                                                      \
    long inner = o->inner, width = o->channels / o->groups, n = width * inner;                         \
    for (long r = begin; r < end; r++) {                                                               \
      const T *whole = (const T *)o->x + r * n;                                                        \
      T *result = (T *)o->y + r * n;                                                                   \
      double total = 0, squares = 0;                                                                   \
      for (long k = 0; k < n; k += LONGEST) {                                                          \
        const T *x = whole + k;                                                                        \
        SUM(S, T, part, (n - k < LONGEST ? n - k : LONGEST), CONST_AT(S, x + i), x[i])                 \
        total += part;                                                                                 \
      }                                                                                                \
      T mean = (T)(total / n);                                                                         \
      for (long k = 0; k < n; k += LONGEST) {                                                          \
        const T *x = whole + k;                                                                        \
        SUM(S, T, part, (n - k < LONGEST ? n - k : LONGEST),                                           \
            (CONST_AT(S, x + i) - mean) * (CONST_AT(S, x + i) - mean), (x[i] - mean) * (x[i] - mean))  \
        squares += part;                                                                               \
      }                                                                                                \
      T variance = (T)(squares / n), scale = 1 / (T)sqrt(variance + (T)o->epsilon);                    \
      ((T *)o->mean)[r] = mean;                                                                        \
      ((T *)o->variance)[r] = variance;                                                                \
      for (long k = 0; k < width; k++) {                                                               \
        long c = r % o->groups * width + k;                                                            \
        const T *x = whole + k * inner;                                                                \
        T *y = result + k * inner, factor = weight ? scale * weight[c] : scale, shift = bias ? bias[c] : 0; \
        for (long i = 0; i < inner; i++) y[i] = (x[i] - mean) * factor + shift;                        \
      }                                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  CLONES static void group_gradient_##S(long begin, long end, void *context) {                         \
    const Norm *o = context;                                                                           \
    const T *weight = o->weight;                                                                       \
    long inner = o->inner, width = o->channels / o->groups, n = width * inner;                         \
    for (long r = begin; r < end; r++) {                                                               \
      T mean = ((T *)o->mean)[r], scale = 1 / (T)sqrt(((T *)o->variance)[r] + (T)o->epsilon);          \
      double level = 0, slope = 0;                                                                     \
      for (long k = 0; k < width; k++) {                                                               \
        const T *x = (const T *)o->x + r * n + k * inner, *g = (const T *)o->g + r * n + k * inner;    \
        SUM(S, T, sum, inner, CONST_AT(S, g + i), g[i])                                                \
        SUM(S, T, product, inner, CONST_AT(S, g + i) * (CONST_AT(S, x + i) - mean), g[i] * (x[i] - mean)) \
        T factor = weight ? weight[r % o->groups * width + k] : 1;                                     \
        level += (double)sum * factor;                                                                 \
        slope += (double)product * factor;                                                             \
        T *part = (T *)o->partial + 2 * (r * width + k);                                               \
        part[0] = product * scale;                                                                     \
        part[1] = sum;                                                                                 \
      }                                                                                                \
      if (!o->y) continue;                                                                             \
      T a = (T)(level / n), b = (T)(slope * scale * scale / n);                                        \
      for (long k = 0; k < width; k++) {                                                               \
        const T *x = (const T *)o->x + r * n + k * inner, *g = (const T *)o->g + r * n + k * inner;    \
        T *d = (T *)o->y + r * n + k * inner, factor = weight ? weight[r % o->groups * width + k] : 1; \
        for (long i = 0; i < inner; i++) d[i] = (g[i] * factor - a - (x[i] - mean) * b) * scale;       \
      }                                                                                                \
    }                                                                                                  \
  }                                                                                                    \
  static void group_parts_##S(long begin, long end, void *context) {                                   \
    const Norm *o = context;                                                                           \
    for (long c = begin; c < end; c++) {                                                               \
      double dw = 0, db = 0;                                                                           \
      for (long r = 0; r < o->outer; r++) {                                                            \
        const T *part = (const T *)o->partial + 2 * (r * o->channels + c);                             \
        dw += part[0];                                                                                 \
        db += part[1];                                                                                 \
      }                                                                                                \
      if (o->dweight) ((T *)o->dweight)[c] = (T)dw;                                                    \
      if (o->dbias) ((T *)o->dbias)[c] = (T)db;                                                        \
    }                                                                                                  \
  }
GROUP(f, float)
GROUP(d, double)

void ck_group_norm(int dtype, long outer, long channels, long groups, long inner, const void *x, const void *weight,
                   const void *bias, double epsilon, void *mean, void *variance, void *y) {
  Norm norm = {.outer = outer, .channels = channels, .groups = groups, .inner = inner, .x = x, .weight = weight,
               .bias = bias, .epsilon = epsilon, .mean = mean, .variance = variance, .y = y};
  each_row(outer * groups, 4 * channels / groups * inner, dtype == CK_FLOAT32 ? group_f : group_d, &norm);
}

void ck_group_norm_gradient(int dtype, long outer, long channels, long groups, long inner, const void *g, const void *x,
                            const void *weight, const void *mean, const void *variance, double epsilon, void *partial,
                            void *dx, void *dweight, void *dbias) {
  Norm norm = {.outer = outer, .channels = channels, .groups = groups, .inner = inner, .x = x, .g = g, .weight = weight,
               .epsilon = epsilon, .mean = (void *)mean, .variance = (void *)variance, .partial = partial, .y = dx,
               .dweight = dweight, .dbias = dbias};
  each_row(outer * groups, 6 * channels / groups * inner, dtype == CK_FLOAT32 ? group_gradient_f : group_gradient_d, &norm);
  if (dweight || dbias)
    each_row(channels, 2 * outer, dtype == CK_FLOAT32 ? group_parts_f : group_parts_d, &norm);
}
