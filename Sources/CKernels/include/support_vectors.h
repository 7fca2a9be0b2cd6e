// Support vector machines: kernels between points, and the optimum of their dual problem.
#pragma once
#include <stdint.h>

typedef enum { CK_LINEAR, CK_RADIAL, CK_POLYNOMIAL, CK_SIGMOID_KERNEL } CKKernel;

/// One class against another: min ½ αᵀQα − Σα with 0 ≤ α ≤ C, yᵀα = 0 and Qᵢⱼ = yᵢ yⱼ k(xᵢ, xⱼ).
typedef struct {
  CKKernel kernel;
  double gamma, constant, degree;
  int dtype;
  long d;
  const void *x;      // (…, d), in single or double precision
  long n;
  const int64_t *at;  // (n): the rows of x that take part
  const int8_t *y;    // (n): 1 or −1
  const double *c;    // (n): each point's C
  double tolerance;
  long most_iterations, cache_bytes;
} CKSupportVectors;

/// Writes α(n) and the ρ that is taken off the decision Σ yᵢ αᵢ k(xᵢ, x). Returns the number of iterations, or its negative
/// where there were as many as allowed. (Fan, Chen and Lin, 2005: second-order choice of the working set.)
long ck_support_vectors(const CKSupportVectors *problem, double *alpha, double *rho);
