#include "clones.h"
#include "indexing.h"

CLONES long ck_index_wrap(long n, long size, const int64_t *index, int64_t *places) {
  int64_t outside = 0;
  for (long i = 0; i < n; i++) {
    int64_t k = index[i];
    k += k < 0 ? size : 0;
    outside |= (k < 0) | (k >= size);
    places[i] = k;
  }
  if (!outside) return -1;
  long i = 0;
  while (places[i] >= 0 && places[i] < size) i++;
  return i;
}

CLONES void ck_index_offsets(int rank, long n, const int64_t *places, const long *stride, int64_t *offsets) {
  for (long i = 0; i < n; i++) offsets[i] = places[i] * stride[0];
  for (int k = 1; k < rank; k++)
    for (long i = 0; i < n; i++) offsets[i] += places[k * n + i] * stride[k];
}

// One step of the box: all places, and at each a run of elements.
typedef void (*Move)(long places, const int64_t *offsets, long run, char *tensor, long stride, char *values,
                     long value_stride, long step);

#define MOVE(NAME, T, TO, FROM, OPERATOR)                                                              \
  static void NAME(long places, const int64_t *offsets, long run, char *tensor_, long stride, char *values_, \
                   long value_stride, long step) {                                                     \
    T *values = (T *)values_;                                                                          \
    for (long p = 0; p < places; p++) {                                                                \
      T *tensor = (T *)tensor_ + offsets[p], *value = values + p * step;                               \
      if (run == 1) { TO[0] OPERATOR FROM[0]; continue; }                                              \
      if (stride == 1 && value_stride == 1) {                                                          \
        for (long i = 0; i < run; i++) TO[i] OPERATOR FROM[i];                                         \
      } else {                                                                                         \
        for (long i = 0; i < run; i++, tensor += stride, value += value_stride) TO[0] OPERATOR FROM[0]; \
      }                                                                                                \
    }                                                                                                  \
  }
#define COPIES(SUFFIX, T) MOVE(read_##SUFFIX, T, value, tensor, =) MOVE(write_##SUFFIX, T, tensor, value, =)
COPIES(1, uint8_t)
COPIES(4, uint32_t)
COPIES(8, uint64_t)
MOVE(add_f, float, tensor, value, +=)
MOVE(add_d, double, tensor, value, +=)
MOVE(add_i, int64_t, tensor, value, +=)
MOVE(add_b, uint8_t, tensor, value, |=)

static Move move_of(CKIndexing op, int dtype) {
  switch (dtype) {
    case CK_FLOAT32: return op == CK_INDEX_READ ? read_4 : op == CK_INDEX_WRITE ? write_4 : add_f;
    case CK_BOOL: return op == CK_INDEX_READ ? read_1 : op == CK_INDEX_WRITE ? write_1 : add_b;
    default:
      return op == CK_INDEX_READ ? read_8 : op == CK_INDEX_WRITE ? write_8 : dtype == CK_FLOAT64 ? add_d : add_i;
  }
}

void ck_index_move(CKIndexing op, int dtype, long places, const int64_t *offsets, int rank, const long *size,
                   void *tensor, const long *strides, void *values, const long *value_strides, long step) {
  long extent[9] = {1}, st[9] = {0}, sv[9] = {0};
  int dims = 0;
  for (int i = 0; i < rank; i++) {
    if (size[i] == 0) return;
    if (size[i] == 1) continue;
    if (dims > 0 && st[dims - 1] == strides[i] * size[i] && sv[dims - 1] == value_strides[i] * size[i]) dims--, extent[dims] *= size[i];
    else extent[dims] = size[i];
    st[dims] = strides[i];
    sv[dims++] = value_strides[i];
  }
  // The last dimension of the box lies within a place, or around all of them.
  int inside = dims > 0 && sv[dims - 1] < step;
  int outer = inside ? dims - 1 : dims;
  long run = inside ? extent[dims - 1] : 1, bytes = dtype == CK_FLOAT32 ? 4 : dtype == CK_BOOL ? 1 : 8, index[9] = {0};
  long run_stride = inside ? st[dims - 1] : 1, run_value_stride = inside ? sv[dims - 1] : 1;
  char *t = tensor, *v = values;
  for (Move move = move_of(op, dtype);;) {
    move(places, offsets, run, t, run_stride, v, run_value_stride, step);
    int d = outer - 1;
    for (; d >= 0; d--) {
      t += st[d] * bytes;
      v += sv[d] * bytes;
      if (++index[d] < extent[d]) break;
      t -= extent[d] * st[d] * bytes;
      v -= extent[d] * sv[d] * bytes;
      index[d] = 0;
    }
    if (d < 0) return;
  }
}

