extension Tensor {
  /// Σ x over all elements. Truth values are counted.
  public func sum() -> Tensor {
    let x = counting()
    let y = Tensor(uninitialised: [], x.dtype)
    let dense = x.contiguous()
    ck_reduce(ReductionKernel.sum.rawValue, x.dtype.kernel, 1, x.elementCount, 1, dense.pointer, y.pointer)
    return y.made(by: "SumBackward0", from: x) { $0.pass(to: 0, $0.gradient.expand($0[0].shape)) }
  }

  /// Σ x over the given dimensions, which become 1 with `keepDim` and vanish without.
  public func sum(
    dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    sum(over: Dimensions(dim, of: self, "sum", file, line), keepDim)
  }

  /// Σ x / n over all elements. Traps on integers.
  public func mean(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkFloating("mean", file, line)
    return sum() / Double(elementCount)
  }

  /// Σ x / n over the given dimensions. Traps on integers.
  public func mean(
    dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    checkFloating("mean", file, line)
    let dims = Dimensions(dim, of: self, "mean", file, line)
    return sum(over: dims, keepDim) / Double(dims.elementCount(of: shape))
  }

  /// The sum over the dimensions along which a tensor of `target` shape was broadcast to this one's.
  func sum(to target: Shape) -> Tensor {
    var dims = Dimensions()
    let lead = shape.count - target.count
    for i in 0..<shape.count where i < lead || (target[i - lead] == 1 && shape[i] != 1) { dims.insert(i) }
    let summed = sum(over: dims, true)
    return summed.shape == target ? summed : summed.reshape(target)
  }

  func sum(over dims: Dimensions, _ keepDim: Bool) -> Tensor {
    let x = counting()
    let (y, kept) = reduce(.sum, x, dims)
    return y.reshaped(keepDim ? kept : dims.removed(from: shape)).made(by: "SumBackward1", from: x) {
      $0.pass(to: 0, $0.gradient.reshape(kept).expand($0[0].shape))
    }
  }

  func checkFloating(_ operation: StaticString, _ file: StaticString, _ line: UInt) {
    if !dtype.isFloatingPoint {
      fail(
        "\(operation): needs a floating-point tensor, not \(dtype): convert it with to(.float32)", file: file,
        line: line)
    }
  }

  /// This contiguous tensor, outside the graph, under another shape.
  func reshaped(_ shape: Shape) -> Tensor {
    if shape == self.shape { return self }
    return Tensor(storage, offset: offset, shape: shape, strides: shape.contiguousStrides, dtype: dtype)
  }
}

/// A set of dimensions of a tensor.
struct Dimensions {
  private var bits: UInt8 = 0

  init() {}

  /// The dimensions given, counted from either end; all of them where none is given. Traps where there is no such one.
  init(_ dims: [Int], of x: Tensor, _ operation: StaticString, _ file: StaticString, _ line: UInt) {
    if dims.isEmpty { for i in 0..<x.shape.count { insert(i) } }
    for dim in dims where !x.shape.isEmpty { insert(x.dimension(dim, operation, file, line)) }
  }

  func contains(_ dim: Int) -> Bool { bits & (1 << UInt8(dim)) != 0 }
  mutating func insert(_ dim: Int) { bits |= 1 << UInt8(dim) }

  func elementCount(of shape: Shape) -> Int {
    shape.indices.reduce(1) { contains($1) ? $0 * shape[$1] : $0 }
  }

  /// The shape with these dimensions as 1.
  func flattened(in shape: Shape) -> Shape {
    var result = shape
    for i in shape.indices where contains(i) { result[i] = 1 }
    return result
  }

  /// The shape without these dimensions.
  func removed(from shape: Shape) -> Shape {
    var result = Shape()
    for i in shape.indices where !contains(i) { result.append(shape[i]) }
    return result
  }
}

/// Reduces over dimensions, each run of neighbours in one pass; also returns the shape in which they are kept as 1.
func reduce(_ op: ReductionKernel, _ x: Tensor, _ dims: Dimensions) -> (Tensor, Shape) {
  let kept = dims.flattened(in: x.shape)
  var y = x.contiguous()
  if y.requiresGrad { y = y.detach() }
  var shape = x.shape
  var last = shape.count - 1
  while last >= 0 {
    guard dims.contains(last) else {
      last -= 1
      continue
    }
    var first = last
    while first > 0 && dims.contains(first - 1) { first -= 1 }
    var (outer, n, inner) = (1, 1, 1)
    for i in 0..<first { outer *= shape[i] }
    for i in first...last {
      n *= shape[i]
      shape[i] = 1
    }
    for i in (last + 1)..<Swift.max(shape.count, last + 1) { inner *= shape[i] }
    let isArgument = op == .argmax || op == .argmin
    let reduced = Tensor(uninitialised: shape, isArgument ? .int64 : x.dtype)
    if n == 0 {
      ck_fill(reduced.dtype.kernel, reduced.elementCount, reduced.pointer, 0)
    } else {
      ck_reduce(op.rawValue, y.dtype.kernel, outer, n, inner, y.pointer, reduced.pointer)
    }
    y = reduced
    last = first - 1
  }
  return (y, kept)
}
