// No fused multiply-add: the same seed gives the same spins on every processor.
#pragma STDC FP_CONTRACT OFF
#include "mathematics.h"
#include "lattices.h"

// Sites of one colour have no neighbours of that colour: squares of a chequerboard, with a third colour where an odd number of
// squares closes to a ring. A row's colour and a column's colour add up to the site's.
INLINE long colours_of(const CKLattice *l) { return l->is_periodic && (l->height % 2 || l->width % 2) ? 3 : 2; }
INLINE long colour_of_line(const CKLattice *l, long i, long length) {
  return l->is_periodic && length % 2 && i == length - 1 ? 2 : i % 2;
}
INLINE long blocks_per_row(const CKLattice *l) { return ((l->width + 1) / 2 + 3) / 4; }

long ck_lattice_blocks(const CKLattice *l) { return l->chains * l->height * blocks_per_row(l) * colours_of(l); }

// The sites of a colour in a row: first, first + 2, …
typedef struct { long first, count; } Sites;
INLINE Sites sites_in_row(const CKLattice *l, long row, long colour) {
  long colours = colours_of(l);
  long wanted = (colour - colour_of_line(l, row, l->height) + colours) % colours;
  int has_third = l->is_periodic && l->width % 2;
  if (wanted == 2) return (Sites){l->width - 1, has_third ? 1 : 0};
  long width = has_third ? l->width - 1 : l->width;
  return (Sites){wanted, wanted < width ? (width - wanted + 1) / 2 : 0};
}

typedef struct {
  const CKLattice *lattice;
  long colour, states;
  uint64_t offset;
  const float *field;
  const double *weights;
  float *spins;
  int64_t *labels;
  double bond[5];  // e^(coupling · number of equal neighbours)
} Sweep;

enum { TILE = 256 };

// The uniform numbers from site k of a row on, of the `end` rows that this range goes to. Short rows' are made several rows at a
// time; `*ready` is the first row that has none yet.
INLINE const float *uniforms(const Sweep *s, long row, long k, long count, long end, float *u, long *first, long *ready) {
  const CKLattice *l = s->lattice;
  const long per_row = 4 * blocks_per_row(l);
  if (per_row > TILE) {
    ck_random_uniform(CK_FLOAT32, count, l->seed, s->offset + row * blocks_per_row(l) + k / 4, u, 0, 1);
    return u;
  }
  if (row >= *ready) {
    *first = row;
    *ready = smaller(end, row + TILE / per_row);
    ck_random_uniform(CK_FLOAT32, (*ready - row) * per_row, l->seed, s->offset + row * blocks_per_row(l), u, 0, 1);
  }
  return u + (row - *first) * per_row;
}

CLONES static void decide(long n, const float *field, const float *u, float *spins) {
  for (long k = 0; k < n; k++) spins[k] = u[k] < sigmoid_f(2.0f * field[k]) ? 1.0f : -1.0f;
}

static void ising_rows(long begin, long end, void *context) {
  const Sweep *s = context;
  const CKLattice *l = s->lattice;
  const long height = l->height, width = l->width;
  const float coupling = (float)l->coupling;
  float u[TILE], local[TILE], drawn[TILE];
  long first = 0, ready = 0;
  for (long r = begin; r < end; r++) {
    const long i = r % height;
    const Sites sites = sites_in_row(l, i, s->colour);
    float *grid = s->spins + (r / height) * height * width, *row = grid + i * width;
    const float *field = s->field + i * width;
    const long above = i > 0 ? i - 1 : l->is_periodic ? height - 1 : -1;
    const long below = i + 1 < height ? i + 1 : l->is_periodic ? 0 : -1;
    for (long k = 0; k < sites.count; k += TILE) {
      const long n = smaller(TILE, sites.count - k);
      for (long m = 0; m < n; m++) {
        const long j = sites.first + 2 * (k + m);
        float sum = 0;
        if (above >= 0) sum += grid[above * width + j];
        if (below >= 0) sum += grid[below * width + j];
        if (j > 0) sum += row[j - 1];
        else if (l->is_periodic) sum += row[width - 1];
        if (j + 1 < width) sum += row[j + 1];
        else if (l->is_periodic) sum += row[0];
        local[m] = coupling * sum + field[j];
      }
      if (l->is_greedy) {
        for (long m = 0; m < n; m++)
          drawn[m] = local[m] > 0 ? 1.0f : local[m] < 0 ? -1.0f : row[sites.first + 2 * (k + m)];
      } else {
        decide(n, local, uniforms(s, r, k, n, end, u, &first, &ready), drawn);
      }
      for (long m = 0; m < n; m++) row[sites.first + 2 * (k + m)] = drawn[m];
    }
  }
}

