extension Tensor {
  /// The matrix with rows and columns exchanged; vectors and numbers stay. Traps beyond two dimensions.
  public func t(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if ndim > 2 {
      fail("t: shape \(shape) has more than two dimensions: use transpose or permute", file: file, line: line)
    }
    return ndim < 2 ? self : exchanged(0, 1, "TBackward0")
  }

  /// The matrix with rows and columns exchanged: ``t(file:line:)``.
  public var T: Tensor { t() }

  /// The tensor with two dimensions exchanged, without a copy.
  public func transpose(_ a: Int, _ b: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let a = dimension(a, "transpose", file, line)
    let b = dimension(b, "transpose", file, line)
    return a == b ? self : exchanged(a, b, "TransposeBackward0")
  }

  private func exchanged(_ a: Int, _ b: Int, _ name: StaticString) -> Tensor {
    var (newShape, newStrides) = (shape, strides)
    newShape.swapAt(a, b)
    newStrides.swapAt(a, b)
    return Tensor(storage, offset: offset, shape: newShape, strides: newStrides, dtype: dtype)
      .made(by: name, from: self) { $0.pass(to: 0, $0.gradient.exchanged(a, b, name)) }
  }

  /// The tensor with its dimensions in another order, without a copy: dimension i of the result is `dims[i]` of this one.
  public func permute(_ dims: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    permute(dims, file: file, line: line)
  }

  /// The tensor with its dimensions in another order, given as a list.
  public func permute(_ dims: [Int], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let order = dims.map { dimension($0, "permute", file, line) }
    if order.sorted() != Array(0..<ndim) {
      fail("permute: \(dims) does not name each dimension of shape \(shape) once", file: file, line: line)
    }
    return permuted(order)
  }

  private func permuted(_ order: [Int]) -> Tensor {
    Tensor(
      storage, offset: offset, shape: Shape(order.map { shape[$0] }), strides: Shape(order.map { strides[$0] }),
      dtype: dtype
    ).made(by: "PermuteBackward0", from: self) {
      var inverse = order
      for (i, dim) in order.enumerated() { inverse[dim] = i }
      $0.pass(to: 0, $0.gradient.permuted(inverse))
    }
  }

  /// The tensor with one dimension moved to another place, the others in order.
  public func movedim(
    _ source: Int, _ destination: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let from = dimension(source, "movedim", file, line)
    let to = dimension(destination, "movedim", file, line)
    if from == to { return self }
    var order = Array(0..<ndim)
    order.insert(order.remove(at: from), at: to)
    return permuted(order)
  }

  /// The tensor with its last two dimensions exchanged.
  public var mT: Tensor { transpose(-1, -2) }
}
