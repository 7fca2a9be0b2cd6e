// The hot loops of Tensors: plain C over pointers, compiled once for each generation of processors.
//
// Counts, sizes and strides are in elements. `dtype` is one of CK_FLOAT32…CK_BOOL. Outputs are contiguous unless strides
// are given for them, and may be the very memory of an input of the same layout.
#pragma once
#include <stdint.h>

enum { CK_FLOAT32, CK_FLOAT64, CK_INT64, CK_BOOL };

/// Ends the program as a failed Swift precondition does.
_Noreturn void ck_trap(void);

/// What each thread has for itself: whether it records operations, and from where it entered the library.
typedef struct {
  int64_t recording_is_off;
  const void *file;
  int64_t file_length, line;
  int64_t inside_loop;  // whether it is running a piece of ck_parallel_for
} CKThread;
CKThread *ck_thread(void);

/// Calls body(begin, end) for ranges that cover 0..<count once, on several threads at once where the count exceeds the grain.
/// What is computed must not depend on where the ranges end.
typedef void (*CKLoopBody)(long begin, long end, void *context);
void ck_parallel_for(long count, long grain, CKLoopBody body, void *context);
/// The number of threads that share a loop: by default the processors that this process may use.
int ck_thread_count(void);
void ck_set_thread_count(int count);
/// Ends the pool's threads; the next loop starts them again.
void ck_stop_threads(void);

/// Memory for `count` bytes, uninitialised, and the same back again; null where there is none.
void *ck_allocate(long count);
void ck_release(void *pointer, long count);

/// y[i] = op(x[i]), where p and q are the operation's parameters.
typedef enum {
  CK_NEGATE, CK_ABS, CK_SIGN, CK_EXP, CK_LOG, CK_SQRT, CK_SIN, CK_COS, CK_TANH, CK_SIGMOID, CK_RELU,
  CK_SQUARE, CK_RECIPROCAL,
  CK_AFFINE,            // p x + q
  CK_DIVIDE_BY,         // x / p
  CK_POWER,             // x^p
  CK_CLAMP,             // min(max(x, p), q), NaN stays NaN
  CK_FLOOR, CK_ROUND,   // round: halves go to the even neighbour
  CK_LOG_CLAMPED,       // max(log x, p)
  CK_IS_NAN,            // as 0 and 1 in the input's own type
} CKUnary;
void ck_unary(CKUnary op, int dtype, long n, const void *x, void *y, double p, double q);

/// y[i] = op(a[i], b[i]). The comparisons write bytes.
typedef enum {
  CK_ADD, CK_SUBTRACT, CK_MULTIPLY, CK_DIVIDE, CK_POW, CK_MAXIMUM, CK_MINIMUM,
  CK_SIGMOID_GRADIENT,    // a b (1 − b), b being the sigmoid's value
  CK_TANH_GRADIENT,       // a (1 − b²), b being the hyperbolic tangent's value
  CK_RELU_GRADIENT,       // b > 0 ? a : 0
  CK_EQUAL, CK_NOT_EQUAL, CK_LESS, CK_LESS_EQUAL, CK_GREATER, CK_GREATER_EQUAL,
  CK_AND, CK_OR, CK_XOR,  // of bytes
} CKBinary;
void ck_binary(CKBinary op, int dtype, long n, const void *a, long a_stride, const void *b, long b_stride, void *y);
/// The same over a box of `size`, the last dimension innermost; y is contiguous. Rank at most 8.
void ck_binary_strided(CKBinary op, int dtype, int rank, const long *size, const void *a, const long *a_strides,
                       const void *b, const long *b_strides, void *y);

/// y[i] = condition[i] ? a[i] : b[i]
void ck_where(int dtype, long n, const uint8_t *condition, const void *a, const void *b, void *y);
/// a[i] += scale b[i]
void ck_add_scaled(int dtype, long n, void *a, const void *b, double scale);

void ck_fill(int dtype, long n, void *y, double value);
/// y[i] = start + i step
void ck_ramp(int dtype, long n, void *y, double start, double step);
void ck_convert(int from, int to, long n, const void *x, void *y);
/// Copies a box between any two layouts. Rank at most 8.
void ck_copy_strided(int element_size, int rank, const long *size, const void *x, const long *x_strides, void *y,
                     const long *y_strides);


/// y(outer, m, inner) = x(outer, n, inner) at index(outer, m, inner); false where an index is outside 0..<n.
int ck_gather(int dtype, long outer, long n, long m, long inner, const void *x, const int64_t *index, void *y);
/// y(outer, n, inner) at index(outer, m, inner) += x(outer, m, inner)
int ck_scatter_add(int dtype, long outer, long n, long m, long inner, const void *x, const int64_t *index, void *y);

/// c(m, n) = a(m, k) b(k, n) + bias(n), of matrices with any strides; the bias may be null.
void ck_product(int dtype, long m, long n, long k, const void *a, long a_row, long a_column, const void *b, long b_row,
                long b_column, const void *bias, void *c);
/// `count` products, the operands of index i beginning at the offsets a_at[i] and b_at[i], the results one after the other.
void ck_products(int dtype, long count, const long *a_at, const long *b_at, long m, long n, long k, const void *a,
                 long a_row, long a_column, const void *b, long b_row, long b_column, void *c);

/// Philox-4x32-10 (Salmon et al., 2011): the four words of one counter.
void ck_philox(uint64_t seed, uint64_t counter_low, uint64_t counter_high, uint32_t words[4]);
/// Numbers from consecutive counters, four words each: uniform in [low, high), normal, exponential, or integers below a bound.
void ck_random_uniform(int dtype, long n, uint64_t seed, uint64_t offset, void *y, double low, double high);
void ck_random_normal(int dtype, long n, uint64_t seed, uint64_t offset, void *y, double mean, double deviation);
void ck_random_exponential(int dtype, long n, uint64_t seed, uint64_t offset, void *y, double scale);
void ck_random_below(long n, uint64_t seed, uint64_t offset, int64_t low, uint64_t bound, int64_t *y);
