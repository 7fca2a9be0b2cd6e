#include "scaled_squares.h"
#include "rows.h"

#define SQUARE(gap) ({ __auto_type gap_ = (gap); gap_ * gap_; })

typedef struct {
  long k, d;
  const double *x, *centres, *weights;
  double *y;
} Distances;

CLONES static void distances(long begin, long end, void *context) {
  const Distances *s = context;
  long d = s->d;
  for (long row = begin; row < end; row++) {
    const double *x = s->x + row * d;
    for (long k = 0; k < s->k; k++) {
      const double *c = s->centres + k * d, *w = s->weights + k * d;
      SUM(d, double, sum, d, CONST_AT(d, w + i) * SQUARE(CONST_AT(d, x + i) - CONST_AT(d, c + i)), w[i] * SQUARE(x[i] - c[i]))
      s->y[row * s->k + k] = sum;
    }
  }
}

void ck_scaled_squares(long n, long k, long d, const double *x, const double *centres, const double *weights, double *y) {
  Distances task = {k, d, x, centres, weights, y};
  each_row(n, 3 * k * d, distances, &task);
}
