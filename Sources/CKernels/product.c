#include "clones.h"
#include "product.h"

// The offsets of `count` elements from the first on.
static void axis_offsets(CKAxis axis, long first, long count, long *offsets) {
  if (count == 0) return;  // there may be no inner element to count by: a kernel of zeros has no tap in use
  if (axis.middle == 1 && axis.inner == 1 && !axis.table) {
    for (long i = 0; i < count; i++) offsets[i] = (first + i) * axis.outer_stride;
    return;
  }
  long inner = first % axis.inner, middle = first / axis.inner % axis.middle, outer = first / axis.inner / axis.middle;
  if (axis.table) {
    for (long i = 0; i < count; i++) {
      offsets[i] = outer * axis.outer_stride + axis.table[inner];
      if (++inner == axis.inner) inner = 0, outer++;
    }
    return;
  }
  for (long i = 0; i < count; i++) {
    offsets[i] = outer * axis.outer_stride + middle * axis.middle_stride + inner * axis.inner_stride;
    if (++inner < axis.inner) continue;
    inner = 0;
    if (++middle < axis.middle) continue;
    middle = 0;
    outer++;
  }
}

// How many elements from this one on lie side by side, itself included.
INLINE long ck_axis_run(CKAxis axis, long i) {
  if (axis.inner == 1 && axis.middle == 1 && !axis.table) return axis.outer_stride == 1 ? 1L << 40 : 1;
  if (axis.table || axis.inner_stride != 1) return 1;
  if (axis.middle_stride != axis.inner && axis.middle > 1) return axis.inner - i % axis.inner;
  long plane = axis.inner * axis.middle;
  return axis.outer_stride == plane ? 1L << 40 : plane - i % plane;
}

// One tile's work: what it reads, and the offsets in C of its rows and columns.
typedef struct {
  int rows, columns, add;
  long depth, a_step, b_step;
  const long *row, *column;
  const void *a, *b, *row_start, *column_start;
  void *c;
} CKTile;

#define T float
#if defined(__x86_64__)
#define TARGET __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define NAME(x) f4_##x
#define BYTES 64
#define ROWS 14
#define VECTORS 2
#include "tile.h"
#undef TARGET
#undef NAME
#undef BYTES
#undef ROWS
#define TARGET __attribute__((target("arch=x86-64-v3")))
#define NAME(x) f3_##x
#define BYTES 32
#define ROWS 6
#include "tile.h"
#undef TARGET
#undef NAME
#undef BYTES
#undef ROWS
#undef VECTORS
#endif
#define TARGET
#define NAME(x) f0_##x
#define BYTES 16
#define ROWS 6
#define VECTORS 2
#include "tile.h"
#undef NAME
#undef TARGET
#undef BYTES
#undef ROWS
#undef VECTORS
#undef T

#define T double
#if defined(__x86_64__)
#define TARGET __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define NAME(x) d4_##x
#define BYTES 64
#define ROWS 14
#define VECTORS 2
#include "tile.h"
#undef TARGET
#undef NAME
#undef BYTES
#undef ROWS
#define TARGET __attribute__((target("arch=x86-64-v3")))
#define NAME(x) d3_##x
#define BYTES 32
#define ROWS 6
#include "tile.h"
#undef TARGET
#undef NAME
#undef BYTES
#undef ROWS
#undef VECTORS
#endif
#define TARGET
#define NAME(x) d0_##x
#define BYTES 16
#define ROWS 6
#define VECTORS 2
#include "tile.h"
#undef NAME
#undef TARGET
#undef BYTES
#undef ROWS
#undef VECTORS
#undef T

// What the processor has: the tile's size, and the functions for it.
typedef struct {
  int rows, width;
  void (*pack)(const void *x, const long *lines, int count, int width, CKAxis axis, long first, long depth,
               const long *steps, void *y);
  void (*place)(const CKTile *tile);
} Tile;
#define TILE_OF(prefix, r) {r, prefix##_width, (void *)prefix##_pack, (void *)prefix##_place}

static const Tile *tile_of(int dtype) {
  static const Tile base[2] = {TILE_OF(f0, 6), TILE_OF(d0, 6)};
#if defined(__x86_64__)
  static const Tile v4[2] = {TILE_OF(f4, 14), TILE_OF(d4, 14)}, v3[2] = {TILE_OF(f3, 6), TILE_OF(d3, 6)};
  static int generation;
  if (generation == 0) {
    __builtin_cpu_init();
    generation = __builtin_cpu_supports("x86-64-v4") ? 4 : __builtin_cpu_supports("x86-64-v3") ? 3 : 1;
  }
  if (generation == 4) return &v4[dtype];
  if (generation == 3) return &v3[dtype];
#endif
  return &base[dtype];
}

