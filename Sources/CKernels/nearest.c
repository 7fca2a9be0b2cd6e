#include "fold.h"
#include "nearest.h"
#include "product.h"
#include "rows.h"

// Estimates for so many queries and points at once: the more, the less often are both packed for the product.
enum { MOST_QUERIES = 512, LEAST_QUERIES = 32, POINTS = 1024 };

typedef struct {
  double distance;
  int64_t position;
} Neighbour;

// What a query has found so far: all that may be among its k nearest.
typedef struct {
  Neighbour *found;
  long count, room;
  double most;  // estimates above this are too far away
} Candidates;

typedef struct {
  CKMetric metric;
  int dtype;
  long m, n, d, k, block;         // the queries that are searched for together
  const void *q, *x;              // as given
  const void *near_q, *near_x;    // as the estimates take them: about their mean, or of length 1
  const void *start;              // what each point's estimate begins with
  const void *query_squares;
  int is_exhaustive;              // without estimates, where they could overflow
  double factor, slack, longest;  // how far an estimate may be from the truth
  double *distances;
  int64_t *positions;
} Search;

INLINE int is_nearer(Neighbour a, Neighbour b) {
  return a.distance < b.distance || (a.distance == b.distance && a.position < b.position);
}

// Puts the k nearest of the found first, in any order (Hoare, 1961), and returns the last of them.
static Neighbour select_nearest(Neighbour *found, long count, long k) {
  long low = 0, high = count - 1;
  while (low < high) {
    Neighbour pivot = found[low + (high - low) / 2];
    long i = low, j = high;
    while (i <= j) {
      while (is_nearer(found[i], pivot)) i++;
      while (is_nearer(pivot, found[j])) j--;
      if (i <= j) {
        Neighbour other = found[i];
        found[i++] = found[j], found[j--] = other;
      }
    }
    if (k - 1 <= j) high = j; else if (k - 1 >= i) low = i; else break;
  }
  return found[k - 1];
}

// Leaves out what has turned out to be too far away.
static void prune(const Search *s, Candidates *c, double slack) {
  if (c->count < s->k) return;
  c->most = select_nearest(c->found, c->count, s->k).distance * s->factor + slack;
  long kept = s->k;
  for (long i = s->k; i < c->count; i++) if (c->found[i].distance <= c->most) c->found[kept++] = c->found[i];
  c->count = kept;
}

static void add(const Search *s, Candidates *c, double slack, double estimate, long position) {
  if (c->count == c->room) {
    prune(s, c, slack);
    // Where most are equally near they all stay.
    if (c->count > c->room / 2) {
      c->room *= 2;
      c->found = realloc(c->found, c->room * sizeof *c->found);
      if (!c->found) ck_trap();
    }
    if (estimate > c->most) return;
  }
  c->found[c->count++] = (Neighbour){estimate, position};
}

static int compare(const void *a, const void *b) {
  return is_nearer(*(const Neighbour *)a, *(const Neighbour *)b) ? -1 : 1;
}

#define IN_DOUBLE(S, pointer) __builtin_convertvector(CONST_AT(S, pointer), Wide_d)
#define SQUARE(gap) ({ __auto_type gap_ = (gap); gap_ * gap_; })

