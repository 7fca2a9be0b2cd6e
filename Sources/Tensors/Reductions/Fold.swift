/// What a run of numbers becomes, in the order of `CKFold`.
enum Fold: Int32 {
  case sum, product, max, min, squares, absSum, absMax, absMin, powers, count, any, all, argmax, argmin

  func type(of x: DType) -> DType {
    switch self {
    case .count, .argmax, .argmin: .int64
    case .any, .all: .bool
    default: x
    }
  }

  /// How the results over some dimensions combine over others.
  fileprivate var ofParts: Fold {
    switch self {
    case .squares, .absSum, .powers, .count: .sum
    case .absMax: .max
    case .absMin: .min
    default: self
    }
  }
}

/// The fold of `x` over dimensions, which stay as 1: contiguous, and outside the graph.
///
/// Neighbouring dimensions go in one pass; others make several, so arguments and squares around a centre must be over
/// neighbours. `centre` is contiguous and has the shape of the result.
func fold(_ op: Fold, _ x: Tensor, _ dims: Dimensions, p: Double = 0, around centre: Tensor? = nil) -> Tensor {
  var op = op
  var y = x.contiguous()
  var shape = x.shape
  var last = shape.count - 1
  repeat {
    while last >= 0 && !dims.contains(last) { last -= 1 }
    var first = last
    while first > 0 && dims.contains(first - 1) { first -= 1 }
    var (outer, n, inner) = (1, 1, 1)
    // Without a dimension each element is a run of its own.
    if last < 0 {
      outer = shape.elementCount
    } else {
      for i in 0..<first { outer *= shape[i] }
      for i in first...last {
        n *= shape[i]
        shape[i] = 1
      }
      for i in (last + 1)..<shape.count { inner *= shape[i] }
    }
    let folded = Tensor(uninitialised: shape, op.type(of: y.dtype))
    ck_fold(op.rawValue, y.dtype.kernel, outer, n, inner, y.pointer, centre?.pointer, p, folded.pointer)
    y = folded
    op = op.ofParts
    last = first - 1
    while last >= 0 && !dims.contains(last) { last -= 1 }
  } while last >= 0
  return y
}

/// The fold of all elements, as a single number outside the graph.
func fold(_ op: Fold, _ x: Tensor) -> Tensor {
  let dense = x.contiguous()
  let y = Tensor(uninitialised: [], op.type(of: x.dtype))
  ck_fold(op.rawValue, x.dtype.kernel, 1, x.elementCount, 1, dense.pointer, nil, 0, y.pointer)
  return y
}

extension Tensor {
  /// This contiguous tensor, outside the graph, without the dimensions, which are 1.
  func without(_ dims: Dimensions, unless keepDim: Bool) -> Tensor {
    keepDim || shape.isEmpty ? self : reshaped(dims.removed(from: shape))
  }

  /// This contiguous tensor, outside the graph, under another shape.
  func reshaped(_ shape: Shape) -> Tensor {
    if shape == self.shape { return self }
    return Tensor(storage, offset: offset, shape: shape, strides: shape.contiguousStrides, dtype: dtype)
  }

  func checkFloating(_ operation: StaticString, _ file: StaticString, _ line: UInt) {
    if !dtype.isFloatingPoint {
      fail(
        "\(operation): needs a floating-point tensor, not \(dtype): convert it with to(.float32)", file: file,
        line: line)
    }
  }
}

@_extern(c, "ck_fold") private func ck_fold(
  _ op: Int32, _ dtype: Int32, _ outer: Int, _ n: Int, _ inner: Int, _ x: UnsafeRawPointer,
  _ centre: UnsafeRawPointer?, _ p: Double, _ y: UnsafeMutableRawPointer)
