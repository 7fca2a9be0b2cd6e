// The inner loops of the matrix product, for one element type and one generation of processors: included by product.c once for
// each, with T, BYTES (of a vector), ROWS and VECTORS (of the largest tile), TARGET and NAME(x) defined.
//
// A tile of C, ROWS × (VECTORS vectors), stays in registers while a panel of A and a panel of B go by (Goto and van de Geijn,
// “Anatomy of High-Performance Matrix Multiplication”, 2008).

enum { NAME(lanes) = BYTES / sizeof(T), NAME(width) = VECTORS * BYTES / sizeof(T) };
typedef T NAME(vector) __attribute__((vector_size(BYTES), aligned(sizeof(T)), may_alias));
typedef T NAME(four) __attribute__((vector_size(4 * sizeof(T)), aligned(sizeof(T)), may_alias));

#define LOAD(p) (*(const NAME(vector) *)(p))
#define STORE(p, v) (*(NAME(vector) *)(p) = (v))

// c(rows, width) = or += a(depth, rows)ᵀ b(depth, width), plus what each row and each column begin with. The rows of a, b and c
// are a_step, b_step and c_step apart.
INLINE TARGET void NAME(tile)(const int rows, const CKTile *t, T *c, long c_step) {
  const T *a = t->a, *b = t->b, *row_start = t->row_start, *column_start = t->column_start;
  const long a_step = t->a_step, b_step = t->b_step, depth = t->depth;
  NAME(vector) sum[ROWS][VECTORS];
  _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++)
    for (int v = 0; v < VECTORS; v++) {
      sum[i][v] = (NAME(vector)){0};
      if (i < rows && row_start) sum[i][v] += row_start[i];
      if (i < rows && column_start) sum[i][v] += LOAD(column_start + v * NAME(lanes));
    }
  for (long p = 0; p < depth; p++, a += a_step, b += b_step) {
    NAME(vector) y[VECTORS];
    for (int v = 0; v < VECTORS; v++) y[v] = LOAD(b + v * NAME(lanes));
    _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++)
      if (i < rows)
        for (int v = 0; v < VECTORS; v++) sum[i][v] += a[i] * y[v];
  }
  _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++)
    if (i < rows)
      for (int v = 0; v < VECTORS; v++) {
        T *place = c + i * c_step + v * NAME(lanes);
        STORE(place, t->add ? LOAD(place) + sum[i][v] : sum[i][v]);
      }
}

