// Attention over elements of type T, whose kernels are named with the suffix S: included once for each.
#define NAMED(name) JOIN(name, S)
#define Vector NAMED(Wide)

/// A matrix as the right factor of a product: columns in panels of PANEL, each a matrix of its own.
typedef struct {
  const T *start;
  long row, panel;  // how far apart its rows lie, and its panels
} NAMED(Panels);

/// b(rows, columns) in panels: where it lies if its columns are neighbours and fill the panels, else copied into `room`, the
/// last panel filled up with zeros.
INLINE NAMED(Panels) NAMED(panels)(long rows, long columns, const T *b, long row, long column, T *room) {
  if (column == 1 && columns % PANEL == 0) return (NAMED(Panels)){b, row, PANEL};
  for (long j0 = 0; j0 < columns; j0 += PANEL, room += rows * PANEL) {
    long width = columns - j0 < PANEL ? columns - j0 : PANEL;
    if (width < PANEL) memset(room, 0, rows * PANEL * sizeof(T));
    if (column == 1)
      for (long i = 0; i < rows; i++) memcpy(room + i * PANEL, b + i * row + j0, width * sizeof(T));
    else
      for (long j = 0; j < width; j++)
        for (long i = 0; i < rows; i++) room[i * PANEL + j] = b[i * row + (j0 + j) * column];
  }
  long panels = (columns + PANEL - 1) / PANEL;
  return (NAMED(Panels)){room - panels * rows * PANEL, PANEL, rows * PANEL};
}

/// `height` ≤ 4 rows of a panel's product: a constant wherever this is called, so that the sums stay in registers.
INLINE void NAMED(tile)(int height, long width, long depth, const T *a, long a_row, long a_column, const T *b, long b_row,
                        T *c, long c_row, int adds) {
  Vector sum[4][2] = {0};
  for (long p = 0; p < depth; p++) {
    Vector left = CONST_AT(S, b + p * b_row), right = CONST_AT(S, b + p * b_row + WIDE);
    for (int r = 0; r < height; r++) {
      T factor = a[r * a_row + p * a_column];
      sum[r][0] += left * factor;
      sum[r][1] += right * factor;
    }
  }
  for (int r = 0; r < height; r++) {
    T *to = c + r * c_row;
    if (width == PANEL) {
      for (int h = 0; h < 2; h++) *(Vector *)(to + h * WIDE) = adds ? *(Vector *)(to + h * WIDE) + sum[r][h] : sum[r][h];
    } else {
      Vector both[2] = {sum[r][0], sum[r][1]};  // or all sums would have to have an address
      const T *from = (const T *)both;
      for (long j = 0; j < width; j++) to[j] = adds ? to[j] + from[j] : from[j];
    }
  }
}

/// c(m, n) = a(m, depth) b(depth, n), or added to c.
INLINE void NAMED(product)(long m, long n, long depth, const T *a, long a_row, long a_column, NAMED(Panels) b, T *c,
                           long c_row, int adds) {
  for (long j = 0; j < n; j += PANEL) {
    const T *panel = b.start + j / PANEL * b.panel;
    long width = n - j < PANEL ? n - j : PANEL, i = 0;
    for (; i + 4 <= m; i += 4)
      NAMED(tile)(4, width, depth, a + i * a_row, a_row, a_column, panel, b.row, c + i * c_row + j, c_row, adds);
    for (; i < m; i++)
      NAMED(tile)(1, width, depth, a + i * a_row, a_row, a_column, panel, b.row, c + i * c_row + j, c_row, adds);
  }
}

/// The same as a function of its own, for where its call is nothing beside its work: it takes long to compile.
CLONES static void NAMED(far_product)(long m, long n, long depth, const T *a, long a_row, long a_column,
                                      NAMED(Panels) b, T *c, long c_row, int adds) {
  NAMED(product)(m, n, depth, a, a_row, a_column, b, c, c_row, adds);
}

