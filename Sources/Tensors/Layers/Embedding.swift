/// The rows of a table `(rows, features)` at the indices, int64 of any shape: `(…, features)`. PyTorch's `F.embedding`.
///
/// The row at `paddingIndex` gets no gradient. Traps where an index is outside.
package func embedding(
  _ table: Tensor, _ index: Tensor, paddingIndex: Int? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  if table.ndim != 2 || !table.dtype.isFloatingPoint {
    fail(
      "embedding: a table of \(table.dtype) and shape \(table.shape) is not (rows, features)", file: file, line: line)
  }
  if index.dtype != .int64 {
    fail("embedding: the indices must be int64, not \(index.dtype): convert them with long()", file: file, line: line)
  }
  let rows = table.shape[0]
  let index = index.contiguous()
  let outside = ck_first_outside(index.elementCount, index.pointer, rows)
  if outside < index.elementCount {
    fail(
      "embedding: index \(Int(exactly: index.element(at: index.offset + outside)) ?? .max) is outside a table of \(rows) rows",
      file: file,
      line: line)
  }
  return lookUp(table, index, paddingIndex ?? -1)
}

/// The rows; each index is inside. `padding` is −1 where there is none.
private func lookUp(_ table: Tensor, _ index: Tensor, _ padding: Int) -> Tensor {
  let (rows, features) = (table.shape[0], table.shape[1])
  let table = table.contiguous()
  let y = Tensor(uninitialised: Shape(index.shape + [features]), table.dtype)
  ck_embedding(table.dtype.kernel, index.elementCount, features, table.pointer, index.pointer, y.pointer)
  return y.made(by: "EmbeddingBackward0", from: table) {
    $0.pass(to: 0, spread($0.gradient, index, over: rows, padding))
  }
}

/// Zeros of `(rows, features)`, and at the indices the sums of what is given for them: the transpose of looking up.
private func spread(_ g: Tensor, _ index: Tensor, over rows: Int, _ padding: Int) -> Tensor {
  let g = g.contiguous()
  let features = g.shape[-1]
  let d = Tensor(uninitialised: [rows, features], g.dtype)
  ck_embedding_gradient(
    g.dtype.kernel, index.elementCount, features, rows, g.pointer, index.pointer, padding, d.pointer)
  return d.made(by: "EmbeddingDenseBackward0", from: g) {
    let looked = lookUp($0.gradient, index, -1)
    $0.pass(to: 0, padding < 0 ? looked : looked.maskedFill((index == Double(padding)).unsqueeze(-1), 0))
  }
}

@_extern(c, "ck_embedding") private func ck_embedding(
  _ dtype: Int32, _ n: Int, _ width: Int, _ table: UnsafeRawPointer, _ index: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_first_outside") private func ck_first_outside(_ n: Int, _ index: UnsafeRawPointer, _ rows: Int) -> Int
@_extern(c, "ck_embedding_gradient") private func ck_embedding_gradient(
  _ dtype: Int32, _ n: Int, _ width: Int, _ rows: Int, _ g: UnsafeRawPointer, _ index: UnsafeRawPointer,
  _ padding: Int, _ d: UnsafeMutableRawPointer)