// A panel of B stays in the first-level cache while all of A's panels go by, which come from the second or third.
enum { MOST_ROWS = 1024, MOST_DEPTH = 320, MOST_WIDTH = 128 / sizeof(float) };

// What the threads that share one block of rows and steps know.
typedef struct {
  const Tile *tile;
  int size, add, panel_rows, a_is_packed, b_is_direct;
  long first_row, rows, columns, first_step, depth, a_panels, row_groups;
  CKMatrix a, b, c;
  char *packed_a;
  const char *row_bias, *column_bias;
} Block;

INLINE int is_plain(CKAxis axis) { return axis.middle == 1 && axis.inner == 1 && !axis.table; }

static void pack_a(long begin, long end, void *context) {
  const Block *block = context;
  long lines[16], steps[MOST_DEPTH];
  axis_offsets(block->a.columns, block->first_step, block->depth, steps);
  for (long panel = begin; panel < end; panel++) {
    long first = panel * block->panel_rows, count = smaller(block->panel_rows, block->rows - first);
    axis_offsets(block->a.rows, block->first_row + first, count, lines);
    block->tile->pack(block->a.elements, lines, (int)count, (int)count, block->a.columns, block->first_step, block->depth,
                      steps, block->packed_a + first * block->depth * block->size);
  }
}

// Panels of B, each packed by the thread that uses it, against groups of A's panels.
static void multiply_panels(long begin, long end, void *context) {
  const Block *block = context;
  const Tile *tile = block->tile;
  long row_at[16], column_at[MOST_WIDTH], lines[MOST_WIDTH], steps[MOST_DEPTH], size = block->size;
  char panel[MOST_DEPTH * MOST_WIDTH * sizeof(float) + 64] __attribute__((aligned(64)));
  if (!block->b_is_direct || block->columns % tile->width != 0)
    axis_offsets(block->b.rows, block->first_step, block->depth, steps);
  CKTile t = {.add = block->add, .depth = block->depth, .row = row_at, .column = column_at, .c = block->c.elements};
  long each = (block->a_panels + block->row_groups - 1) / block->row_groups, packed = -1;
  for (long index = begin; index < end; index++) {
    long j = index / block->row_groups, group = index % block->row_groups, column = j * tile->width;
    t.columns = (int)smaller(tile->width, block->columns - column);
    if (block->b_is_direct && t.columns == tile->width) {
      t.b_step = block->b.rows.outer_stride;
      t.b = (char *)block->b.elements + (block->first_step * t.b_step + column) * size;
    } else if (packed != j) {
      axis_offsets(block->b.columns, column, t.columns, lines);
      tile->pack(block->b.elements, lines, t.columns, tile->width, block->b.rows, block->first_step, block->depth, steps, panel);
      t.b = panel;
      t.b_step = tile->width;
      packed = j;
    }
    if (block->column_bias) t.column_start = block->column_bias + column * size;
    axis_offsets(block->c.columns, column, t.columns, column_at);
    for (long i = group * each; i < smaller(block->a_panels, (group + 1) * each); i++) {
      long row = i * block->panel_rows;
      t.rows = (int)smaller(block->panel_rows, block->rows - row);
      if (block->a_is_packed) {
        t.a_step = t.rows;
        t.a = block->packed_a + row * block->depth * size;
      } else {
        t.a_step = block->a.columns.outer_stride;
        t.a = (char *)block->a.elements + (block->first_step * t.a_step + block->first_row + row) * size;
      }
      if (block->row_bias) t.row_start = block->row_bias + (block->first_row + row) * size;
      axis_offsets(block->c.rows, block->first_row + row, t.rows, row_at);
      tile->place(&t);
    }
  }
}

// Memory for the panels, kept by each thread that multiplies.
static _Thread_local char *panels;
static _Thread_local size_t panels_size;

static char *panel_memory(size_t bytes) {
  if (bytes > panels_size) {
    free(panels);
    panels_size = (bytes + 4095) & ~(size_t)4095;
    panels = aligned_alloc(64, panels_size);
    if (!panels) ck_trap();
  }
  return panels;
}

