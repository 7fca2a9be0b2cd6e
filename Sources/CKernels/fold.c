#include "mathematics.h"
#include "fold.h"
#include <math.h>

// One scheme for every shape: rows as wide as a tile of columns are folded into a row of partial results, which the compiler
// vectorises. Where the columns are few, several rows are taken for one wide one, and its parts are folded in the end.
enum { TILE = 256, NARROW = 16, RUN = 64 };
// So many elements fill the registers of any processor, with several sums at once.
#define LANES(T) (256 / (int)sizeof(T) < TILE / 4 ? 256 / (int)sizeof(T) : TILE / 4)
static long tiles_of(long inner) { return inner <= TILE ? 1 : (inner + TILE - 1) / TILE; }

// How two partial results become one, by loops that all folds share which do it alike.
#define plus_of a + b
#define times_of a * b
#define greater_of b > a || b != b ? b : a
#define lesser_of b < a || b != b ? b : a
#define either_of a | b
#define both_of a & b
#define JOINING(HOW, A)                                                                                \
  CLONES static void HOW##_##A(long width, const A *z, A *y) {                                         \
    for (long i = 0; i < width; i++) { A a = y[i], b = z[i]; y[i] = (HOW##_of); }                      \
  }                                                                                                    \
  /* Several rows side by side by halves, which overlap in a middle one. */                            \
  CLONES static void HOW##_##A##_parts(long several, long inner, A *y) {                               \
    while (several > 1) {                                                                              \
      long half = several / 2, width = half * inner;                                                   \
      A *z = y + (several - half) * inner;                                                             \
      for (long i = 0; i < width; i++) { A a = y[i], b = z[i]; y[i] = (HOW##_of); }                    \
      several -= half;                                                                                 \
    }                                                                                                  \
  }
JOINING(plus, float) JOINING(plus, double) JOINING(plus, int64_t)
JOINING(times, float) JOINING(times, double) JOINING(times, int64_t)
JOINING(greater, float) JOINING(greater, double) JOINING(greater, int64_t)
JOINING(lesser, float) JOINING(lesser, double) JOINING(lesser, int64_t)
JOINING(either, uint8_t) JOINING(both, uint8_t)

// `T` is the element's type, `A` the partial result's; VALUE makes an A of x (and of c and p), and HOW joins these.
#define FOLD(NAME, T, A, R, START, VALUE, HOW)                                                         \
  /* Up to RUN rows, one after the other. */                                                           \
  CLONES static void NAME##_run(long n, long width, long stride, const T *x_, const T *c_, double p, A *y) { \
    (void)p;                                                                                           \
    if (width == LANES(T)) {                                                                           \
      A part[LANES(T)];                                                                                \
      for (int i = 0; i < LANES(T); i++) part[i] = y[i];                                               \
      for (long k = 0; k < n; k++, x_ += stride)                                                       \
        for (int i = 0; i < LANES(T); i++) {                                                           \
          T x = x_[i], c = c_[i];                                                                      \
          A a = part[i], b = (VALUE);                                                                  \
          (void)x; (void)c;                                                                            \
          part[i] = (HOW##_of);                                                                        \
        }                                                                                              \
      for (int i = 0; i < LANES(T); i++) y[i] = part[i];                                               \
      return;                                                                                          \
    }                                                                                                  \
    for (long k = 0; k < n; k++, x_ += stride)                                                         \
      for (long i = 0; i < width; i++) {                                                               \
        T x = x_[i], c = c_[i];                                                                        \
        A a = y[i], b = (VALUE);                                                                       \
        (void)x; (void)c;                                                                              \
        y[i] = (HOW##_of);                                                                             \
      }                                                                                                \
  }                                                                                                    \
  /* More by halves. */                                                                                \
  static void NAME##_rows(long n, long width, long stride, const T *x, const T *c, double p, A *y) {   \
    for (long i = 0; i < width; i++) y[i] = (START);                                                   \
    if (n <= RUN) return NAME##_run(n, width, stride, x, c, p, y);                                     \
    A half[TILE];                                                                                      \
    NAME##_rows(n / 2, width, stride, x, c, p, y);                                                     \
    NAME##_rows(n - n / 2, width, stride, x + n / 2 * stride, c, p, half);                             \
    HOW##_##A(width, half, y);                                                                         \
  }                                                                                                    \
  /* Few columns: `several` rows of them side by side, what is left over as a shorter row, and then these by halves. */ \
  static void NAME##_narrow(long n, long inner, const T *x, const T *c, double p, R *y) {              \
    long several = LANES(T) / inner, wide = several * inner, whole = n / several;                      \
    A part[TILE];                                                                                      \
    T centre[TILE];                                                                                    \
    for (long i = 0; i < wide; i++) centre[i] = c[i % inner];                                          \
    NAME##_rows(whole, wide, wide, x, centre, p, part);                                                \
    NAME##_run(1, (n - whole * several) * inner, 0, x + whole * wide, centre, p, part);                \
    HOW##_##A##_parts(several, inner, part);                                                           \
    for (long i = 0; i < inner; i++) y[i] = (R)part[i];                                                \
  }                                                                                                    \
  /* Many short runs. */                                                                               \
  CLONES static void NAME##_short(long outer, long n, long inner, const T *x_, const T *c_, double p, R *y) { \
    (void)p;                                                                                           \
    for (long o = 0; o < outer; o++, x_ += n * inner, y += inner)                                      \
      for (long i = 0; i < inner; i++) {                                                               \
        A a = (START);                                                                                 \
        T c = c_ ? c_[o * inner + i] : 0;                                                              \
        for (long k = 0; k < n; k++) { T x = x_[k * inner + i]; A b = (VALUE); a = (HOW##_of); (void)x; } \
        y[i] = (R)a;                                                                                   \
        (void)c;                                                                                       \
      }                                                                                                \
  }                                                                                                    \
  /* Pieces from..<to: a piece is a tile of columns of one of the outer boxes. */                      \
  static void NAME(long from, long to, long n, long inner, const void *x_, const void *c_, double p, void *y_) { \
    static const T zeros[TILE];                                                                        \
    long tiles = tiles_of(inner);                                                                      \
    if (n * inner <= TILE / 4)                                                                         \
      return NAME##_short(to - from, n, inner, (const T *)x_ + from * n * inner,                       \
                          c_ ? (const T *)c_ + from * inner : 0, p, (R *)y_ + from * inner);           \
    for (long piece = from; piece < to; piece++) {                                                     \
      long o = piece / tiles, i = piece % tiles * TILE, width = inner - i < TILE ? inner - i : TILE;   \
      const T *x = (const T *)x_ + o * n * inner + i, *c = c_ ? (const T *)c_ + o * inner + i : zeros; \
      R *y = (R *)y_ + o * inner + i;                                                                  \
      if (inner <= NARROW) {                                                                           \
        NAME##_narrow(n, inner, x, c, p, y);                                                           \
      } else {                                                                                         \
        A part[TILE];                                                                                  \
        NAME##_rows(n, width, inner, x, c, p, part);                                                   \
        for (long j = 0; j < width; j++) y[j] = (R)part[j];                                            \
      }                                                                                                \
    }                                                                                                  \
  }

#define FLOATING(NAME, START, F, D, HOW) \
  FOLD(NAME##_f, float, float, float, START, F, HOW) FOLD(NAME##_d, double, double, double, START, D, HOW)
#define ANY(NAME, START, VALUE, HOW) \
  FLOATING(NAME, START, VALUE, VALUE, HOW) FOLD(NAME##_i, int64_t, int64_t, int64_t, START, VALUE, HOW)

ANY(sum, 0, x, plus)
ANY(product, 1, x, times)
FLOATING(max, -INFINITY, x, x, greater)
FLOATING(min, INFINITY, x, x, lesser)
FOLD(max_i, int64_t, int64_t, int64_t, INT64_MIN, x, greater)
FOLD(min_i, int64_t, int64_t, int64_t, INT64_MAX, x, lesser)
FLOATING(squares, 0, (x - c) * (x - c), (x - c) * (x - c), plus)
FLOATING(abs_sum, 0, fabsf(x), fabs(x), plus)
FLOATING(abs_max, 0, fabsf(x), fabs(x), greater)
FLOATING(abs_min, INFINITY, fabsf(x), fabs(x), lesser)
FLOATING(powers, 0, powf(fabsf(x), (float)p), pow(fabs(x), p), plus)

#define TRUTH(SUFFIX, T)                                                                               \
  FOLD(count_##SUFFIX, T, int64_t, int64_t, 0, x != 0, plus)                                           \
  FOLD(any_##SUFFIX, T, uint8_t, uint8_t, 0, x != 0, either)                                           \
  FOLD(all_##SUFFIX, T, uint8_t, uint8_t, 1, x != 0, both)
TRUTH(f, float)
TRUTH(d, double)
TRUTH(i, int64_t)
TRUTH(b, uint8_t)

// Where the extreme is: first what it is, then the first place that has it.
#define FINDING(S, T)                                                                                  \
  CLONES static void row_##S(long k, long width, const T *x, const T *best, int64_t *y) {              \
    for (long i = 0; i < width; i++) y[i] = x[i] == best[i] || x[i] != x[i] ? k : y[i];                \
  }                                                                                                    \
  CLONES static long find_##S(long n, const T *x, T best) {                                            \
    long k = 0;                                                                                        \
    for (; k + 64 <= n; k += 64) {                                                                     \
      int found = 0;                                                                                   \
      for (int j = 0; j < 64; j++) found |= (x[k + j] == best) | (x[k + j] != x[k + j]);               \
      if (found) break;                                                                                \
    }                                                                                                  \
    while (x[k] != best && x[k] == x[k]) k++;                                                          \
    return k;                                                                                          \
  }
FINDING(f, float) FINDING(d, double) FINDING(i, int64_t)

#define ARGUMENT(NAME, EXTREME, S, T, BEATS)                                                           \
  CLONES static void NAME##_##S##_short(long outer, long n, long inner, const T *x, int64_t *y) {            \
    for (long o = 0; o < outer; o++, x += n * inner, y += inner)                                       \
      for (long i = 0; i < inner; i++) {                                                               \
        T best = x[i];                                                                                 \
        long place = 0;                                                                                \
        for (long k = 1; k < n; k++) {                                                                 \
          T value = x[k * inner + i];                                                                  \
          int better = (value BEATS best) | ((value != value) & (best == best));                       \
          best = better ? value : best;                                                                \
          place = better ? k : place;                                                                  \
        }                                                                                              \
        y[i] = place;                                                                                  \
      }                                                                                                \
  }                                                                                                    \
  static void NAME##_##S(long from, long to, long n, long inner, const void *x_, const void *c, double p, void *y_) { \
    long tiles = tiles_of(inner);                                                                      \
    (void)c; (void)p;                                                                                  \
    if (n * inner <= TILE / 4)                                                                         \
      return NAME##_##S##_short(to - from, n, inner, (const T *)x_ + from * n * inner, (int64_t *)y_ + from * inner); \
    for (long piece = from; piece < to; piece++) {                                                     \
      long o = piece / tiles, i = piece % tiles * TILE, width = inner - i < TILE ? inner - i : TILE;   \
      const T *x = (const T *)x_ + o * n * inner + i;                                                  \
      int64_t *y = (int64_t *)y_ + o * inner + i;                                                      \
      T best[TILE];                                                                                    \
      if (inner == 1) {                                                                                \
        EXTREME##_##S##_narrow(n, 1, x, x, 0, best);                                                   \
        *y = find_##S(n, x, best[0]);                                                                  \
        continue;                                                                                      \
      }                                                                                                \
      EXTREME##_##S##_rows(n, width, inner, x, x, 0, best);                                            \
      /* From the last row up, so that the first place is what stays; a NaN's as well. */              \
      for (long j = 0; j < width; j++) y[j] = 0;                                                       \
      for (long k = n - 1; k >= 0; k--) row_##S(k, width, x + k * inner, best, y);                     \
    }                                                                                                  \
  }
ARGUMENT(argmax, max, f, float, >) ARGUMENT(argmax, max, d, double, >) ARGUMENT(argmax, max, i, int64_t, >)
ARGUMENT(argmin, min, f, float, <) ARGUMENT(argmin, min, d, double, <) ARGUMENT(argmin, min, i, int64_t, <)

typedef void (*Fold)(long from, long to, long n, long inner, const void *x, const void *c, double p, void *y);

static Fold fold_of(CKFold op, int dtype) {
#define FLOATING_FOLD(OP, NAME) case OP: return dtype == CK_FLOAT32 ? NAME##_f : NAME##_d;
#define ANY_FOLD(OP, NAME) case OP: return dtype == CK_FLOAT32 ? NAME##_f : dtype == CK_FLOAT64 ? NAME##_d : NAME##_i;
#define TRUTH_FOLD(OP, NAME)                                                                           \
  case OP:                                                                                             \
    return dtype == CK_FLOAT32 ? NAME##_f : dtype == CK_FLOAT64 ? NAME##_d : dtype == CK_INT64 ? NAME##_i : NAME##_b;
  switch (op) {
    ANY_FOLD(CK_FOLD_SUM, sum)
    ANY_FOLD(CK_FOLD_PRODUCT, product)
    ANY_FOLD(CK_FOLD_MAX, max)
    ANY_FOLD(CK_FOLD_MIN, min)
    FLOATING_FOLD(CK_FOLD_SQUARES, squares)
    FLOATING_FOLD(CK_FOLD_ABS_SUM, abs_sum)
    FLOATING_FOLD(CK_FOLD_ABS_MAX, abs_max)
    FLOATING_FOLD(CK_FOLD_ABS_MIN, abs_min)
    FLOATING_FOLD(CK_FOLD_POWERS, powers)
    TRUTH_FOLD(CK_FOLD_COUNT, count)
    TRUTH_FOLD(CK_FOLD_ANY, any)
    TRUTH_FOLD(CK_FOLD_ALL, all)
    ANY_FOLD(CK_FOLD_ARGMAX, argmax)
    ANY_FOLD(CK_FOLD_ARGMIN, argmin)
  }
  return 0;
}

typedef struct {
  Fold fold;
  long n, inner;
  const void *x, *centre;
  double p;
  void *y;
} FoldWork;

static void fold_pieces(long from, long to, void *context) {
  FoldWork *work = context;
  work->fold(from, to, work->n, work->inner, work->x, work->centre, work->p, work->y);
}

// A long run is folded by pieces of this many elements, whatever the number of threads, and these are folded again.
enum { CHUNK = 1 << 16 };

static int fold_long(CKFold op, int dtype, long n, long inner, const void *x, const void *centre, double p, void *y) {
  static const CKFold of_parts[] = {
    [CK_FOLD_SUM] = CK_FOLD_SUM, [CK_FOLD_PRODUCT] = CK_FOLD_PRODUCT, [CK_FOLD_MAX] = CK_FOLD_MAX,
    [CK_FOLD_MIN] = CK_FOLD_MIN, [CK_FOLD_SQUARES] = CK_FOLD_SUM, [CK_FOLD_ABS_SUM] = CK_FOLD_SUM,
    [CK_FOLD_ABS_MAX] = CK_FOLD_MAX, [CK_FOLD_ABS_MIN] = CK_FOLD_MIN, [CK_FOLD_POWERS] = CK_FOLD_SUM,
    [CK_FOLD_COUNT] = CK_FOLD_SUM, [CK_FOLD_ANY] = CK_FOLD_ANY, [CK_FOLD_ALL] = CK_FOLD_ALL,
  };
  int type = op == CK_FOLD_COUNT ? CK_INT64 : op == CK_FOLD_ANY || op == CK_FOLD_ALL ? CK_BOOL : dtype;
  long rows = CHUNK / inner, pieces = n / rows, rest = n - pieces * rows, row = inner * 8;
  long size = dtype == CK_FLOAT32 ? 4 : dtype == CK_BOOL ? 1 : 8, size_of_part = type == CK_FLOAT32 ? 4 : type == CK_BOOL ? 1 : 8;
  char *parts = ck_allocate(2 * (pieces + 1) * row), *centres = parts + (pieces + 1) * row;
  if (!parts) return 0;
  if (centre)
    for (long k = 0; k < pieces; k++) memcpy(centres + k * inner * size, centre, inner * size);
  ck_fold(op, dtype, pieces, rows, inner, x, centre ? centres : 0, p, parts);
  ck_fold(op, dtype, 1, rest, inner, (const char *)x + pieces * rows * inner * size, centre, p,
          parts + pieces * inner * size_of_part);
  ck_fold(of_parts[op], type, 1, pieces + 1, inner, parts, 0, 0, y);
  ck_release(parts, 2 * (pieces + 1) * row);
  return 1;
}

void ck_fold(CKFold op, int dtype, long outer, long n, long inner, const void *x, const void *centre, double p, void *y) {
  if (outer == 1 && inner <= NARROW && n * inner >= 4 * CHUNK && op < CK_FOLD_ARGMAX &&
      fold_long(op, dtype, n, inner, x, centre, p, y))
    return;
  FoldWork work = {fold_of(op, dtype), n, inner, x, centre, p, y};
  long tiles = tiles_of(inner), cost = n * (inner < TILE ? inner : TILE);
  ck_parallel_for(outer * tiles, cost >= CHUNK ? 1 : CHUNK / (cost + 1) + 1, fold_pieces, &work);
}

// The running folds: a tile of columns at a time, or one column in a register.
#define SCAN(NAME, T, A, START, STEP)                                                                  \
  CLONES static void NAME##_tile(long n, long width, long step, const T *a_, const T *x_, T *y) {      \
    if (width == 1) {                                                                                  \
      A t = (START);                                                                                   \
      for (long k = 0; k < n; k++) { A a = a_[k * step], x = x_[k * step]; t = (STEP); y[k * step] = (T)t; (void)a; } \
      return;                                                                                          \
    }                                                                                                  \
    A part[TILE];                                                                                      \
    for (long i = 0; i < width; i++) part[i] = (START);                                                \
    for (long k = 0; k < n; k++, a_ += step, x_ += step, y += step)                                    \
      for (long i = 0; i < width; i++) {                                                               \
        A a = a_[i], x = x_[i], t = part[i];                                                           \
        (void)a;                                                                                       \
        part[i] = (STEP);                                                                              \
        y[i] = (T)part[i];                                                                             \
      }                                                                                                \
  }                                                                                                    \
  static void NAME(int reverse, long from, long to, long n, long inner, const void *a, const void *x, void *y) { \
    long tiles = tiles_of(inner);                                                                      \
    for (long piece = from; piece < to; piece++) {                                                     \
      long i = piece % tiles * TILE, width = inner - i < TILE ? inner - i : TILE;                      \
      long start = piece / tiles * n * inner + i + (reverse ? (n - 1) * inner : 0);                    \
      NAME##_tile(n, width, reverse ? -inner : inner, (const T *)a + start, (const T *)x + start, (T *)y + start); \
    }                                                                                                  \
  }
SCAN(running_sum_f, float, double, 0, t + x)
SCAN(running_sum_d, double, double, 0, t + x)
SCAN(running_sum_i, int64_t, int64_t, 0, t + x)
SCAN(running_product_f, float, double, 1, t * x)
SCAN(running_product_d, double, double, 1, t * x)
SCAN(running_product_i, int64_t, int64_t, 1, t * x)
SCAN(recurrence_f, float, double, 0, x + a * t)
SCAN(recurrence_d, double, double, 0, x + a * t)

typedef struct {
  void (*scan)(int reverse, long from, long to, long n, long inner, const void *a, const void *x, void *y);
  int reverse;
  long n, inner;
  const void *a, *x;
  void *y;
} ScanWork;

static void scan_pieces(long from, long to, void *context) {
  ScanWork *work = context;
  work->scan(work->reverse, from, to, work->n, work->inner, work->a, work->x, work->y);
}

static void scan(ScanWork work, long outer) {
  if (work.n == 0) return;
  long cost = work.n * (work.inner < TILE ? work.inner : TILE);
  ck_parallel_for(outer * tiles_of(work.inner), cost >= CHUNK ? 1 : CHUNK / (cost + 1) + 1, scan_pieces, &work);
}

void ck_running(int product, int reverse, int dtype, long outer, long n, long inner, const void *x, void *y) {
  ScanWork work = {0, reverse, n, inner, x, x, y};
  switch (dtype) {
    case CK_FLOAT32: work.scan = product ? running_product_f : running_sum_f; break;
    case CK_FLOAT64: work.scan = product ? running_product_d : running_sum_d; break;
    default: work.scan = product ? running_product_i : running_sum_i;
  }
  scan(work, outer);
}

void ck_recurrence(int reverse, int dtype, long outer, long n, long inner, const void *a, const void *b, void *y) {
  scan((ScanWork){dtype == CK_FLOAT32 ? recurrence_f : recurrence_d, reverse, n, inner, a, b, y}, outer);
}