static void potts_rows(long begin, long end, void *context) {
  const Sweep *s = context;
  const CKLattice *l = s->lattice;
  const long height = l->height, width = l->width, states = s->states;
  float u[TILE];
  const float *own_u = u;
  long first = 0, ready = 0;
  double weight[64];
  for (long r = begin; r < end; r++) {
    const long i = r % height;
    const Sites sites = sites_in_row(l, i, s->colour);
    int64_t *grid = s->labels + (r / height) * height * width, *row = grid + i * width;
    for (long k = 0; k < sites.count; k++) {
      if (k % TILE == 0 && !l->is_greedy)
        own_u = uniforms(s, r, k, smaller(TILE, sites.count - k), end, u, &first, &ready);
      const long j = sites.first + 2 * k;
      int64_t near[4];
      long count = 0;
      if (i > 0 || l->is_periodic) near[count++] = grid[(i > 0 ? i - 1 : height - 1) * width + j];
      if (i + 1 < height || l->is_periodic) near[count++] = grid[(i + 1 < height ? i + 1 : 0) * width + j];
      if (j > 0 || l->is_periodic) near[count++] = row[j > 0 ? j - 1 : width - 1];
      if (j + 1 < width || l->is_periodic) near[count++] = row[j + 1 < width ? j + 1 : 0];
      const double *own = s->weights + (i * width + j) * states;
      double total = 0;
      for (long q = 0; q < states; q++) {
        int equal = 0;
        for (long m = 0; m < count; m++) equal += near[m] == q;
        weight[q] = own[q] * s->bond[equal];
        total += weight[q];
      }
      long chosen = row[j];
      if (l->is_greedy) {
        for (long q = 0; q < states; q++) if (weight[q] > weight[chosen]) chosen = q;
      } else {
        double rest = own_u[k % TILE] * total;
        chosen = 0;
        while (chosen < states - 1 && (rest >= weight[chosen] || weight[chosen] == 0)) rest -= weight[chosen++];
        // Rounding at the very end must not give what is impossible.
        while (weight[chosen] == 0 && chosen > 0) chosen--;
      }
      row[j] = chosen;
    }
  }
}

static void run(const CKLattice *l, long sweeps, Sweep *s, CKLoopBody body) {
  const long rows = l->chains * l->height, per_colour = rows * blocks_per_row(l);
  s->lattice = l;
  s->offset = l->offset;
  for (long sweep = 0; sweep < sweeps; sweep++)
    for (s->colour = 0; s->colour < colours_of(l); s->colour++) {
      ck_parallel_for(rows, 1 + 4096 / l->width, body, s);
      s->offset += per_colour;
    }
}

void ck_lattice_ising(const CKLattice *l, long sweeps, const float *field, float *spins) {
  Sweep s = {.field = field, .spins = spins};
  run(l, sweeps, &s, ising_rows);
}

void ck_lattice_potts(const CKLattice *l, long sweeps, long states, const double *weights, int64_t *spins) {
  Sweep s = {.states = states, .weights = weights, .labels = spins};
  // Only ratios count: a large coupling must not overflow.
  for (int n = 0; n < 5; n++) s.bond[n] = exp(l->coupling * n - (l->coupling > 0 ? 4 * l->coupling : 0));
  run(l, sweeps, &s, potts_rows);
}
