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
COMPARISON(greater, a > b)
COMPARISON(greater_equal, a >= b)
LOGICAL(and, a & b)
LOGICAL(or, a | b)
LOGICAL(xor, a ^ b)

typedef void (*Loop)(long, const void *, long, const void *, long, void *);

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
    COMPARISON_LOOP(CK_GREATER, greater)
    COMPARISON_LOOP(CK_GREATER_EQUAL, greater_equal)
    case CK_AND: return (Loop)and_b;
    case CK_OR: return (Loop)or_b;
    case CK_XOR: return (Loop)xor_b;
  }
  return 0;
}

static long size_of(int dtype) { return dtype == CK_FLOAT32 ? 4 : dtype == CK_BOOL ? 1 : 8; }

void ck_binary(CKBinary op, int dtype, long n, const void *a, long a_stride, const void *b, long b_stride, void *y) {
  loop_of(op, dtype)(n, a, a_stride, b, b_stride, y);
}

void ck_binary_strided(CKBinary op, int dtype, int rank, const long *size, const void *a, const long *a_strides,
                       const void *b, const long *b_strides, void *y) {
  // Neighbouring dimensions that both operands walk evenly become one.
  long extent[8], sa[8], sb[8];
  int dims = 0;
  for (int i = 0; i < rank; i++) {
    if (size[i] == 0) return;
    if (size[i] == 1) continue;
    if (dims > 0 && sa[dims - 1] == a_strides[i] * size[i] && sb[dims - 1] == b_strides[i] * size[i]) {
      extent[dims - 1] *= size[i];
      sa[dims - 1] = a_strides[i];
      sb[dims - 1] = b_strides[i];
    } else {
      extent[dims] = size[i];
      sa[dims] = a_strides[i];
      sb[dims++] = b_strides[i];
    }
  }
  Loop loop = loop_of(op, dtype);
  if (dims == 0) return loop(1, a, 1, b, 1, y);
  long in = size_of(dtype), out = op >= CK_EQUAL ? 1 : in, last = dims - 1, run = extent[last], index[8] = {0};
  const char *pa = a, *pb = b;
  for (char *py = y;; py += run * out) {
    loop(run, pa, sa[last], pb, sb[last], py);
    int d = (int)last - 1;
    for (; d >= 0; d--) {
      pa += sa[d] * in;
      pb += sb[d] * in;
      if (++index[d] < extent[d]) break;
      pa -= extent[d] * sa[d] * in;
      pb -= extent[d] * sb[d] * in;
      index[d] = 0;
    }
    if (d < 0) return;
  }
}
