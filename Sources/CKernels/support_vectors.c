#include "support_vectors.h"
#include "rows.h"

// Rows of the kernel matrix that have been asked for last.
typedef struct {
  const CKSupportVectors *of;
  double *squares;   // each point's own kernel, for the diagonal
  double *memory;
  long rows, *row_of, *point_of, *used, clock;
} KernelRows;

typedef struct {
  const CKSupportVectors *of;
  long i;
  double *row;
} KernelRow;

#define KERNEL(S, T)                                                                                   \
  INLINE double kernel_##S(const CKSupportVectors *s, const T *a, const T *b) {                        \
    long d = s->d;                                                                                     \
    if (s->kernel == CK_RADIAL) {                                                                      \
      SUM(S, T, square, d, (CONST_AT(S, a + i) - CONST_AT(S, b + i)) * (CONST_AT(S, a + i) - CONST_AT(S, b + i)), \
          (a[i] - b[i]) * (a[i] - b[i]))                                                               \
      return exp(-s->gamma * square);                                                                  \
    }                                                                                                  \
    SUM(S, T, product, d, CONST_AT(S, a + i) * CONST_AT(S, b + i), a[i] * b[i])                        \
    if (s->kernel == CK_LINEAR) return product;                                                        \
    double z = s->gamma * product + s->constant;                                                       \
    if (s->kernel == CK_SIGMOID_KERNEL) return tanh(z);                                                \
    double power = 1;                                                                                  \
    for (long k = 0; k < (long)s->degree; k++) power *= z;                                             \
    return power;                                                                                      \
  }                                                                                                    \
  CLONES static void kernel_row_##S(long begin, long end, void *context) {                             \
    const KernelRow *r = context;                                                                      \
    const CKSupportVectors *s = r->of;                                                                 \
    const T *x = s->x, *a = r->i < 0 ? 0 : x + s->at[r->i] * s->d;                                     \
    for (long j = begin; j < end; j++) {                                                               \
      const T *b = x + s->at[j] * s->d;                                                                \
      r->row[j] = kernel_##S(s, a ? a : b, b);                                                         \
    }                                                                                                  \
  }
KERNEL(f, float)
KERNEL(d, double)

// Row i, or with i = −1 the diagonal.
static void compute_row(const CKSupportVectors *s, long i, double *row) {
  KernelRow task = {s, i, row};
  each_row(s->n, 2 * s->d + 20, s->dtype == CK_FLOAT32 ? kernel_row_f : kernel_row_d, &task);
}

static const double *kernel_row(KernelRows *k, long i) {
  k->clock++;
  long slot = k->row_of[i];
  if (slot < 0) {
    slot = 0;
    for (long other = 1; other < k->rows; other++) if (k->used[other] < k->used[slot]) slot = other;
    if (k->point_of[slot] >= 0) k->row_of[k->point_of[slot]] = -1;
    k->point_of[slot] = i;
    k->row_of[i] = slot;
    compute_row(k->of, i, k->memory + slot * k->of->n);
  }
  k->used[slot] = k->clock;
  return k->memory + slot * k->of->n;
}

static void *room(long bytes) {
  void *memory = malloc(bytes > 0 ? bytes : 1);
  if (!memory) ck_trap();
  return memory;
}

typedef struct {
  const CKSupportVectors *of;
  double *alpha, *gradient;  // of the objective
  const double *diagonal;
} State;

INLINE int may_grow(const State *s, long t) {  // along y
  return s->of->y[t] > 0 ? s->alpha[t] < s->of->c[t] : s->alpha[t] > 0;
}
INLINE int may_shrink(const State *s, long t) { return s->of->y[t] > 0 ? s->alpha[t] > 0 : s->alpha[t] < s->of->c[t]; }

// The point that violates optimality the most, and the one that gains the most with it, the second −1 at the optimum.
CLONES static void choose_first(const State *s, long *i, double *most) {
  *i = -1, *most = -INFINITY;
  for (long t = 0; t < s->of->n; t++) {
    double v = -s->of->y[t] * s->gradient[t];
    if (may_grow(s, t) && v >= *most) *most = v, *i = t;
  }
}

CLONES static long choose_second(const State *s, long i, double most, const double *row) {
  double best = INFINITY, least = INFINITY;
  long j = -1;
  for (long t = 0; t < s->of->n; t++) {
    if (!may_shrink(s, t)) continue;
    double v = -s->of->y[t] * s->gradient[t], gap = most - v;
    if (v < least) least = v;
    if (gap <= 0) continue;
    double curvature = s->diagonal[i] + s->diagonal[t] - 2 * row[t];
    double gain = -gap * gap / (curvature > 0 ? curvature : 1e-12);
    if (gain <= best) best = gain, j = t;
  }
  return most - least < s->of->tolerance ? -1 : j;
}

