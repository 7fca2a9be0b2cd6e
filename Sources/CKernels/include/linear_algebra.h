// What LAPACK lacks.
#pragma once

/// Replaces an upper triangular complex matrix T by the R with R R = T (Björck and Hammarling, 1983); columns of n pairs of a
/// real and an imaginary part. Eigenvalues with a negative real part of at most `tolerance` count as 0. False where there is no
/// such R.
int ck_root_of_triangle(long n, double *triangle, double tolerance);
