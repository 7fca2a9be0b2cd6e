#include "clones.h"
#include <cblas.h>

// Below this many multiplications a call of the library costs more than the product.
enum { SMALL = 768, SMALL_DEPTH = 256 };

// B is packed into rows of whole vectors, so that every inner loop is eight wide and the accumulators stay in registers;
// four rows of A share each load.
CLONES static void small_product(long m, long n, long k, const float *a, long a_row, long a_column, const float *b,
                                  long b_row, long b_column, const float *bias, float *c) {
  float panel[8 * SMALL_DEPTH];
  for (long j0 = 0; j0 < n; j0 += 8) {
    long width = n - j0 < 8 ? n - j0 : 8;
    for (long p = 0; p < k; p++)
      for (long j = 0; j < 8; j++) panel[p * 8 + j] = j < width ? b[p * b_row + (j0 + j) * b_column] : 0;
    float first[8] = {0};
    if (bias) for (long j = 0; j < width; j++) first[j] = bias[j0 + j];
    long i = 0;
    for (; i + 4 <= m; i += 4) {
      float sum[4][8];
      for (int r = 0; r < 4; r++) for (int j = 0; j < 8; j++) sum[r][j] = first[j];
      const float *row = a + i * a_row;
      for (long p = 0; p < k; p++)
        for (int r = 0; r < 4; r++) {
          float factor = row[r * a_row + p * a_column];
          for (int j = 0; j < 8; j++) sum[r][j] += factor * panel[p * 8 + j];
        }
      for (int r = 0; r < 4; r++) for (long j = 0; j < width; j++) c[(i + r) * n + j0 + j] = sum[r][j];
    }
    for (; i < m; i++) {
      float sum[8];
      for (int j = 0; j < 8; j++) sum[j] = first[j];
      for (long p = 0; p < k; p++) {
        float factor = a[i * a_row + p * a_column];
        for (int j = 0; j < 8; j++) sum[j] += factor * panel[p * 8 + j];
      }
      for (long j = 0; j < width; j++) c[i * n + j0 + j] = sum[j];
    }
  }
}

static void fill_rows(long rows, long bytes, const void *bias, char *y) {
  for (long i = 0; i < rows; i++) memcpy(y + i * bytes, bias, bytes);
}

// How the BLAS sees a matrix: whether memory holds its transpose row by row, and how far apart those rows lie.
typedef struct { CBLAS_TRANSPOSE transpose; blasint leading; } Layout;

static Layout layout(long rows, long columns, long row_stride, long column_stride) {
  int plain = (column_stride == 1 || columns == 1) && (row_stride >= columns || rows == 1);
  if (plain) return (Layout){CblasNoTrans, (blasint)(rows == 1 ? columns : row_stride)};
  return (Layout){CblasTrans, (blasint)(columns == 1 ? rows : column_stride)};
}

void ck_product(int dtype, long m, long n, long k, const void *a, long a_row, long a_column, const void *b, long b_row,
                long b_column, const void *bias, void *c) {
  if (m == 0 || n == 0) return;
  if (dtype == CK_FLOAT32 && k <= SMALL_DEPTH && m * n * k <= SMALL) {
    small_product(m, n, k, a, a_row, a_column, b, b_row, b_column, bias, c);
    return;
  }
  long bytes = n * (dtype == CK_FLOAT32 ? 4 : 8);
  if (bias) fill_rows(m, bytes, bias, c);
  else if (k == 0) memset(c, 0, m * bytes);
  if (k == 0) return;
  Layout la = layout(m, k, a_row, a_column), lb = layout(k, n, b_row, b_column);
  if (dtype == CK_FLOAT32)
    cblas_sgemm(CblasRowMajor, la.transpose, lb.transpose, m, n, k, 1, a, la.leading, b, lb.leading, bias != 0, c, n);
  else
    cblas_dgemm(CblasRowMajor, la.transpose, lb.transpose, m, n, k, 1, a, la.leading, b, lb.leading, bias != 0, c, n);
}