void ck_free_panels(void) {
  free(panels);
  panels = 0;
  panels_size = 0;
}

INLINE long even_share(long total, long most) {
  long pieces = (total + most - 1) / most;
  return (total + pieces - 1) / pieces;
}

typedef struct {
  int size;
  long columns;
  CKMatrix from, to;
} Spread;

// Rows of a dense matrix to where they belong.
static void spread_rows(long begin, long end, void *context) {
  const Spread *s = context;
  enum { MOST = 1024 };
  long at[MOST], row_at;
  for (long row = begin; row < end; row++) {
    axis_offsets(s->to.rows, row, 1, &row_at);
    char *to = (char *)s->to.elements + row_at * s->size, *from = (char *)s->from.elements + row * s->columns * s->size;
    for (long first = 0; first < s->columns; first += MOST) {
      long count = smaller(MOST, s->columns - first);
      axis_offsets(s->to.columns, first, count, at);
      if (s->size == 4) for (long j = 0; j < count; j++) ((float *)to)[at[j]] = ((float *)from)[first + j];
      else for (long j = 0; j < count; j++) ((double *)to)[at[j]] = ((double *)from)[first + j];
    }
  }
}

// C = or += A B over the steps from the first to before the last.
static void contract_steps(int dtype, long m, long n, long first, long last, CKMatrix a, CKMatrix b, CKMatrix c,
                           const void *row_bias, const void *column_bias, int add) {
  const Tile *tile = tile_of(dtype);
  Block block = {.tile = tile, .size = dtype == CK_FLOAT32 ? 4 : 8, .a = a, .b = b, .c = c, .columns = n};
  long depth = last == first ? 1 : even_share(last - first, MOST_DEPTH), rows = even_share(m, MOST_ROWS);
  block.panel_rows = (int)even_share(rows, tile->rows);
  rows = (rows + block.panel_rows - 1) / block.panel_rows * block.panel_rows;
  // Lines that already lie side by side are read where they are. Not those of B in rows whose addresses fall upon each other in
  // the cache, as A's panels come by them again and again.
  block.a_is_packed = !(is_plain(a.rows) && is_plain(a.columns) && a.rows.outer_stride == 1);
  block.b_is_direct = is_plain(b.rows) && is_plain(b.columns) && b.columns.outer_stride == 1
                   && (b.rows.outer_stride * block.size % 1024 != 0 || m <= 2 * block.panel_rows);
  if (block.a_is_packed) block.packed_a = panel_memory(rows * depth * block.size + 64);
  long b_panels = (n + tile->width - 1) / tile->width;
  for (long step = first; step < last || step == first; step += depth)
    for (long row = 0; row < m; row += rows) {
      block.first_row = row, block.rows = smaller(rows, m - row);
      block.first_step = step, block.depth = smaller(depth, last - step);
      block.a_panels = (block.rows + block.panel_rows - 1) / block.panel_rows;
      block.add = add || step > first;
      block.row_bias = step == first ? row_bias : 0;
      block.column_bias = step == first ? column_bias : 0;
      // A piece of work is worth waking a thread for from some ten thousand multiplications on.
      if (block.a_is_packed)
        ck_parallel_for(block.a_panels, 1 + 20000 / (block.depth * block.panel_rows + 1), pack_a, &block);
      block.row_groups = b_panels >= 16 ? 1 : smaller(block.a_panels, (16 + b_panels - 1) / b_panels);
      long pieces = b_panels * block.row_groups, work = block.rows * n * block.depth / pieces;
      ck_parallel_for(pieces, 1 + 250000 / (work + 1), multiply_panels, &block);
    }
}

// A small result of very many steps is the sum of SLICES results, each by one thread.
enum { SLICES = 8 };

typedef struct {
  int dtype;
  long m, n, k;
  CKMatrix a, b;
  char *sums;
} Slices;

