#include "include/linear_algebra.h"
#include "clones.h"
#include <complex.h>

// y -= r x, of n complex numbers.
CLONES static void subtract_scaled(long n, const double *x, double real, double imaginary, double *y) {
  for (long i = 0; i < n; i++) {
    y[2 * i] -= x[2 * i] * real - x[2 * i + 1] * imaginary;
    y[2 * i + 1] -= x[2 * i] * imaginary + x[2 * i + 1] * real;
  }
}

// Column by column, each from its diagonal upwards: r_ij (r_ii + r_jj) = t_ij − Σ_{i<k<j} r_ik r_kj, where every r_kj, once it is
// known, is taken off the rest of its column.
int ck_root_of_triangle(long n, double *triangle, double tolerance) {
  for (long j = 0; j < n; j++) {
    double *column = triangle + 2 * n * j;
    double complex value = column[2 * j] + column[2 * j + 1] * I;
    if (creal(value) < 0 && cabs(value) <= tolerance) value = 0;
    double complex last = csqrt(value);
    column[2 * j] = creal(last);
    column[2 * j + 1] = cimag(last);
    for (long i = j - 1; i >= 0; i--) {
      const double *earlier = triangle + 2 * n * i;
      double complex sum = earlier[2 * i] + earlier[2 * i + 1] * I + last;
      double complex element = column[2 * i] + column[2 * i + 1] * I;
      if (sum == 0 && cabs(element) > tolerance) return 0;
      double complex root = sum == 0 ? 0 : element / sum;
      column[2 * i] = creal(root);
      column[2 * i + 1] = cimag(root);
      subtract_scaled(i, earlier, creal(root), cimag(root), column);
    }
    for (long i = j + 1; i < n; i++) column[2 * i] = column[2 * i + 1] = 0;
  }
  return 1;
}