#define SCATTER(NAME, T)                                                                               \
  static long NAME(long outer, long n, long m, long inner, const T *x, const int64_t *at, T *y) {      \
    const int64_t *first = at;                                                                         \
    for (long o = 0; o < outer; o++, y += n * inner)                                                   \
      for (long j = 0; j < m; j++)                                                                     \
        for (long i = 0; i < inner; i++, at++, x++) {                                                  \
          if (*at < 0 || *at >= n) return at - first;                                                  \
          y[*at * inner + i] = *x;                                                                     \
        }                                                                                              \
    return -1;                                                                                         \
  }
SCATTER(scatter_1, uint8_t)
SCATTER(scatter_4, uint32_t)
SCATTER(scatter_8, uint64_t)

long ck_scatter(int element_size, long outer, long n, long m, long inner, const void *x, const int64_t *index, void *y) {
  switch (element_size) {
    case 1: return scatter_1(outer, n, m, inner, x, index, y);
    case 4: return scatter_4(outer, n, m, inner, x, index, y);
    default: return scatter_8(outer, n, m, inner, x, index, y);
  }
}

#define NONZERO(NAME, T)                                                                               \
  static void NAME(long n, int rank, const long *size, const T *x, int64_t *indices) {                 \
    long at[8] = {0};                                                                                  \
    for (long i = 0; i < n; i++) {                                                                     \
      if (x[i] != 0) for (int d = 0; d < rank; d++) *indices++ = at[d];                                \
      for (int d = rank - 1; d >= 0 && ++at[d] == size[d]; d--) at[d] = 0;                             \
    }                                                                                                  \
  }
NONZERO(nonzero_f, float)
NONZERO(nonzero_d, double)
NONZERO(nonzero_i, int64_t)
NONZERO(nonzero_b, uint8_t)

void ck_nonzero(int dtype, int rank, const long *size, const void *x, int64_t *indices) {
  long n = 1;
  for (int d = 0; d < rank; d++) n *= size[d];
  switch (dtype) {
    case CK_FLOAT32: nonzero_f(n, rank, size, x, indices); return;
    case CK_FLOAT64: nonzero_d(n, rank, size, x, indices); return;
    case CK_INT64: nonzero_i(n, rank, size, x, indices); return;
    default: nonzero_b(n, rank, size, x, indices);
  }
}

// Sorting: numbers become whole numbers of the same order, and these are sorted with their places.
INLINE uint32_t key_f(float x) {
  uint32_t bits;
  x += 0.0f;  // −0 becomes 0, which it is equal to
  memcpy(&bits, &x, 4);
  return x != x ? UINT32_MAX : bits >> 31 ? ~bits : bits | 1u << 31;
}
INLINE uint64_t key_d(double x) {
  uint64_t bits;
  x += 0.0;
  memcpy(&bits, &x, 8);
  return x != x ? UINT64_MAX : bits >> 63 ? ~bits : bits | (uint64_t)1 << 63;
}
INLINE uint64_t key_i(int64_t x) { return (uint64_t)x ^ (uint64_t)1 << 63; }
INLINE uint32_t key_b(uint8_t x) { return x; }

