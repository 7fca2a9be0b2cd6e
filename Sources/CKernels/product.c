#include "clones.h"
#include "product.h"

// The offsets of `count` elements from the first on.
static void axis_offsets(CKAxis axis, long first, long count, long *offsets) {
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

// A block of A, MOST_ROWS × MOST_DEPTH, stays in the second-level cache, and so does much of a block of B.
enum { MOST_ROWS = 224, MOST_DEPTH = 320, MOST_COLUMNS = 1024 };

// What the threads that share one block know.
typedef struct {
  const Tile *tile;
  int size, add, panel_rows;
  long first_row, rows, first_column, columns, first_step, depth, a_panels, b_panels, row_groups;
  long a_packed, b_packed;  // how many panels are packed: of A all or none, of B all or the last, where it is narrow
  CKMatrix a, b, c;
  char *packed_a, *packed_b;
  const char *row_bias, *column_bias;
} Block;

INLINE int is_plain(CKAxis axis) { return axis.middle == 1 && axis.inner == 1 && !axis.table; }

// The panels of B and then those of A.
static void pack_panels(long begin, long end, void *context) {
  Block *block = context;
  const Tile *tile = block->tile;
  long lines[64], steps[MOST_DEPTH];
  int steps_of = -1;
  for (long index = begin; index < end; index++) {
    int is_a = index >= block->b_packed;
    CKAxis line = is_a ? block->a.rows : block->b.columns, step = is_a ? block->a.columns : block->b.rows;
    if (steps_of != is_a) axis_offsets(step, block->first_step, block->depth, steps);
    steps_of = is_a;
    long panel = is_a ? index - block->b_packed : block->b_panels - block->b_packed + index;
    long wide = is_a ? block->panel_rows : tile->width;
    long first = panel * wide, count = smaller(wide, (is_a ? block->rows : block->columns) - first);
    axis_offsets(line, (is_a ? block->first_row : block->first_column) + first, count, lines);
    char *packed = (is_a ? block->packed_a : block->packed_b) + first * block->depth * block->size;
    tile->pack(is_a ? block->a.elements : block->b.elements, lines, (int)count, is_a ? (int)count : tile->width, step,
               block->first_step, block->depth, steps, packed);
  }
}

// A panel of B against a group of A's panels.
static void multiply_panels(long begin, long end, void *context) {
  const Block *block = context;
  const Tile *tile = block->tile;
  long row_at[16], column_at[64], size = block->size;
  CKTile t = {.add = block->add, .depth = block->depth, .row = row_at, .column = column_at, .c = block->c.elements};
  long each = (block->a_panels + block->row_groups - 1) / block->row_groups;
  for (long index = begin; index < end; index++) {
    long j = index / block->row_groups, group = index % block->row_groups;
    long column = j * tile->width;
    t.columns = (int)smaller(tile->width, block->columns - column);
    t.b = block->packed_b + column * block->depth * size;
    t.b_step = tile->width;
    if (j < block->b_panels - block->b_packed) {
      t.b_step = block->b.rows.outer_stride;
      t.b = (char *)block->b.elements + (block->first_step * t.b_step + block->first_column + column) * size;
    }
    if (block->column_bias) t.column_start = block->column_bias + (block->first_column + column) * size;
    axis_offsets(block->c.columns, block->first_column + column, t.columns, column_at);
    for (long i = group * each; i < smaller(block->a_panels, (group + 1) * each); i++) {
      long row = i * block->panel_rows;
      t.rows = (int)smaller(block->panel_rows, block->rows - row);
      if (block->a_packed == 0) {
        t.a_step = block->a.columns.outer_stride;
        t.a = (char *)block->a.elements + (block->first_step * t.a_step + block->first_row + row) * size;
      } else {
        t.a_step = t.rows;
        t.a = block->packed_a + row * block->depth * size;
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
  long at[MOST_COLUMNS], row_at;
  for (long row = begin; row < end; row++) {
    axis_offsets(s->to.rows, row, 1, &row_at);
    char *to = (char *)s->to.elements + row_at * s->size, *from = (char *)s->from.elements + row * s->columns * s->size;
    for (long first = 0; first < s->columns; first += MOST_COLUMNS) {
      long count = smaller(MOST_COLUMNS, s->columns - first);
      axis_offsets(s->to.columns, first, count, at);
      if (s->size == 4) for (long j = 0; j < count; j++) ((float *)to)[at[j]] = ((float *)from)[first + j];
      else for (long j = 0; j < count; j++) ((double *)to)[at[j]] = ((double *)from)[first + j];
    }
  }
}

void ck_contract(int dtype, long m, long n, long k, CKMatrix a, CKMatrix b, CKMatrix c, const void *row_bias,
                 const void *column_bias, int add) {
  if (m <= 0 || n <= 0) return;
  const Tile *tile = tile_of(dtype);
  Block block = {.tile = tile, .size = dtype == CK_FLOAT32 ? 4 : 8, .a = a, .b = b, .c = c};
  if (k == 0 && add) return;
  if (k > MOST_DEPTH && !add && !(is_plain(c.columns) && c.columns.outer_stride == 1)) {
    // Scattered elements are added to only once.
    CKMatrix dense = {ck_allocate(m * n * block.size), {1, 1, n, 0, 0, 0}, {1, 1, 1, 0, 0, 0}};
    if (!dense.elements) ck_trap();
    ck_contract(dtype, m, n, k, a, b, dense, row_bias, column_bias, 0);
    Spread spread = {block.size, n, dense, c};
    ck_parallel_for(m, 1 + 16384 / n, spread_rows, &spread);
    ck_release(dense.elements, m * n * block.size);
    return;
  }
  long depth = k == 0 ? 1 : even_share(k, MOST_DEPTH), rows = even_share(m, MOST_ROWS), columns = even_share(n, MOST_COLUMNS);
  block.panel_rows = (int)even_share(rows, tile->rows);
  rows = (rows + block.panel_rows - 1) / block.panel_rows * block.panel_rows;
  columns = (columns + tile->width - 1) / tile->width * tile->width;
  // Lines that already lie side by side are read where they are. Not those of B in rows whose addresses fall upon each other in
  // the cache, as A's panels come by them again and again.
  int a_direct = is_plain(a.rows) && is_plain(a.columns) && a.rows.outer_stride == 1;
  int b_direct = is_plain(b.rows) && is_plain(b.columns) && b.columns.outer_stride == 1
              && (b.rows.outer_stride * block.size % 1024 != 0 || m <= 2 * block.panel_rows);
  block.packed_a = panel_memory((rows * depth + columns * depth) * block.size + 256);
  block.packed_b = block.packed_a + ((rows * depth * block.size + 63) & ~63L);
  for (long column = 0; column < n; column += columns)
    for (long step = 0; step < k || step == 0; step += depth)
      for (long row = 0; row < m; row += rows) {
        block.first_row = row, block.rows = smaller(rows, m - row);
        block.first_column = column, block.columns = smaller(columns, n - column);
        block.first_step = step, block.depth = smaller(depth, k - step);
        block.a_panels = (block.rows + block.panel_rows - 1) / block.panel_rows;
        block.add = add || step > 0;
        block.row_bias = step == 0 ? row_bias : 0;
        block.column_bias = step == 0 ? column_bias : 0;
        block.b_panels = (block.columns + tile->width - 1) / tile->width;
        block.a_packed = a_direct ? 0 : block.a_panels;
        long b_packed = b_direct ? block.columns % tile->width != 0 : block.b_panels;
        block.b_packed = row == 0 ? b_packed : 0;
        // A piece of work is worth waking a thread for from some ten thousand multiplications on.
        ck_parallel_for(block.b_packed + block.a_packed, 1 + 20000 / (block.depth * tile->width + 1), pack_panels, &block);
        block.b_packed = b_packed;
        block.row_groups = block.b_panels >= 16 ? 1 : smaller(block.a_panels, (16 + block.b_panels - 1) / block.b_panels);
        long pieces = block.b_panels * block.row_groups, work = block.rows * block.columns * block.depth / pieces;
        ck_parallel_for(pieces, 1 + 250000 / (work + 1), multiply_panels, &block);
      }
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