CLONES static void follow(const State *s, double di, double dj, const double *row_i, const double *row_j) {
  for (long t = 0; t < s->of->n; t++) s->gradient[t] += s->of->y[t] * (row_i[t] * di + row_j[t] * dj);
}

// The minimum along the line on which yᵢαᵢ + yⱼαⱼ stays the same, inside the box.
static void step(const State *s, long i, long j, const double *row_i, const double *row_j) {
  const int8_t *y = s->of->y;
  double *alpha = s->alpha, ci = s->of->c[i], cj = s->of->c[j], old_i = alpha[i], old_j = alpha[j];
  double curvature = s->diagonal[i] + s->diagonal[j] - 2 * row_i[j];
  if (curvature <= 0) curvature = 1e-12;
  if (y[i] != y[j]) {
    double delta = (-s->gradient[i] - s->gradient[j]) / curvature, difference = old_i - old_j;
    alpha[i] += delta, alpha[j] += delta;
    if (difference > 0) { if (alpha[j] < 0) alpha[j] = 0, alpha[i] = difference; }
    else if (alpha[i] < 0) alpha[i] = 0, alpha[j] = -difference;
    if (difference > ci - cj) { if (alpha[i] > ci) alpha[i] = ci, alpha[j] = ci - difference; }
    else if (alpha[j] > cj) alpha[j] = cj, alpha[i] = cj + difference;
  } else {
    double delta = (s->gradient[i] - s->gradient[j]) / curvature, sum = old_i + old_j;
    alpha[i] -= delta, alpha[j] += delta;
    if (sum > ci) { if (alpha[i] > ci) alpha[i] = ci, alpha[j] = sum - ci; }
    else if (alpha[j] < 0) alpha[j] = 0, alpha[i] = sum;
    if (sum > cj) { if (alpha[j] > cj) alpha[j] = cj, alpha[i] = sum - cj; }
    else if (alpha[i] < 0) alpha[i] = 0, alpha[j] = sum;
  }
  follow(s, y[i] * (alpha[i] - old_i), y[j] * (alpha[j] - old_j), row_i, row_j);
}

// From the points between the bounds, or the middle of what the others allow.
static double threshold(const State *s) {
  double upper = INFINITY, lower = -INFINITY, sum = 0;
  long free_points = 0;
  for (long t = 0; t < s->of->n; t++) {
    double v = s->of->y[t] * s->gradient[t];
    if (s->alpha[t] > 0 && s->alpha[t] < s->of->c[t]) sum += v, free_points++;
    else if ((s->alpha[t] >= s->of->c[t]) == (s->of->y[t] < 0)) { if (v < upper) upper = v; }
    else if (v > lower) lower = v;
  }
  return free_points > 0 ? sum / free_points : (upper + lower) / 2;
}

long ck_support_vectors(const CKSupportVectors *problem, double *alpha, double *rho) {
  long n = problem->n, rows = problem->cache_bytes / (n * (long)sizeof(double));
  rows = rows < 2 ? 2 : smaller(rows, n);
  KernelRows k = {problem, room(n * 8), room(rows * n * 8), rows, room(n * 8), room(rows * 8), room(rows * 8), 0};
  for (long i = 0; i < n; i++) k.row_of[i] = -1;
  for (long slot = 0; slot < rows; slot++) k.point_of[slot] = -1, k.used[slot] = 0;
  State s = {problem, alpha, room(n * 8), k.squares};
  compute_row(problem, -1, k.squares);
  for (long t = 0; t < n; t++) alpha[t] = 0, s.gradient[t] = -1;
  long iterations = 0, i, j, is_done = 0;
  double most;
  while (iterations < problem->most_iterations) {
    choose_first(&s, &i, &most);
    const double *row_i = i < 0 ? 0 : kernel_row(&k, i);
    j = i < 0 ? -1 : choose_second(&s, i, most, row_i);
    if (j < 0) { is_done = 1; break; }
    step(&s, i, j, row_i, kernel_row(&k, j));
    iterations++;
  }
  *rho = threshold(&s);
  free(k.squares), free(k.memory), free(k.row_of), free(k.point_of), free(k.used), free(s.gradient);
  return is_done ? iterations : -iterations;
}