#define SORT(S, T, K)                                                                                  \
  typedef struct { K key, place; } Entry_##S;                                                          \
  /* Runs of sixteen by insertion, then merged by twos; the result is in either half of the memory. */ \
  static Entry_##S *merge_sort_##S(long n, Entry_##S *a, Entry_##S *b) {                               \
    for (long start = 0; start < n; start += 16) {                                                     \
      long end = start + 16 < n ? start + 16 : n;                                                      \
      for (long i = start + 1; i < end; i++) {                                                         \
        Entry_##S entry = a[i];                                                                        \
        long j = i;                                                                                    \
        for (; j > start && a[j - 1].key > entry.key; j--) a[j] = a[j - 1];                            \
        a[j] = entry;                                                                                  \
      }                                                                                                \
    }                                                                                                  \
    for (long width = 16; width < n; width *= 2) {                                                     \
      for (long start = 0; start < n; start += 2 * width) {                                            \
        long i = start, middle = start + width < n ? start + width : n, j = middle;                    \
        long end = start + 2 * width < n ? start + 2 * width : n;                                      \
        for (long k = start; k < end; k++) b[k] = i < middle && (j >= end || a[i].key <= a[j].key) ? a[i++] : a[j++]; \
      }                                                                                                \
      Entry_##S *other = a;                                                                            \
      a = b;                                                                                           \
      b = other;                                                                                       \
    }                                                                                                  \
    return a;                                                                                          \
  }                                                                                                    \
  /* Byte by byte from the lowest; those that all keys share are skipped. */                           \
  static Entry_##S *radix_sort_##S(long n, Entry_##S *a, Entry_##S *b) {                               \
    long counts[sizeof(K)][256];                                                                       \
    memset(counts, 0, sizeof counts);                                                                  \
    for (long i = 0; i < n; i++)                                                                       \
      for (int d = 0; d < (int)sizeof(K); d++) counts[d][a[i].key >> (8 * d) & 255]++;                 \
    for (int d = 0; d < (int)sizeof(K); d++) {                                                         \
      if (counts[d][a[0].key >> (8 * d) & 255] == n) continue;                                         \
      long start = 0;                                                                                  \
      for (int digit = 0; digit < 256; digit++) {                                                      \
        long count = counts[d][digit];                                                                 \
        counts[d][digit] = start;                                                                      \
        start += count;                                                                                \
      }                                                                                                \
      for (long i = 0; i < n; i++) b[counts[d][a[i].key >> (8 * d) & 255]++] = a[i];                   \
      Entry_##S *other = a;                                                                            \
      a = b;                                                                                           \
      b = other;                                                                                       \
    }                                                                                                  \
    return a;                                                                                          \
  }                                                                                                    \
  /* The k first of many: a sorted list of the best so far, which few elements enter. */               \
  static void best_##S(long n, long k, K flip, const T *x, Entry_##S *list) {                          \
    long count = 0;                                                                                    \
    for (long i = 0; i < n; i++) {                                                                     \
      K key = key_##S(x[i]) ^ flip;                                                                    \
      if (count == k && key >= list[k - 1].key) continue;                                              \
      long j = count < k ? count++ : k - 1;                                                            \
      for (; j > 0 && list[j - 1].key > key; j--) list[j] = list[j - 1];                               \
      list[j].key = key;                                                                               \
      list[j].place = (K)i;                                                                            \
    }                                                                                                  \
  }                                                                                                    \
  static void sort_##S(int descending, long from, long to, long n, long k, const T *x, T *values, int64_t *indices) { \
    K flip = descending ? (K)~(K)0 : 0;                                                                \
    int isPart = k <= 32 && n > 8 * k;                                                                 \
    Entry_##S *memory = malloc((isPart ? k : 2 * n) * sizeof(Entry_##S)), *sorted = memory;            \
    if (!memory) ck_trap();                                                                            \
    for (long r = from; r < to; r++) {                                                                 \
      const T *row = x + r * n;                                                                        \
      if (isPart) {                                                                                    \
        best_##S(n, k, flip, row, memory);                                                             \
      } else {                                                                                         \
        for (long i = 0; i < n; i++) {                                                                 \
          memory[i].key = key_##S(row[i]) ^ flip;                                                      \
          memory[i].place = (K)i;                                                                      \
        }                                                                                              \
        sorted = n < 256 ? merge_sort_##S(n, memory, memory + n) : radix_sort_##S(n, memory, memory + n); \
      }                                                                                                \
      for (long i = 0; i < k; i++) {                                                                   \
        values[r * k + i] = row[sorted[i].place];                                                      \
        indices[r * k + i] = (int64_t)sorted[i].place;                                                 \
      }                                                                                                \
    }                                                                                                  \
    free(memory);                                                                                      \
  }
