#pragma STDC FP_CONTRACT OFF
#include "alias.h"
#include "clones.h"

void ck_alias_table(double *weights, long count, long *order, Column *columns) {
  double total = 0;
  long largest = count - 1;
  for (long i = 0; i < count; i++) {
    total += weights[i];
    if (weights[i] > weights[largest]) largest = i;
  }
  if (!(total > 0 && total < INFINITY)) {
    for (long i = 0; i < count; i++) columns[i] = (Column){0, count - 1};
    return;
  }
  // Indices below the average from the front, the others from the back.
  long small = 0, large = count;
  for (long i = 0; i < count; i++) {
    weights[i] = weights[i] / total * (double)count;
    if (weights[i] < 1) order[small++] = i; else order[--large] = i;
  }
  while (small > 0 && large < count) {
    long i = order[--small], j = order[large];
    columns[i] = (Column){(uint64_t)(weights[i] * 0x1p64), j};
    weights[j] = weights[j] + weights[i] - 1;
    if (weights[j] < 1) {
      large++;
      order[small++] = j;
    }
  }
  for (; large < count; large++) columns[order[large]] = (Column){UINT64_MAX, order[large]};
  // Left by rounding: almost whole, unless they have no weight at all.
  while (small > 0) {
    long i = order[--small];
    columns[i] = (Column){weights[i] > 0.5 ? UINT64_MAX : 0, largest};
  }
}