#define NEAREST(S, T)                                                                                  \
  /* Which of the estimates are near enough. */                                                        \
  INLINE void scan_##S(const Search *s, Candidates *c, double slack, long count, const T *estimate, long first) { \
    long j = 0;                                                                                        \
    for (; j + 2 * WIDE <= count; j += 2 * WIDE) {                                                     \
      T most = (T)c->most;                                                                             \
      int any = 0;                                                                                     \
      for (int l = 0; l < 2 * WIDE; l++) any |= estimate[j + l] <= most;                               \
      if (!any) continue;                                                                              \
      for (int l = 0; l < 2 * WIDE; l++)                                                               \
        if (estimate[j + l] <= c->most) add(s, c, slack, estimate[j + l], first + j + l);              \
    }                                                                                                  \
    for (; j < count; j++) if (estimate[j] <= c->most) add(s, c, slack, estimate[j], first + j);       \
  }                                                                                                    \
  INLINE T manhattan_##S(long d, const T *a, const T *b) {                                             \
    SUM(S, T, distance, d, __builtin_elementwise_abs(CONST_AT(S, a + i) - CONST_AT(S, b + i)),         \
        a[i] < b[i] ? b[i] - a[i] : a[i] - b[i])                                                       \
    return distance;                                                                                   \
  }                                                                                                    \
  INLINE double exact_##S(const Search *s, const T *a, const T *b) {                                   \
    long d = s->d;                                                                                     \
    if (s->metric == CK_MANHATTAN) {                                                                   \
      SUM(d, double, distance, d, __builtin_elementwise_abs(IN_DOUBLE(S, a + i) - IN_DOUBLE(S, b + i)), fabs((double)a[i] - b[i])) \
      return distance;                                                                                 \
    }                                                                                                  \
    if (s->metric == CK_EUCLIDEAN) {                                                                   \
      SUM(d, double, square, d, SQUARE(IN_DOUBLE(S, a + i) - IN_DOUBLE(S, b + i)), SQUARE((double)a[i] - b[i])) \
      return sqrt(square);                                                                             \
    }                                                                                                  \
    SUM(d, double, ab, d, IN_DOUBLE(S, a + i) * IN_DOUBLE(S, b + i), (double)a[i] * b[i])              \
    SUM(d, double, aa, d, SQUARE(IN_DOUBLE(S, a + i)), SQUARE((double)a[i]))                           \
    SUM(d, double, bb, d, SQUARE(IN_DOUBLE(S, b + i)), SQUARE((double)b[i]))                           \
    double cosine = aa == 0 || bb == 0 ? 0 : ab / (sqrt(aa) * sqrt(bb));                               \
    return cosine > 1 ? 0 : 1 - cosine;                                                                \
  }                                                                                                    \
  CLONES static void search_##S(long begin, long end, void *context) {                                 \
    const Search *s = context;                                                                         \
    T *estimates = malloc(sizeof(T) * s->block * POINTS);                                              \
    Candidates all[MOST_QUERIES];                                                                      \
    double slacks[MOST_QUERIES];                                                                       \
    if (!estimates) ck_trap();                                                                         \
    for (long block = begin; block < end; block++) {                                                   \
      long first = block * s->block, rows = smaller(s->block, s->m - first);                           \
      for (long i = 0; i < rows; i++) {                                                                \
        all[i] = (Candidates){0, 0, 2 * s->k + 64, INFINITY};                                          \
        all[i].found = malloc(all[i].room * sizeof(Neighbour));                                        \
        if (!all[i].found) ck_trap();                                                                  \
        slacks[i] = s->slack;                                                                          \
        if (s->query_squares)                                                                          \
          slacks[i] *= s->longest * (s->longest + 2 * sqrt(((const T *)s->query_squares)[first + i])); \
        if (!s->is_exhaustive) continue;                                                               \
        for (long j = 0; j < s->n; j++) add(s, &all[i], 0, -INFINITY, j);                              \
      }                                                                                                \
      for (long point = 0; point < s->n && !s->is_exhaustive; point += POINTS) {                       \
        long columns = smaller(POINTS, s->n - point);                                                  \
        const T *x = (const T *)s->near_x + point * s->d, *q = (const T *)s->near_q + first * s->d;    \
        if (s->metric == CK_MANHATTAN) {                                                               \
          for (long j = 0; j < columns; j++)                                                           \
            for (long i = 0; i < rows; i++)                                                            \
              estimates[i * columns + j] = manhattan_##S(s->d, q + i * s->d, x + j * s->d);            \
        } else {                                                                                       \
          CKMatrix a = {(void *)q, {1, 1, s->d, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};                         \
          CKMatrix b = {(void *)x, {1, 1, 1, 0, 0, 0}, {1, 1, s->d, 0, 0, 0}};                         \
          CKMatrix c = {estimates, {1, 1, columns, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};                      \
          const T *start = s->start ? (const T *)s->start + point : 0;                                 \
          ck_contract(s->dtype, rows, columns, s->d, a, b, c, 0, start, 0);                            \
        }                                                                                              \
        for (long i = 0; i < rows; i++) {                                                              \
          scan_##S(s, &all[i], slacks[i], columns, estimates + i * columns, point);                    \
          prune(s, &all[i], slacks[i]);                                                                \
        }                                                                                              \
      }                                                                                                \
      for (long i = 0; i < rows; i++) {                                                                \
        Candidates *c = &all[i];                                                                       \
        const T *q = (const T *)s->q + (first + i) * s->d;                                             \
        for (long j = 0; j < c->count; j++)                                                            \
          c->found[j].distance = exact_##S(s, q, (const T *)s->x + c->found[j].position * s->d);       \
        if (s->k < c->count) select_nearest(c->found, c->count, s->k);                                 \
        qsort(c->found, s->k, sizeof *c->found, compare);                                              \
        for (long j = 0; j < s->k; j++) {                                                              \
          s->distances[(first + i) * s->k + j] = c->found[j].distance;                                 \
          s->positions[(first + i) * s->k + j] = c->found[j].position;                                 \
        }                                                                                              \
        free(c->found);                                                                                \
      }                                                                                                \
    }                                                                                                  \
    free(estimates);                                                                                   \
  }
NEAREST(f, float)
NEAREST(d, double)

typedef struct {
  CKMetric metric;
  int dtype;
  long d;
  double scale;
  const double *centre;
  const void *x;
  void *y, *squares;
} Preparation;

// Rows about a centre or of length 1, times a factor; and their squares' sums.
#define PREPARE(S, T)                                                                                  \
  CLONES static void prepare_##S(long begin, long end, void *context) {                                \
    const Preparation *p = context;                                                                    \
    for (long row = begin; row < end; row++) {                                                         \
      const T *x = (const T *)p->x + row * p->d;                                                       \
      T *y = (T *)p->y + row * p->d;                                                                   \
      double squares = 0;                                                                              \
      if (p->metric == CK_COSINE) {                                                                    \
        for (long j = 0; j < p->d; j++) squares += (double)x[j] * x[j];                                \
        double factor = squares > 0 ? p->scale / sqrt(squares) : 0;                                    \
        for (long j = 0; j < p->d; j++) y[j] = (T)(x[j] * factor);                                     \
        continue;                                                                                      \
      }                                                                                                \
      double lanes[8] = {0};                                                                           \
      for (long i = 0; i < p->d; i += 8) {                                                             \
        long width = p->d - i < 8 ? p->d - i : 8;                                                      \
        for (int l = 0; l < width; l++) {                                                              \
          T about = x[i + l] - (T)p->centre[i + l];                                                    \
          lanes[l] += (double)about * about;                                                           \
          y[i + l] = about * (T)p->scale;                                                              \
        }                                                                                              \
      }                                                                                                \
      for (int l = 0; l < 8; l++) squares += lanes[l];                                                 \
      if (p->squares) ((T *)p->squares)[row] = (T)squares;                                             \
    }                                                                                                  \
  }
