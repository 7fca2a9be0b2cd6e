#include "embedding.h"
#include "rows.h"

typedef struct {
  long n, width, rows, padding, size;
  const void *x;
  const int64_t *index;
  void *y;
} Embedding;

static void lookup(long begin, long end, void *context) {
  const Embedding *o = context;
  long bytes = o->width * o->size;
  for (long i = begin; i < end; i++) memcpy((char *)o->y + i * bytes, (const char *)o->x + o->index[i] * bytes, bytes);
}

void ck_embedding(int dtype, long n, long width, const void *table, const int64_t *index, void *y) {
  Embedding o = {.width = width, .size = dtype == CK_FLOAT32 ? 4 : 8, .x = table, .index = index, .y = y};
  each_row(n, width, lookup, &o);
}

long ck_first_outside(long n, const int64_t *index, long rows) {
  for (long i = 0; i < n; i++) if (index[i] < 0 || index[i] >= rows) return i;
  return n;
}

// Every range of columns goes through all rows, so that no two add to one number, and each sum has one order.
enum { COLUMNS = 32 };

#define GRADIENT(S, T)                                                                                 \
  CLONES static void gradient_##S(long begin, long end, void *context) {                               \
    const Embedding *o = context;                                                                      \
    long first = begin * COLUMNS, width = (end * COLUMNS < o->width ? end * COLUMNS : o->width) - first; \
    for (long r = 0; r < o->rows; r++) memset((T *)o->y + r * o->width + first, 0, width * sizeof(T)); \
    for (long i = 0; i < o->n; i++) {                                                                  \
      if (o->index[i] == o->padding) continue;                                                         \
      const T *g = (const T *)o->x + i * o->width + first;                                             \
      T *d = (T *)o->y + o->index[i] * o->width + first;                                               \
      for (long j = 0; j < width; j++) d[j] += g[j];                                                   \
    }                                                                                                  \
  }
GRADIENT(f, float)
GRADIENT(d, double)

void ck_embedding_gradient(int dtype, long n, long width, long rows, const void *g, const int64_t *index, long padding,
                           void *d) {
  Embedding o = {.n = n, .width = width, .rows = rows, .padding = padding, .x = g, .index = index, .y = d};
  each_row((width + COLUMNS - 1) / COLUMNS, (n + rows) * COLUMNS, dtype == CK_FLOAT32 ? gradient_f : gradient_d, &o);
}

// A stretch of the stream at a time: its numbers are a function of where it begins.
enum { STRETCH = 1024, PER_COUNTER = 4 };

typedef struct {
  long n;
  uint64_t seed, offset;
  double p;
  const void *x;
  void *y;
} Dropout;

#define DROPOUT(S, T)                                                                                  \
  CLONES static void dropout_##S(long begin, long end, void *context) {                                \
    const Dropout *o = context;                                                                        \
    float p = (float)o->p;                                                                             \
    T scale = o->p < 1 ? (T)(1 / (1 - o->p)) : 0;                                                      \
    for (long k = begin; k < end; k++) {                                                               \
      float u[STRETCH];                                                                                \
      long first = k * STRETCH, count = o->n - first < STRETCH ? o->n - first : STRETCH;               \
      ck_random_uniform(CK_FLOAT32, count, o->seed, o->offset + k * (STRETCH / PER_COUNTER), u, 0, 1); \
      const T *x = (const T *)o->x + first;                                                            \
      T *y = (T *)o->y + first;                                                                        \
      for (long i = 0; i < count; i++) y[i] = x[i] * (u[i] >= p ? scale : 0);                          \
    }                                                                                                  \
  }
DROPOUT(f, float)
DROPOUT(d, double)

void ck_dropout(int dtype, long n, uint64_t seed, uint64_t offset, double p, const void *x, void *y) {
  Dropout o = {n, seed, offset, p, x, y};
  each_row((n + STRETCH - 1) / STRETCH, 6 * STRETCH, dtype == CK_FLOAT32 ? dropout_f : dropout_d, &o);
}
