// Spins on rectangular grids, updated one after the other given their four neighbours.
#pragma once
#include <stdint.h>

/// `chains` independent grids, one after the other. On a periodic grid the edges are neighbours; then both sides are at least 3.
typedef struct {
  long chains, height, width;
  int64_t is_periodic;
  int64_t is_greedy;  // each takes the likeliest value instead of drawing one; of equal ones, its own
  double coupling;    // for each neighbour that is equal, divided by the temperature
  uint64_t seed, offset;
} CKLattice;

/// How many of the generator's blocks a sweep uses.
long ck_lattice_blocks(const CKLattice *lattice);

/// Spins of −1 and 1; `field` (height, width) is divided by the temperature as well. Sites that are not neighbours of each other
/// are updated together, so the result is what one after the other would give, for any number of threads.
void ck_lattice_ising(const CKLattice *lattice, long sweeps, const float *field, float *spins);

/// States 0..<states. `weights` (height, width, states) multiply a site's probabilities.
void ck_lattice_potts(const CKLattice *lattice, long sweeps, long states, const double *weights, int64_t *spins);
