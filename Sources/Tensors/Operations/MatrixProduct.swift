/// Σₖ aᵢₖ bₖⱼ: PyTorch's `torch.matmul`, which goes by the numbers of dimensions.
///
/// `(n) (n)` is the dot product, a single number · `(m, k) (k, n)` is `(m, n)` · `(m, k) (k)` is `(m)` · `(k) (k, n)` is
/// `(n)` · with more dimensions the last two are multiplied and those before them broadcast. Traps where the inner sizes
/// differ, and on integers.
public func matmul(_ a: Tensor, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
  if !a.dtype.isFloatingPoint || a.dtype != b.dtype {
    fail(
      "matmul: needs two floating-point tensors of one type, not \(a.dtype) and \(b.dtype)", file: file, line: line)
  }
  if a.shape.isEmpty || b.shape.isEmpty {
    fail(
      "matmul: shapes \(a.shape) and \(b.shape): both need at least one dimension; use * with a single number",
      file: file, line: line)
  }
  let inner = (a.shape[a.ndim - 1], b.shape[Swift.max(b.ndim - 2, 0)])
  if inner.0 != inner.1 {
    fail(
      "matmul: shapes \(a.shape) and \(b.shape) do not match: the inner dimensions \(inner.0) and \(inner.1) differ",
      file: file, line: line)
  }
  switch (a.ndim, b.ndim) {
  case (2, 2): return product(a, b)
  case (1, 1): return product(a.unsqueeze(0), b.unsqueeze(1)).reshape([])
  case (1, _): return matmul(a.unsqueeze(0), b, file: file, line: line).squeeze(-2)
  case (_, 1): return matmul(a, b.unsqueeze(1), file: file, line: line).squeeze(-1)
  case (_, 2):
    // One matrix for all: the rows of all batches are one tall matrix.
    var shape = a.shape
    shape[a.ndim - 1] = b.shape[1]
    return product(a.reshape([-1, a.shape[a.ndim - 1]]), b).reshape(shape)
  default: return batchedProduct(a, b, file, line)
  }
}

extension Tensor {
  /// `matmul(self, other)`
  public func matmul(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    Tensors.matmul(self, other, file: file, line: line)
  }
}

/// x Wᵀ + b: PyTorch's `F.linear`. `x` is `(…, in)`, `weight` `(out, in)`, `bias` `(out)`; the result is `(…, out)`.
///
/// Traps where the sizes differ.
package func linear(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  if x.shape.isEmpty || weight.ndim != 2 || x.shape[x.ndim - 1] != weight.shape[1] {
    fail(
      "linear: an input of shape \(x.shape) does not fit a layer with \(weight.ndim == 2 ? weight.shape[1] : 0) input "
        + "features (weight \(weight.shape)): the input's last dimension must be their number", file: file, line: line)
  }
  if x.dtype != weight.dtype || !x.dtype.isFloatingPoint {
    fail("linear: the input is \(x.dtype) and the weight \(weight.dtype)", file: file, line: line)
  }
  if let bias, bias.shape != [weight.shape[0]] || bias.dtype != weight.dtype {
    fail("linear: a bias of shape \(bias.shape) does not fit weight \(weight.shape)", file: file, line: line)
  }
  if x.ndim != 2 {
    let rows = x.reshape([-1, weight.shape[1]])
    return linear(rows, weight, bias, file: file, line: line).reshape(
      x.shape.replacing(x.ndim - 1, with: weight.shape[0]))
  }
  guard let bias else { return product(x, weight.t()) }
  let y = Tensor(uninitialised: [x.shape[0], weight.shape[0]], x.dtype)
  multiply(Matrix.readable(x), Matrix.readable(weight), transposed: true, bias: bias.contiguous(), into: y)
  return y.made(by: "AddmmBackward0", from: [x, weight, bias], reads: .inputs) {
    let g = $0.gradient
    $0.pass(to: 0, product(g, $0[1]))
    $0.pass(to: 1, product(g.t(), $0[0]))
    $0.pass(to: 2, g.sum(dim: 0))
  }
}

/// a b, of matrices.
private func product(_ a: Tensor, _ b: Tensor) -> Tensor {
  let y = Tensor(uninitialised: [a.shape[0], b.shape[1]], a.dtype)
  multiply(Matrix.readable(a), Matrix.readable(b), into: y)
  return y.made(by: "MmBackward0", from: a, b, reads: .inputs) {
    $0.pass(to: 0, product($0.gradient, $0[1].t()))
    $0.pass(to: 1, product($0[0].t(), $0.gradient))
  }
}

