// The operations without their derivatives: each checks nothing, and returns a new contiguous tensor outside the graph.

/// op(x), element by element; p and q are the operation's parameters.
func map(_ op: UnaryKernel, _ x: Tensor, _ p: Double = 0, _ q: Double = 0) -> Tensor {
  let x = x.contiguous()
  let y = Tensor(uninitialised: x.shape, x.dtype)
  ck_unary(op.rawValue, x.dtype.kernel, x.elementCount, x.pointer, y.pointer, p, q)
  return y
}

/// op(a, b), element by element, of tensors of one dtype that broadcast to `shape`.
func combine(_ op: BinaryKernel, _ a: Tensor, _ b: Tensor, _ shape: Shape) -> Tensor {
  let isComparison = op.rawValue >= BinaryKernel.equal.rawValue
  let y = Tensor(uninitialised: shape, isComparison ? .bool : a.dtype)
  let whole = y.elementCount
  if a.isContiguous && b.isContiguous && (a.elementCount == whole || a.elementCount == 1)
    && (b.elementCount == whole || b.elementCount == 1)
  {
    ck_binary(
      op.rawValue, a.dtype.kernel, whole, a.pointer, a.elementCount == whole ? 1 : 0, b.pointer,
      b.elementCount == whole ? 1 : 0, y.pointer)
    return y
  }
  let aStrides = a.strides(broadcastTo: shape)
  let bStrides = b.strides(broadcastTo: shape)
  shape.withUnsafePointer { size in
    aStrides.withUnsafePointer { aStrides in
      bStrides.withUnsafePointer { bStrides in
        ck_binary_strided(
          op.rawValue, a.dtype.kernel, Int32(shape.count), size, a.pointer, aStrides, b.pointer, bStrides, y.pointer)
      }
    }
  }
  return y
}

extension Tensor {
  /// The strides with which this tensor repeats itself over a larger shape: 0 along what is repeated.
  func strides(broadcastTo target: Shape) -> Strides {
    var result = Strides(repeating: 0, rank: target.count)
    let lead = target.count - shape.count
    for i in 0..<shape.count where shape[i] != 1 { result[lead + i] = strides[i] }
    return result
  }

  /// Copies the elements of `source`, of this tensor's shape and dtype, into this tensor's place.
  func overwrite(with source: Tensor) {
    shape.withUnsafePointer { size in
      source.strides.withUnsafePointer { sourceStrides in
        strides.withUnsafePointer { ownStrides in
          ck_copy_strided(
            Int32(dtype.size), Int32(shape.count), size, source.pointer, sourceStrides, pointer, ownStrides)
        }
      }
    }
  }
}

/// The operands in the type that the operation computes in, and the shape that they broadcast to.
///
/// Traps where they do not broadcast.
@inline(__always)
func matched(
  _ operation: StaticString, _ a: Tensor, _ b: Tensor, _ file: StaticString, _ line: UInt
) -> (Tensor, Tensor, Shape) {
  if a.dtype == b.dtype && a.shape == b.shape { return (a, b, a.shape) }
  let shape = broadcastShape(operation, a.shape, b.shape, file, line)
  if a.dtype == b.dtype { return (a, b, shape) }
  let dtype = DType.promoted(a, b)
  return (a.to(dtype), b.to(dtype), shape)
}

func broadcastShape(
  _ operation: StaticString, _ a: Shape, _ b: Shape, _ file: StaticString, _ line: UInt
) -> Shape {
  guard let shape = Shape.broadcast(a, b) else {
    var dim = -1
    while dim >= -Swift.min(a.count, b.count) {
      let x = a[a.count + dim]
      let y = b[b.count + dim]
      if x != y && x != 1 && y != 1 {
        fail(
          "\(operation): shapes \(a) and \(b) do not match: sizes \(x) and \(y) differ in dimension \(dim), and neither "
            + "is 1", file: file, line: line)
      }
      dim -= 1
    }
    fail("\(operation): shapes \(a) and \(b) do not match", file: file, line: line)
  }
  return shape
}
