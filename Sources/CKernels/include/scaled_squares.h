// How far points are from centres, in units that differ from one coordinate to the next.
#pragma once

/// y(n, k) = Σⱼ weights(k, j) (x(n, j) − centres(k, j))², in double precision.
void ck_scaled_squares(long n, long k, long d, const double *x, const double *centres, const double *weights, double *y);