/// a b over the last two dimensions, the others broadcast.
private func batchedProduct(_ a: Tensor, _ b: Tensor, _ file: StaticString, _ line: UInt) -> Tensor {
  var (batchA, batchB) = (a.shape, b.shape)
  for _ in 0..<2 {
    batchA.remove(at: batchA.count - 1)
    batchB.remove(at: batchB.count - 1)
  }
  let batch = broadcastShape("matmul", batchA, batchB, file, line)
  func extended(_ x: Tensor) -> Tensor {
    var shape = batch
    shape.append(x.shape[x.ndim - 2])
    shape.append(x.shape[x.ndim - 1])
    return Matrix.readable(x).expand(shape, file: file, line: line)
  }
  let a = extended(a)
  let b = extended(b)
  var shape = batch
  shape.append(a.shape[a.ndim - 2])
  shape.append(b.shape[b.ndim - 1])
  let y = Tensor(uninitialised: shape, a.dtype)
  let rank = batch.count
  let bytes = a.dtype.size
  let planes = batch.elementCount
  if y.elementCount > 0 {
    defer { withExtendedLifetime((a, b)) {} }
    var x = Matrix(a)
    var z = Matrix(b)
    var out = y.pointer
    var index = Shape(repeating: 0, rank: rank)
    for _ in 0..<planes {
      multiply(x, z, into: out)
      out += x.rows * z.columns * bytes
      var d = rank - 1
      while d >= 0 {
        x.pointer += a.strides[d] * bytes
        z.pointer += b.strides[d] * bytes
        index[d] += 1
        if index[d] < batch[d] { break }
        x.pointer -= batch[d] * a.strides[d] * bytes
        z.pointer -= batch[d] * b.strides[d] * bytes
        index[d] = 0
        d -= 1
      }
    }
  }
  return y.made(by: "BmmBackward0", from: a, b, reads: .inputs) {
    $0.pass(to: 0, matmul($0.gradient, $0[1].transpose(-1, -2)))
    $0.pass(to: 1, matmul($0[0].transpose(-1, -2), $0.gradient))
  }
}

/// A matrix in memory: the last two dimensions of a tensor that must outlive it.
private struct Matrix {
  var pointer: UnsafeMutableRawPointer
  let rows: Int
  let columns: Int
  let rowStride: Int
  let columnStride: Int
  let dtype: DType

  init(_ x: Tensor, transposed: Bool = false) {
    let row = x.shape.count - (transposed ? 1 : 2)
    let column = x.shape.count - (transposed ? 2 : 1)
    pointer = x.pointer
    (rows, columns) = (x.shape[row], x.shape[column])
    (rowStride, columnStride) = (x.strides[row], x.strides[column])
    dtype = x.dtype
  }

  /// The tensor itself where the BLAS can read its matrices, which is where one of the last two strides is 1 and the other
  /// spans at least a row or a column; else a copy.
  static func readable(_ x: Tensor) -> Tensor {
    let rank = x.shape.count
    let (rows, columns) = (x.shape[rank - 2], x.shape[rank - 1])
    let (row, column) = (x.strides[rank - 2], x.strides[rank - 1])
    let isPlain = (column == 1 || columns == 1) && (row >= columns || rows == 1)
    let isTransposed = (row == 1 || rows == 1) && (column >= rows || columns == 1)
    return isPlain || isTransposed ? x : x.contiguous()
  }
}

/// y = a b + bias, of tensors that the BLAS can read.
private func multiply(_ a: Tensor, _ b: Tensor, transposed: Bool = false, bias: Tensor? = nil, into y: Tensor) {
  withExtendedLifetime((a, b, bias)) {
    multiply(Matrix(a), Matrix(b, transposed: transposed), bias: bias?.pointer, into: y.pointer)
  }
}

private func multiply(
  _ a: Matrix, _ b: Matrix, bias: UnsafeRawPointer? = nil, into y: UnsafeMutableRawPointer
) {
  ck_product(
    a.dtype.kernel, a.rows, b.columns, a.columns, a.pointer, a.rowStride, a.columnStride, b.pointer, b.rowStride,
    b.columnStride, bias, y)
}