PREPARE(f, float)
PREPARE(d, double)

static void *room(long bytes) {
  void *memory = ck_allocate(bytes);
  if (!memory) ck_trap();
  return memory;
}

static double largest(int dtype, long n, const void *x) {
  return dtype == CK_FLOAT32 ? largest_f(n, x) : largest_d(n, x);
}

// The columns' means.
static void mean(int dtype, long n, long d, const void *x, double *centre) {
  long size = dtype == CK_FLOAT32 ? 4 : 8;
  void *sums = room(d * size);
  ck_fold(CK_FOLD_SUM, dtype, 1, n, d, x, 0, 0, sums);
  for (long j = 0; j < d; j++) centre[j] = (dtype == CK_FLOAT32 ? ((float *)sums)[j] : ((double *)sums)[j]) / n;
  ck_release(sums, d * size);
}

void ck_nearest(CKMetric metric, int dtype, long m, long n, long d, long k, const void *q, const void *x, double *distances,
                int64_t *positions) {
  long size = dtype == CK_FLOAT32 ? 4 : 8;
  // The sum of d products and another number, of rounded factors (Higham, 2002): whatever the order.
  double unit = (double)(d + 6) * (dtype == CK_FLOAT32 ? 0x1p-24 : 0x1p-53), gamma = unit / (1 - unit);
  // Blocks enough for all threads; what is found doesn't depend on them.
  long block = m / (4 * ck_thread_count()) + 1;
  block = block < LEAST_QUERIES ? LEAST_QUERIES : smaller(block, MOST_QUERIES);
  Search search = {metric, dtype, m, n, d, k, 0, q, x, q, x, .distances = distances, .positions = positions};
  search.factor = metric == CK_MANHATTAN ? (1 + gamma) / (1 - gamma) : 1;
  // Both the k-th estimate and another may be wrong.
  search.slack = metric == CK_MANHATTAN ? 0 : 2 * gamma;
  search.is_exhaustive = unit > 0.25;
  void *near_q = 0, *near_x = 0, *squares = 0, *query_squares = 0;
  double *centre = 0;
  if (metric != CK_MANHATTAN) {
    near_q = room(m * d * size), near_x = room(n * d * size);
    CKLoopBody prepare = dtype == CK_FLOAT32 ? prepare_f : prepare_d;
    if (metric == CK_EUCLIDEAN) {
      // About the mean numbers are smaller, and with them the errors.
      squares = room(n * size), query_squares = room(m * size), centre = room(d * sizeof(double));
      mean(dtype, n, d, x, centre);
    }
    // ‖q − x‖² is ‖x‖² − 2 q·x and what is the same for all x; 1 − cos is −cos and 1.
    Preparation points = {metric, dtype, d, 1, centre, x, near_x, squares};
    Preparation queries = {metric, dtype, d, metric == CK_COSINE ? -1 : -2, centre, q, near_q, query_squares};
    each_row(n, 4 * d, prepare, &points);
    each_row(m, 4 * d, prepare, &queries);
    search.near_q = near_q, search.near_x = near_x, search.start = squares, search.query_squares = query_squares;
  }
  if (metric == CK_EUCLIDEAN) {
    double longest = largest(dtype, n, squares), farthest = largest(dtype, m, query_squares);
    search.longest = sqrt(longest);
    // Squares must neither overflow nor be so small that they are rounded more than others; and a mean that has overflowed to NaN
    // leaves none that counts.
    int is_sound = dtype == CK_FLOAT32 ? longest > 1e-35 && longest + farthest < 1e37 : longest > 1e-290 && longest + farthest < 1e300;
    for (long j = 0; j < d; j++) is_sound &= isfinite(centre[j]) != 0;
    if (!is_sound) search.is_exhaustive = 1;
  }
  // Where each query keeps all points, few are searched for at once.
  if (search.is_exhaustive) block = smaller(block, 1 + (1 << 20) / n);
  search.block = block;
  ck_parallel_for((m + block - 1) / block, 1, dtype == CK_FLOAT32 ? search_f : search_d, &search);
  if (near_q) ck_release(near_q, m * d * size), ck_release(near_x, n * d * size);
  if (squares) ck_release(squares, n * size), ck_release(query_squares, m * size), ck_release(centre, d * sizeof(double));
}