SORT(f, float, uint32_t)
SORT(d, double, uint64_t)
SORT(i, int64_t, uint64_t)
SORT(b, uint8_t, uint32_t)

typedef struct {
  int dtype, descending;
  long n, k;
  const void *x;
  void *values;
  int64_t *indices;
} SortWork;

static void sort_rows(long from, long to, void *context) {
  SortWork *w = context;
  switch (w->dtype) {
    case CK_FLOAT32: sort_f(w->descending, from, to, w->n, w->k, w->x, w->values, w->indices); return;
    case CK_FLOAT64: sort_d(w->descending, from, to, w->n, w->k, w->x, w->values, w->indices); return;
    case CK_INT64: sort_i(w->descending, from, to, w->n, w->k, w->x, w->values, w->indices); return;
    default: sort_b(w->descending, from, to, w->n, w->k, w->x, w->values, w->indices);
  }
}

void ck_sort(int dtype, int descending, long rows, long n, long k, const void *x, void *values, int64_t *indices) {
  if (rows == 0 || n == 0 || k == 0) return;
  SortWork work = {dtype, descending, n, k, x, values, indices};
  ck_parallel_for(rows, 8192 / (n + 1) + 1, sort_rows, &work);
}

// NaN is above all numbers, and equal to itself.
#define SEARCH(NAME, T)                                                                                \
  static void NAME(int right, int shared, long rows, long n, long m, const T *sorted, const T *values, int64_t *places) { \
    for (long r = 0; r < rows; r++)                                                                    \
      for (long j = 0; j < m; j++) {                                                                   \
        const T *row = shared ? sorted : sorted + r * n;                                               \
        T value = values[r * m + j];                                                                   \
        long low = 0, high = n;                                                                        \
        while (low < high) {                                                                           \
          long middle = low + (high - low) / 2;                                                        \
          T x = row[middle];                                                                           \
          int below = right ? x <= value || value != value : x < value || (value != value && x == x);  \
          if (below) low = middle + 1; else high = middle;                                             \
        }                                                                                              \
        places[r * m + j] = low;                                                                       \
      }                                                                                                \
  }
SEARCH(search_f, float)
SEARCH(search_d, double)
SEARCH(search_i, int64_t)

void ck_search_sorted(int dtype, int right, int shared, long rows, long n, long m, const void *sorted, const void *values,
                      int64_t *places) {
  switch (dtype) {
    case CK_FLOAT32: search_f(right, shared, rows, n, m, sorted, values, places); return;
    case CK_FLOAT64: search_d(right, shared, rows, n, m, sorted, values, places); return;
    default: search_i(right, shared, rows, n, m, sorted, values, places);
  }
}

void ck_triangle(int element_size, int upper, long k, long planes, long rows, long columns, const void *x, void *y) {
  const char *from = x;
  char *to = y;
  long width = columns * element_size;
  for (long p = 0; p < planes; p++)
    for (long i = 0; i < rows; i++, from += width, to += width) {
      // The columns of the upper triangle begin at i + k, those of the lower one end after it.
      long edge = upper ? i + k : i + k + 1;
      edge = (edge < 0 ? 0 : edge > columns ? columns : edge) * element_size;
      long start = upper ? edge : 0, end = upper ? width : edge;
      memset(to, 0, start);
      memcpy(to + start, from + start, end - start);
      memset(to + end, 0, width - end);
    }
}
