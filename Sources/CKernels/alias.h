// Tables from which one random word draws an index with given weights (Walker, 1977; Vose, 1991).
#pragma once
#include <stdint.h>

/// A column of the table: its own index below the threshold, another from there on.
typedef struct {
  uint64_t threshold;
  int64_t other;
} Column;

/// Fills the columns of `count` weights, using `order` for as many indices and changing the weights. Where they have no positive
/// finite sum the last index is always drawn.
void ck_alias_table(double *weights, long count, long *order, Column *columns);

/// The index that a word draws: the column by its upper part, and what is left of it against the threshold.
static inline int64_t ck_alias_draw(const Column *columns, uint64_t count, uint64_t word) {
  unsigned __int128 product = (unsigned __int128)word * count;
  uint64_t index = (uint64_t)(product >> 64);
  const Column *column = columns + index;
  return (uint64_t)product < column->threshold ? (int64_t)index : column->other;
}
