// Dimensions are given one by one, `x.sum(0, 2)` or `x.sum(dim: 0, 2)`, or as a list, `x.sum(dim: dims)`; −1 is the last. They
// become 1 with `keepDim`, and vanish without.
extension Tensor {
  /// Σ x over all elements. Truth values are counted.
  public func sum() -> Tensor {
    let x = dtype == .bool ? self : counting()
    return fold(dtype == .bool ? .count : .sum, x).made(by: "SumBackward0", from: x) {
      $0.pass(to: 0, $0.gradient.expand($0[0].shape))
    }
  }

  /// Σ x over the given dimensions. Truth values are counted; the sum of nothing is 0.
  public func sum(
    _ dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { sum(over: Dimensions([dim] + more, of: self, "sum", file, line), keepDim) }

  /// Σ x over the given dimensions.
  public func sum(
    dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { sum(over: Dimensions(dim, of: self, "sum", file, line), keepDim) }

  /// Σ x over a list of dimensions, all of them where it is empty.
  public func sum(
    dim: [Int], keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { sum(over: Dimensions(dim, of: self, "sum", file, line), keepDim) }

  /// Σ x / n over all elements. Traps on integers.
  public func mean(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkFloating("mean", file, line)
    let n = Double(elementCount)
    let y = fold(.sum, self)
    y.divide(by: n)
    return y.made(by: "MeanBackward0", from: self) { $0.pass(to: 0, ($0.gradient / n).expand($0[0].shape)) }
  }

  /// Σ x / n over the given dimensions. Traps on integers.
  public func mean(
    _ dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { mean([dim] + more, keepDim, file, line) }

  /// Σ x / n over the given dimensions. Traps on integers.
  public func mean(
    dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { mean(dim, keepDim, file, line) }

  /// Σ x / n over a list of dimensions, all of them where it is empty. Traps on integers.
  public func mean(
    dim: [Int], keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { mean(dim, keepDim, file, line) }

  private func mean(_ dim: [Int], _ keepDim: Bool, _ file: StaticString, _ line: UInt) -> Tensor {
    checkFloating("mean", file, line)
    let dims = Dimensions(dim, of: self, "mean", file, line)
    let n = Double(dims.elementCount(of: shape))
    let y = fold(.sum, self, dims)
    y.divide(by: n)
    return y.without(dims, unless: keepDim).made(by: "MeanBackward1", from: self) {
      let shape = $0[0].shape
      $0.pass(to: 0, ($0.gradient / n).reshape(dims.flattened(in: shape)).expand(shape))
    }
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
    let x = dtype == .bool ? self : counting()
    return fold(dtype == .bool ? .count : .sum, x, dims).without(dims, unless: keepDim)
      .made(by: "SumBackward1", from: x) {
        let shape = $0[0].shape
        $0.pass(to: 0, $0.gradient.reshape(dims.flattened(in: shape)).expand(shape))
      }
  }

  /// Divides this contiguous tensor outside the graph where it stands.
  func divide(by n: Double) {
    ck_unary(UnaryKernel.divideBy.rawValue, dtype.kernel, elementCount, pointer, pointer, n, 0)
  }
}
