#include "mathematics.h"

// A stride is 1 (an array), 0 (one number against an array: broadcasting) or anything else.
#define LOOP(NAME, T, R, EXPRESSION)                                                                   \
  CLONES static void NAME(long n, const T *x, long sx, const T *z, long sz, R *y) {                    \
    if (sx == 1 && sz == 1) {                                                                          \
      for (long i = 0; i < n; i++) { T a = x[i], b = z[i]; y[i] = (EXPRESSION); }                      \
    } else if (sx == 1 && sz == 0) {                                                                   \
      T b = *z;                                                                                        \
      for (long i = 0; i < n; i++) { T a = x[i]; y[i] = (EXPRESSION); }                                \
    } else if (sx == 0 && sz == 1) {                                                                   \
      T a = *x;                                                                                        \
      for (long i = 0; i < n; i++) { T b = z[i]; y[i] = (EXPRESSION); }                                \
    } else {                                                                                           \
      for (long i = 0; i < n; i++) { T a = x[i * sx], b = z[i * sz]; y[i] = (EXPRESSION); }            \
    }                                                                                                  \
  }
#define FLOATING(NAME, F, D) LOOP(NAME##_f, float, float, F) LOOP(NAME##_d, double, double, D)
#define ANY(NAME, E) FLOATING(NAME, E, E) LOOP(NAME##_i, int64_t, int64_t, E)
#define COMPARISON(NAME, E)                                                                            \
  LOOP(NAME##_f, float, uint8_t, E) LOOP(NAME##_d, double, uint8_t, E)                                 \
  LOOP(NAME##_i, int64_t, uint8_t, E) LOOP(NAME##_b, uint8_t, uint8_t, E)
#define LOGICAL(NAME, E) LOOP(NAME##_b, uint8_t, uint8_t, E)

ANY(add, a + b)
ANY(subtract, a - b)
ANY(multiply, a * b)
// NaN wins, as in PyTorch.
ANY(maximum, a > b || a != a ? a : b)
ANY(minimum, a < b || a != a ? a : b)
FLOATING(divide, a / b, a / b)
FLOATING(pow_, powf(a, b), pow(a, b))
FLOATING(sigmoid_gradient, a * b * (1 - b), a * b * (1 - b))
FLOATING(tanh_gradient, a * (1 - b * b), a * (1 - b * b))
FLOATING(relu_gradient, b > 0 ? a : 0, b > 0 ? a : 0)
COMPARISON(equal, a == b)
COMPARISON(not_equal, a != b)
COMPARISON(less, a < b)
COMPARISON(less_equal, a <= b)
LOGICAL(and, a & b)
LOGICAL(or, a | b)
LOGICAL(xor, a ^ b)

typedef void (*Loop)(long, const void *, long, const void *, long, void *);

// a > b is computed as b < a.
static int is_turned(CKBinary op) { return op == CK_GREATER || op == CK_GREATER_EQUAL; }
static CKBinary turned(CKBinary op) { return op == CK_GREATER ? CK_LESS : CK_LESS_EQUAL; }

static Loop loop_of(CKBinary op, int dtype) {
#define FLOATING_LOOP(OP, NAME) case OP: return dtype == CK_FLOAT32 ? (Loop)NAME##_f : (Loop)NAME##_d;
#define ANY_LOOP(OP, NAME)                                                                             \
  case OP: return dtype == CK_FLOAT32 ? (Loop)NAME##_f : dtype == CK_FLOAT64 ? (Loop)NAME##_d : (Loop)NAME##_i;
#define COMPARISON_LOOP(OP, NAME)                                                                      \
  case OP:                                                                                             \
    return dtype == CK_FLOAT32 ? (Loop)NAME##_f : dtype == CK_FLOAT64 ? (Loop)NAME##_d                 \
         : dtype == CK_INT64 ? (Loop)NAME##_i : (Loop)NAME##_b;
  switch (op) {
    ANY_LOOP(CK_ADD, add)
    ANY_LOOP(CK_SUBTRACT, subtract)
    ANY_LOOP(CK_MULTIPLY, multiply)
    ANY_LOOP(CK_MAXIMUM, maximum)
    ANY_LOOP(CK_MINIMUM, minimum)
    FLOATING_LOOP(CK_DIVIDE, divide)
    FLOATING_LOOP(CK_POW, pow_)
    FLOATING_LOOP(CK_SIGMOID_GRADIENT, sigmoid_gradient)
    FLOATING_LOOP(CK_TANH_GRADIENT, tanh_gradient)
    FLOATING_LOOP(CK_RELU_GRADIENT, relu_gradient)
    COMPARISON_LOOP(CK_EQUAL, equal)
    COMPARISON_LOOP(CK_NOT_EQUAL, not_equal)
    COMPARISON_LOOP(CK_LESS, less)
    COMPARISON_LOOP(CK_LESS_EQUAL, less_equal)
    case CK_AND: return (Loop)and_b;
    case CK_OR: return (Loop)or_b;
    case CK_XOR: return (Loop)xor_b;
    case CK_GREATER: case CK_GREATER_EQUAL: break;  // turned
  }
  return 0;
}

static long size_of(int dtype) { return dtype == CK_FLOAT32 ? 4 : dtype == CK_BOOL ? 1 : 8; }

typedef struct {
  Loop loop;
  const char *a, *b;
  char *y;
  long a_stride, b_stride, in, out;
} Combination;

static void combine(long begin, long end, void *context) {
  const Combination *c = context;
  c->loop(end - begin, c->a + begin * c->a_stride * c->in, c->a_stride, c->b + begin * c->b_stride * c->in, c->b_stride,
          c->y + begin * c->out);
}

void ck_binary(CKBinary op, int dtype, long n, const void *a, long a_stride, const void *b, long b_stride, void *y) {
  if (is_turned(op)) return ck_binary(turned(op), dtype, n, b, b_stride, a, a_stride, y);
  Loop loop = loop_of(op, dtype);
  if (n <= PIECE) {
    loop(n, a, a_stride, b, b_stride, y);
    return;
  }
  long in = size_of(dtype);
  Combination c = {loop, a, b, y, a_stride, b_stride, in, op >= CK_EQUAL ? 1 : in};
  ck_parallel_for(n, PIECE, combine, &c);
}

// Boxes of the outermost dimension's places.
typedef struct {
  Loop loop;
  int dims;
  long extent[8], sa[8], sb[8], in, out;
  const char *a, *b;
  char *y;
} Boxes;

static void combine_boxes(long begin, long end, void *context) {
  const Boxes *x = context;
  int last = x->dims - 1;
  long run = x->extent[last], inner = 1, index[8] = {0};
  for (int d = 1; d < x->dims; d++) inner *= x->extent[d];
  const char *pa = x->a + begin * x->sa[0] * x->in, *pb = x->b + begin * x->sb[0] * x->in;
  char *py = x->y + begin * inner * x->out;
  if (last == 0) {
    x->loop(end - begin, pa, x->sa[0], pb, x->sb[0], py);
    return;
  }
  for (index[0] = begin;; py += run * x->out) {
    x->loop(run, pa, x->sa[last], pb, x->sb[last], py);
    int d = last - 1;
    for (; d >= 0; d--) {
      pa += x->sa[d] * x->in;
      pb += x->sb[d] * x->in;
      if (++index[d] < (d == 0 ? end : x->extent[d])) break;
      pa -= x->extent[d] * x->sa[d] * x->in;
      pb -= x->extent[d] * x->sb[d] * x->in;
      index[d] = 0;
    }
    if (d < 0) return;
  }
}

void ck_binary_strided(CKBinary op, int dtype, int rank, const long *size, const void *a, const long *a_strides,
                       const void *b, const long *b_strides, void *y) {
  if (is_turned(op)) return ck_binary_strided(turned(op), dtype, rank, size, b, b_strides, a, a_strides, y);
  // Neighbouring dimensions that both operands walk evenly become one.
  long in = size_of(dtype);
  Boxes x = {.loop = loop_of(op, dtype), .in = in, .out = op >= CK_EQUAL ? 1 : in, .a = a, .b = b, .y = y};
  for (int i = 0; i < rank; i++) {
    if (size[i] == 0) return;
    if (size[i] == 1) continue;
    int d = x.dims - 1;
    if (d >= 0 && x.sa[d] == a_strides[i] * size[i] && x.sb[d] == b_strides[i] * size[i]) {
      x.extent[d] *= size[i];
      x.sa[d] = a_strides[i];
      x.sb[d] = b_strides[i];
    } else {
      x.extent[x.dims] = size[i];
      x.sa[x.dims] = a_strides[i];
      x.sb[x.dims++] = b_strides[i];
    }
  }
  if (x.dims == 0) {
    x.loop(1, a, 1, b, 1, y);
    return;
  }
  long inner = 1;
  for (int d = 1; d < x.dims; d++) inner *= x.extent[d];
  ck_parallel_for(x.extent[0], 1 + PIECE / inner, combine_boxes, &x);
}

#define ADD_SCALED(NAME, T)                                                                            \
  CLONES static void NAME(long n, T *a, const T *b, T scale) { for (long i = 0; i < n; i++) a[i] += scale * b[i]; }
ADD_SCALED(add_scaled_f, float)
ADD_SCALED(add_scaled_d, double)
ADD_SCALED(add_scaled_i, int64_t)

typedef struct { int dtype; char *a; const char *b; double scale; } Addition;

static void add_range(long begin, long end, void *context) {
  const Addition *s = context;
  long n = end - begin;
  if (s->dtype == CK_FLOAT32) add_scaled_f(n, (float *)s->a + begin, (const float *)s->b + begin, (float)s->scale);
  else if (s->dtype == CK_FLOAT64) add_scaled_d(n, (double *)s->a + begin, (const double *)s->b + begin, s->scale);
  else add_scaled_i(n, (int64_t *)s->a + begin, (const int64_t *)s->b + begin, (int64_t)s->scale);
}

void ck_add_scaled(int dtype, long n, void *a, const void *b, double scale) {
  Addition s = {dtype, a, b, scale};
  if (n <= PIECE) add_range(0, n, &s); else ck_parallel_for(n, PIECE, add_range, &s);
}
