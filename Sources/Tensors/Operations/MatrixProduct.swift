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
  multiply(x, weight, transposed: true, bias: bias.contiguous(), into: y)
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
  multiply(a, b, into: y)
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
  let x = a.detach().expand(matrices(batch, of: a), file: file, line: line)
  let z = b.detach().expand(matrices(batch, of: b), file: file, line: line)
  let (m, n) = (a.shape[a.ndim - 2], b.shape[b.ndim - 1])
  var shape = batch
  shape.append(m)
  shape.append(n)
  let y = Tensor(uninitialised: shape, a.dtype)
  let rank = batch.count
  let places = (x.offsets(rank), z.offsets(rank))
  ck_products(
    a.dtype.kernel, batch.elementCount, places.0, places.1, m, n, a.shape[a.ndim - 1], x.pointer, x.strides[rank],
    x.strides[rank + 1], z.pointer, z.strides[rank], z.strides[rank + 1], y.pointer)
  withExtendedLifetime((x, z)) {}
  return y.made(by: "BmmBackward0", from: a, b, reads: .inputs) {
    $0.pass(to: 0, matmul($0.gradient, $0[1].transpose(-1, -2)))
    $0.pass(to: 1, matmul($0[0].transpose(-1, -2), $0.gradient))
  }
}

/// The shape of a batch of matrices of another tensor's size.
private func matrices(_ batch: Shape, of x: Tensor) -> Shape {
  var shape = batch
  shape.append(x.shape[x.ndim - 2])
  shape.append(x.shape[x.ndim - 1])
  return shape
}

extension Tensor {
  /// Where in memory, counted from the first element, each index of the first `rank` dimensions begins.
  fileprivate func offsets(_ rank: Int) -> [Int] {
    var offsets = [0]
    for dim in 0..<rank {
      offsets = offsets.flatMap { start in (0..<shape[dim]).map { start + $0 * strides[dim] } }
    }
    return offsets
  }
}

/// y = a b + bias, or a bᵀ + bias, of matrices.
private func multiply(_ a: Tensor, _ b: Tensor, transposed: Bool = false, bias: Tensor? = nil, into y: Tensor) {
  let (row, column) = transposed ? (1, 0) : (0, 1)
  ck_product(
    a.dtype.kernel, a.shape[0], b.shape[column], a.shape[1], a.pointer, a.strides[0], a.strides[1], b.pointer,
    b.strides[row], b.strides[column], bias?.pointer, y.pointer)
  withExtendedLifetime((a, b, bias)) {}
}