static void contract_slices(long begin, long end, void *context) {
  const Slices *s = context;
  for (long i = begin; i < end; i++) {
    CKMatrix c = {s->sums + i * s->m * s->n * (s->dtype == CK_FLOAT32 ? 4 : 8), {1, 1, s->n, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};
    contract_steps(s->dtype, s->m, s->n, i * s->k / SLICES, (i + 1) * s->k / SLICES, s->a, s->b, c, 0, 0, 0);
  }
}

static void add_slices(int dtype, long n, char *sums) {
  for (long slice = 1; slice < SLICES; slice++) ck_add_scaled(dtype, n, sums, sums + slice * n * (dtype == CK_FLOAT32 ? 4 : 8), 1);
}

void ck_contract(int dtype, long m, long n, long k, CKMatrix a, CKMatrix b, CKMatrix c, const void *row_bias,
                 const void *column_bias, int add) {
  if (m <= 0 || n <= 0 || (k == 0 && add)) return;
  int is_sliced = k >= 2 * SLICES * MOST_DEPTH && m * n <= 1 << 16 && !row_bias && !column_bias;
  int is_scattered = k > MOST_DEPTH && !(is_plain(c.columns) && c.columns.outer_stride == 1);
  if (add || !(is_sliced || is_scattered)) {
    contract_steps(dtype, m, n, 0, k, a, b, c, row_bias, column_bias, add);
    return;
  }
  // Into a dense matrix first: scattered elements are then written only once.
  int size = dtype == CK_FLOAT32 ? 4 : 8;
  long bytes = m * n * size * (is_sliced ? SLICES : 1);
  CKMatrix dense = {ck_allocate(bytes), {1, 1, n, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};
  if (!dense.elements) ck_trap();
  if (is_sliced) {
    Slices slices = {dtype, m, n, k, a, b, dense.elements};
    ck_parallel_for(SLICES, 1, contract_slices, &slices);
    add_slices(dtype, m * n, dense.elements);
  } else {
    contract_steps(dtype, m, n, 0, k, a, b, dense, row_bias, column_bias, 0);
  }
  Spread spread = {size, n, dense, c};
  ck_parallel_for(m, 1 + 16384 / n, spread_rows, &spread);
  ck_release(dense.elements, bytes);
}

typedef struct {
  int dtype, add;
  const long *a_at, *b_at, *c_at;
  long m, n, k;
  CKMatrix a, b, c;
} Batch;

static void contract_some(long begin, long end, void *context) {
  const Batch *batch = context;
  long size = batch->dtype == CK_FLOAT32 ? 4 : 8;
  for (long i = begin; i < end; i++) {
    CKMatrix a = batch->a, b = batch->b, c = batch->c;
    a.elements = (char *)a.elements + batch->a_at[i] * size;
    b.elements = (char *)b.elements + batch->b_at[i] * size;
    c.elements = (char *)c.elements + (batch->c_at ? batch->c_at[i] : i * batch->m * batch->n) * size;
    ck_contract(batch->dtype, batch->m, batch->n, batch->k, a, b, c, 0, 0, batch->add);
  }
}

void ck_contract_many(int dtype, long count, const long *a_at, const long *b_at, const long *c_at, long m, long n, long k,
                      CKMatrix a, CKMatrix b, CKMatrix c, int add) {
  Batch batch = {dtype, add, a_at, b_at, c_at, m, n, k, a, b, c};
  long work = m * n * k;
  if (count < 4 && work > 4000000) contract_some(0, count, &batch);  // each by all threads
  else ck_parallel_for(count, 1 + 250000 / (work + 1), contract_some, &batch);
}

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

INLINE CKAxis plain(long stride) { return (CKAxis){1, 1, stride, 0, 0, 0}; }

void ck_product(int dtype, long m, long n, long k, const void *a, long a_row, long a_column, const void *b, long b_row,
                long b_column, const void *bias, void *c) {
  if (dtype == CK_FLOAT32 && k <= SMALL_DEPTH && m * n * k <= SMALL) {
    small_product(m, n, k, a, a_row, a_column, b, b_row, b_column, bias, c);
    return;
  }
  CKMatrix x = {(void *)a, plain(a_row), plain(a_column)}, y = {(void *)b, plain(b_row), plain(b_column)};
  ck_contract(dtype, m, n, k, x, y, (CKMatrix){c, plain(n), plain(1)}, 0, bias, 0);
}

void ck_products(int dtype, long count, const long *a_at, const long *b_at, long m, long n, long k, const void *a,
                 long a_row, long a_column, const void *b, long b_row, long b_column, void *c) {
  CKMatrix x = {(void *)a, plain(a_row), plain(a_column)}, y = {(void *)b, plain(b_row), plain(b_column)};
  ck_contract_many(dtype, count, a_at, b_at, 0, m, n, k, x, y, (CKMatrix){c, plain(n), plain(1)}, 0);
}