#define TILE(n)                                                                                        \
  static TARGET void NAME(tile_##n)(const CKTile *t, T *c, long c_step) { NAME(tile)(n, t, c, c_step); }
TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if ROWS > 6
TILE(7) TILE(8) TILE(9) TILE(10) TILE(11) TILE(12) TILE(13) TILE(14)
#endif
#undef TILE

static void (*const NAME(tiles)[])(const CKTile *, T *, long) = {
  0, NAME(tile_1), NAME(tile_2), NAME(tile_3), NAME(tile_4), NAME(tile_5), NAME(tile_6),
#if ROWS > 6
  NAME(tile_7), NAME(tile_8), NAME(tile_9), NAME(tile_10), NAME(tile_11), NAME(tile_12), NAME(tile_13), NAME(tile_14),
#endif
};

// Four lines whose elements lie one after the other, as columns: four steps of four.
INLINE TARGET void NAME(turn_four)(const T *x0, const T *x1, const T *x2, const T *x3, T *y, long step) {
  typedef NAME(four) F;
  F a = *(const F *)x0, b = *(const F *)x1, c = *(const F *)x2, d = *(const F *)x3;
  F ab = __builtin_shufflevector(a, b, 0, 4, 1, 5), cd = __builtin_shufflevector(c, d, 0, 4, 1, 5);
  *(F *)y = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  *(F *)(y + step) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
  ab = __builtin_shufflevector(a, b, 2, 6, 3, 7), cd = __builtin_shufflevector(c, d, 2, 6, 3, 7);
  *(F *)(y + 2 * step) = __builtin_shufflevector(ab, cd, 0, 1, 4, 5);
  *(F *)(y + 3 * step) = __builtin_shufflevector(ab, cd, 2, 3, 6, 7);
}

// y[p][i] = x[lines[i] + steps[p]] for i < count, and anything up to `width`: a panel. Lines that lie one after the other are
// copied as vectors; otherwise steps that do are turned, four lines by four.
static TARGET void NAME(pack)(
  const T *x, const long *lines, int count, int width, CKAxis axis, long first, long depth, const long *steps, T *y) {
  if (depth == 0) return;
  // Runs of lines that lie side by side, in pieces of whole vectors. What a piece carries beyond its run is overwritten by the
  // next run or the next step.
  int at[64], pieces = 0, runs = 0;
  long from[64];
  for (int i = 0, end; i < count; i = end, runs++) {
    for (end = i + 1; end < count && lines[end] == lines[end - 1] + 1;) end++;
    for (; i < end; i += NAME(lanes)) at[pieces] = i, from[pieces++] = lines[i];
  }
  if (runs <= 4 || (2 * runs < count && ck_axis_run(axis, first) < 8)) {
#define PIECES(n) for (int k = 0; k < (n); k++) STORE(to + at[k], LOAD(base + from[k]))
#define STEPS(n)                                                                                       \
    for (; p < whole; p++) {                                                                           \
      const T *base = x + steps[p];                                                                    \
      T *to = y + p * width;                                                                           \
      PIECES(n);                                                                                       \
    }
    // The last steps, whose pieces could reach beyond the panel, are copied one by one.
    long p = 0, whole = depth - (NAME(lanes) - 2 + width) / width;
    switch (pieces) {
      case 1: STEPS(1) break;
      case 2: STEPS(2) break;
      case 3: STEPS(3) break;
      case 4: STEPS(4) break;
      default: STEPS(pieces)
    }
#undef PIECES
#undef STEPS
    for (; p < depth; p++)
      for (int i = 0; i < count; i++) y[p * width + i] = x[steps[p] + lines[i]];
    return;
  }
  for (long p = 0; p < depth;) {
    long run = smaller(smaller(ck_axis_run(axis, first + p), depth - p), 64);
    const T *base = x + steps[p];
    T *to = y + p * width;
    if (run < 4 || count < 4) {
      for (int i = 0; i < count; i++)
        for (long q = 0; q < run; q++) to[q * width + i] = base[lines[i] + q];
    } else {
      // The last four lines and the last four steps may be turned twice.
      for (int i = 0; i < count; i = i + 4 < count && i + 8 > count ? count - 4 : i + 4)
        for (long q = 0; q < run; q = q + 4 < run && q + 8 > run ? run - 4 : q + 4)
          NAME(turn_four)(base + lines[i] + q, base + lines[i + 1] + q, base + lines[i + 2] + q, base + lines[i + 3] + q,
                          to + q * width + i, width);
    }
    p += run;
  }
}

// One tile of C into its place: directly where its columns lie side by side, else by way of `spare`.
static TARGET void NAME(place)(const CKTile *tile) {
  T spare[ROWS * NAME(width)], starts[NAME(width)];
  int rows = tile->rows, columns = tile->columns, add = tile->add;
  const long *row = tile->row, *column = tile->column;
  T *c = tile->c;
  int dense = columns == NAME(width) && column[columns - 1] - column[0] == columns - 1;
  for (int j = 1; dense && j < columns; j++) dense = column[j] == column[j - 1] + 1;
  for (int i = 2; dense && i < rows; i++) dense = row[i] - row[i - 1] == row[1] - row[0];
  if (dense) {
    NAME(tiles)[rows](tile, c + row[0] + column[0], rows > 1 ? row[1] - row[0] : 0);
    return;
  }
  CKTile part = *tile;
  part.add = 0;
  if (part.column_start && columns < NAME(width)) {
    memcpy(starts, part.column_start, columns * sizeof(T));
    part.column_start = starts;
  }
  NAME(tiles)[rows](&part, spare, NAME(width));
  for (int j = 0, end; j < columns; j = end) {
    for (end = j + 1; end < columns && column[end] == column[end - 1] + 1;) end++;
    for (int i = 0; i < rows; i++) {
      T *to = c + row[i] + column[j];
      const T *from = spare + i * NAME(width) + j;
      if (add) for (int k = 0; k < end - j; k++) to[k] += from[k];
      else for (int k = 0; k < end - j; k++) to[k] = from[k];
    }
  }
}
#undef LOAD
#undef STORE