/// The scores of `rows` queries from `first` on, times scale and with the mask added, in rows of `stride`; what a query does
/// not see is −∞. Returns how many keys any of them sees.
INLINE long NAMED(scores)(const Attention *o, long first, long rows, const T *q, NAMED(Panels) keys, const T *mask, T *s,
                          long stride) {
  long seen = o->causal && first + rows < o->keys ? first + rows : o->keys;
  NAMED(product)(rows, (seen + PANEL - 1) / PANEL * PANEL, o->depth, q + first * o->q_strides[2], o->q_strides[2], 1, keys,
                 s, stride, 0);
  T scale = (T)o->scale;
  for (long i = 0; i < rows; i++) {
    T *row = s + i * stride;
    long own = o->causal && first + i + 1 < seen ? first + i + 1 : seen;
    if (mask) {
      const T *added = mask + (first + i) * o->mask_strides[2];
      long step = o->mask_strides[3];
      if (step == 1) for (long j = 0; j < own; j++) row[j] = row[j] * scale + added[j];
      else for (long j = 0; j < own; j++) row[j] = row[j] * scale + added[j * step];
    } else {
      for (long j = 0; j < own; j++) row[j] *= scale;
    }
    for (long j = own; j < seen; j++) row[j] = -INFINITY;
  }
  return seen;
}

CLONES static void NAMED(forward)(long begin, long end, void *context) {
  const Attention *o = context;
  long stride = (o->keys + PANEL - 1) / PANEL * PANEL, wide = (o->values + PANEL - 1) / PANEL * PANEL;
  T *memory = malloc((stride * (o->depth + ROWS) + wide * o->keys) * sizeof(T));
  T *s = memory, *key_room = s + ROWS * stride, *value_room = key_room + stride * o->depth;
  for (long head = begin; head < end; head++) {
    const T *q = OF_HEAD(q), *k = OF_HEAD(k), *v = OF_HEAD(v), *mask = o->mask ? OF_HEAD(mask) : 0;
    T *y = (T *)OF_HEAD(y), *logsumexp = (T *)o->logsumexp + head * o->queries;
    NAMED(Panels) keys = NAMED(panels)(o->depth, o->keys, k, 1, o->k_strides[2], key_room);
    NAMED(Panels) values = NAMED(panels)(o->keys, o->values, v, o->v_strides[2], 1, value_room);
    for (long first = 0; first < o->queries; first += ROWS) {
      long rows = o->queries - first < ROWS ? o->queries - first : ROWS;
      long seen = NAMED(scores)(o, first, rows, q, keys, mask, s, stride);
      for (long i = 0; i < rows; i++) {
        T *row = s + i * stride, top = NAMED(largest)(seen, row);
        if (top == -INFINITY) top = 0;
        for (long j = 0; j < seen; j++) row[j] = NAMED(exp)(row[j] - top);
        SUM(S, T, total, seen, CONST_AT(S, row + i), row[i])
        T factor = total == 0 ? 0 : 1 / total;
        for (long j = 0; j < seen; j++) row[j] *= factor;
        logsumexp[first + i] = total == 0 ? INFINITY : top + NAMED(log)(total);
      }
      // Four rows at a time, as far as the last of them sees.
      for (long i = 0; i < rows; i += 4) {
        long height = rows - i < 4 ? rows - i : 4;
        long depth = o->causal && first + i + height < seen ? first + i + height : seen;
        NAMED(product)(height, o->values, depth, s + i * stride, stride, 1, values, y + (first + i) * o->y_strides[2],
                       o->y_strides[2], 0);
      }
    }
  }
  free(memory);
}

