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

// c(rows, width) = or += a(depth, rows)ᵀ b(depth, width)
INLINE TARGET void NAME(tile)(const int rows, long depth, const T *a, const T *b, T *c, long pitch, int add) {
  NAME(vector) sum[ROWS][VECTORS];
  _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++)
    for (int v = 0; v < VECTORS; v++) sum[i][v] = (NAME(vector)){0};
  for (long p = 0; p < depth; p++, a += rows, b += NAME(width)) {
    NAME(vector) y[VECTORS];
    for (int v = 0; v < VECTORS; v++) y[v] = LOAD(b + v * NAME(lanes));
    _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++)
      if (i < rows)
        for (int v = 0; v < VECTORS; v++) sum[i][v] += a[i] * y[v];
  }
  _Pragma("clang loop unroll(full)") for (int i = 0; i < ROWS; i++)
    if (i < rows)
      for (int v = 0; v < VECTORS; v++) {
        T *place = c + i * pitch + v * NAME(lanes);
        STORE(place, add ? LOAD(place) + sum[i][v] : sum[i][v]);
      }
}

#define TILE(n)                                                                                        \
  static TARGET void NAME(tile_##n)(long depth, const T *a, const T *b, T *c, long pitch, int add) {   \
    NAME(tile)(n, depth, a, b, c, pitch, add);                                                         \
  }
TILE(1) TILE(2) TILE(3) TILE(4) TILE(5) TILE(6)
#if ROWS > 6
TILE(7) TILE(8)
#endif
#if ROWS > 8
TILE(9) TILE(10) TILE(11) TILE(12) TILE(13) TILE(14)
#endif
#undef TILE

static void (*const NAME(tiles)[])(long, const T *, const T *, T *, long, int) = {
  0, NAME(tile_1), NAME(tile_2), NAME(tile_3), NAME(tile_4), NAME(tile_5), NAME(tile_6),
#if ROWS > 6
  NAME(tile_7), NAME(tile_8),
#endif
#if ROWS > 8
  NAME(tile_9), NAME(tile_10), NAME(tile_11), NAME(tile_12), NAME(tile_13), NAME(tile_14),
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

// y[p][i] = x[lines[i] + steps[p]] for i < count, and 0 up to `width`: a panel. Lines that lie one after the other are copied
// as vectors; otherwise steps that do are turned, four lines by four.
static TARGET void NAME(pack)(
  const T *x, const long *lines, int count, int width, CKAxis axis, long first, long depth, const long *steps, T *y) {
  if (count < width)
    for (long p = 0; p < depth; p++)
      for (int i = count; i < width; i++) y[p * width + i] = 0;
  int neighbours = 1;
  for (int i = 1; i < count; i++) neighbours += lines[i] == lines[i - 1] + 1;
  if (neighbours == count) {
    if (count == NAME(width)) {
      for (long p = 0; p < depth; p++) {
        const T *from = x + lines[0] + steps[p];
        T *to = y + p * width;
        for (int v = 0; v < VECTORS; v++) STORE(to + v * NAME(lanes), LOAD(from + v * NAME(lanes)));
      }
    } else {
      for (long p = 0; p < depth; p++) {
        const T *from = x + lines[0] + steps[p];
        T *to = y + p * width;
        for (int i = 0; i < count; i++) to[i] = from[i];
      }
    }
    return;
  }
  if (2 * neighbours > count + 2) {  // a few runs, such as the rows of an image
    int starts[64], runs = 0;
    for (int i = 0; i < count; i++) if (i == 0 || lines[i] != lines[i - 1] + 1) starts[runs++] = i;
    starts[runs] = count;
    for (long p = 0; p < depth; p++) {
      T *to = y + p * width;
      for (int r = 0; r < runs; r++) {
        const T *from = x + lines[starts[r]] + steps[p];
        int i = starts[r], end = starts[r + 1], last = r == runs - 1 ? end - 3 : end;
        // Four at a time; what is copied beyond a run is overwritten by the next one.
        for (; i < last; i += 4, from += 4) *(NAME(four) *)(to + i) = *(const NAME(four) *)from;
        for (; i < end; i++, from++) to[i] = *from;
      }
    }
    return;
  }
  for (long p = 0; p < depth;) {
    long run = ck_axis_run(axis, first + p);
    if (run > depth - p) run = depth - p;
    const T *from = x + steps[p];
    T *to = y + p * width;
    long q = 0;
    for (; q + 4 <= run; q += 4) {
      int i = 0;
      for (; i + 4 <= count; i += 4)
        NAME(turn_four)(from + lines[i] + q, from + lines[i + 1] + q, from + lines[i + 2] + q, from + lines[i + 3] + q,
                        to + q * width + i, width);
      for (; i < count; i++)
        for (long k = q; k < q + 4; k++) to[k * width + i] = from[lines[i] + k];
    }
    for (; q < run; q++)
      for (int i = 0; i < count; i++) to[q * width + i] = from[lines[i] + q];
    p += run;
  }
}

// One tile of C into its place: directly where its columns lie side by side, else by way of `spare`.
static TARGET void NAME(place)(
  int rows, int columns, long depth, const T *a, const T *b, T *c, const long *row, const long *column, int add) {
  T spare[ROWS * NAME(width)];
  int dense = columns == NAME(width) && column[columns - 1] - column[0] == columns - 1;
  for (int j = 1; dense && j < columns; j++) dense = column[j] == column[j - 1] + 1;
  for (int i = 2; dense && i < rows; i++) dense = row[i] - row[i - 1] == row[1] - row[0];
  if (dense) {
    NAME(tiles)[rows](depth, a, b, c + row[0] + column[0], rows > 1 ? row[1] - row[0] : 0, add);
    return;
  }
  NAME(tiles)[rows](depth, a, b, spare, NAME(width), 0);
  for (int i = 0; i < rows; i++) {
    T *to = c + row[i];
    const T *from = spare + i * NAME(width);
    if (add) for (int j = 0; j < columns; j++) to[column[j]] += from[j];
    else for (int j = 0; j < columns; j++) to[column[j]] = from[j];
  }
}
#undef LOAD
#undef STORE