/// With p the probabilities: dv = pᵀ g, and with ds = p (g vᵀ − Σ g y) scale: dq = ds k, dk = dsᵀ q.
CLONES static void NAMED(backward)(long begin, long end, void *context) {
  const Attention *o = context;
  long stride = (o->keys + PANEL - 1) / PANEL * PANEL;
  long deep = (o->depth + PANEL - 1) / PANEL * PANEL, wide = (o->values + PANEL - 1) / PANEL * PANEL;
  long longest = o->keys > ROWS ? o->keys : ROWS;
  T *memory = malloc((2 * ROWS * stride + stride * (o->depth + o->values) + longest * (deep + wide)) * sizeof(T));
  T *p = memory, *ds = p + ROWS * stride, *key_room = ds + ROWS * stride, *value_room = key_room + stride * o->depth;
  T *deep_room = value_room + stride * o->values, *wide_room = deep_room + longest * deep;
  T scale = (T)o->scale;
  for (long head = begin; head < end; head++) {
    const T *q = OF_HEAD(q), *k = OF_HEAD(k), *v = OF_HEAD(v), *mask = o->mask ? OF_HEAD(mask) : 0;
    const T *y = OF_HEAD(y), *g = OF_HEAD(g), *logsumexp = (const T *)o->logsumexp + head * o->queries;
    T *dq = (T *)OF_HEAD(dq), *dk = (T *)OF_HEAD(dk), *dv = (T *)OF_HEAD(dv);
    NAMED(Panels) keys = NAMED(panels)(o->depth, o->keys, k, 1, o->k_strides[2], key_room);
    NAMED(Panels) values = NAMED(panels)(o->values, o->keys, v, 1, o->v_strides[2], value_room);
    for (long j = 0; j < o->keys; j++) {
      memset(dk + j * o->dk_strides[2], 0, o->depth * sizeof(T));
      memset(dv + j * o->dv_strides[2], 0, o->values * sizeof(T));
    }
    for (long first = 0; first < o->queries; first += ROWS) {
      long rows = o->queries - first < ROWS ? o->queries - first : ROWS;
      const T *q_rows = q + first * o->q_strides[2], *g_rows = g + first * o->g_strides[2];
      long seen = NAMED(scores)(o, first, rows, q, keys, mask, p, stride);
      NAMED(far_product)(rows, (seen + PANEL - 1) / PANEL * PANEL, o->values, g_rows, o->g_strides[2], 1, values, ds,
                         stride, 0);
      for (long i = 0; i < rows; i++) {
        T *row = p + i * stride, *d = ds + i * stride, shift = logsumexp[first + i];
        const T *a = g_rows + i * o->g_strides[2], *b = y + (first + i) * o->y_strides[2];
        SUM(S, T, level, o->values, CONST_AT(S, a + i) * CONST_AT(S, b + i), a[i] * b[i])
        for (long j = 0; j < seen; j++) {
          T share = NAMED(exp)(row[j] - shift);
          row[j] = share;
          d[j] = share * (d[j] - level) * scale;
        }
      }
      NAMED(Panels) deep_keys = NAMED(panels)(o->keys, o->depth, k, o->k_strides[2], 1, deep_room);
      for (long i = 0; i < rows; i += 4) {
        long height = rows - i < 4 ? rows - i : 4;
        long depth = o->causal && first + i + height < seen ? first + i + height : seen;
        NAMED(far_product)(height, o->depth, depth, ds + i * stride, stride, 1, deep_keys,
                           dq + (first + i) * o->dq_strides[2], o->dq_strides[2], 0);
      }
      NAMED(Panels) queries = NAMED(panels)(rows, o->depth, q_rows, o->q_strides[2], 1, deep_room);
      NAMED(Panels) gradients = NAMED(panels)(rows, o->values, g_rows, o->g_strides[2], 1, wide_room);
      // Four keys at a time, from the first query that sees any of them.
      for (long j = 0; j < seen; j += 4) {
        long height = seen - j < 4 ? seen - j : 4, skipped = o->causal && j > first ? j - first : 0;
        NAMED(Panels) late_queries = {queries.start + skipped * queries.row, queries.row, queries.panel};
        NAMED(Panels) late_gradients = {gradients.start + skipped * gradients.row, gradients.row, gradients.panel};
        NAMED(far_product)(height, o->depth, rows - skipped, ds + skipped * stride + j, 1, stride, late_queries,
                           dk + j * o->dk_strides[2], o->dk_strides[2], 1);
        NAMED(far_product)(height, o->values, rows - skipped, p + skipped * stride + j, 1, stride, late_gradients,
                           dv + j * o->dv_strides[2], o->dv_strides[2], 1);
      }
    }
  }
  free(memory);
}

#undef NAMED
#undef Vector
