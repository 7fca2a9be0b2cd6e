// Of equal elements the first is where the extreme is; a NaN is the extreme of whatever it is among.
extension Tensor {
  /// The largest element; equals share the gradient. Traps where there is none.
  public func max(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dims = Dimensions(allOf: shape)
    checkElements("max", dims, file, line)
    return extreme(.max, dims, false, "MaxBackward1")
  }

  /// The smallest element; equals share the gradient. Traps where there is none.
  public func min(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dims = Dimensions(allOf: shape)
    checkElements("min", dims, file, line)
    return extreme(.min, dims, false, "MinBackward1")
  }

  /// The largest elements along a dimension, and where they are.
  public func max(
    dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) { extremes(.argmax, "max", dim, keepDim, file, line) }

  /// The largest elements along a dimension, and where they are.
  public func max(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) { extremes(.argmax, "max", dim, keepDim, file, line) }

  /// The smallest elements along a dimension, and where they are.
  public func min(
    dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) { extremes(.argmin, "min", dim, keepDim, file, line) }

  /// The smallest elements along a dimension, and where they are.
  public func min(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) { extremes(.argmin, "min", dim, keepDim, file, line) }

  /// The largest elements over the given dimensions, or over all; equals share the gradient. Traps where there is none.
  public func amax(
    dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { extreme(.max, "amax", dim, keepDim, file, line) }

  /// The largest elements over the given dimensions; equals share the gradient.
  public func amax(
    _ dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { extreme(.max, "amax", [dim] + more, keepDim, file, line) }

  /// The smallest elements over the given dimensions, or over all; equals share the gradient. Traps where there is none.
  public func amin(
    dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { extreme(.min, "amin", dim, keepDim, file, line) }

  /// The smallest elements over the given dimensions; equals share the gradient.
  public func amin(
    _ dim: Int, _ more: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { extreme(.min, "amin", [dim] + more, keepDim, file, line) }

  /// Where the largest element is, along a dimension, or among all elements row by row. Traps where there is none.
  public func argmax(
    dim: Int? = nil, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { argument(.argmax, "argmax", dim, keepDim, file, line) }

  /// Where the largest element is along a dimension.
  public func argmax(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { argument(.argmax, "argmax", dim, keepDim, file, line) }

  /// Where the smallest element is, along a dimension, or among all elements row by row. Traps where there is none.
  public func argmin(
    dim: Int? = nil, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { argument(.argmin, "argmin", dim, keepDim, file, line) }

  /// Where the smallest element is along a dimension.
  public func argmin(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { argument(.argmin, "argmin", dim, keepDim, file, line) }

  func extreme(_ op: Fold, _ dims: Dimensions, _ keepDim: Bool, _ name: StaticString) -> Tensor {
    let x = counting()
    return fold(op, x, dims).without(dims, unless: keepDim).made(by: name, from: x, reads: [.inputs, .output]) {
      let kept = dims.flattened(in: $0[0].shape)
      let mask = noGrad { [x = $0[0], y = $0.output] in (x == y.reshape(kept)).to(y.dtype) }
      $0.pass(to: 0, $0.gradient.reshape(kept) * (mask / mask.sum(over: dims, true)))
    }
  }

  private func extreme(
    _ op: Fold, _ operation: StaticString, _ dim: [Int], _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let dims = Dimensions(dim, of: self, operation, file, line)
    checkElements(operation, dims, file, line)
    return extreme(op, dims, keepDim, op == .max ? "AmaxBackward0" : "AminBackward0")
  }

  private func extremes(
    _ op: Fold, _ operation: StaticString, _ dim: Int, _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> (values: Tensor, indices: Tensor) {
    let dim = dimension(dim, operation, file, line)
    if shape.isEmpty { return (counting().clone(), Tensor.zeros([], dtype: .int64)) }
    let indices = argument(op, operation, dim, true, file, line)
    return counting().picked(dim, indices, keepDim, by: op == .argmax ? "MaxBackward0" : "MinBackward0")
  }

  private func argument(
    _ op: Fold, _ operation: StaticString, _ dim: Int?, _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let x = counting().detach()
    guard let dim else {
      checkElements(operation, Dimensions(allOf: shape), file, line)
      let place = fold(op, x.flatten(), Dimensions(allOf: [1]))
      return place.reshaped(keepDim ? Shape(repeating: 1, rank: shape.count) : [])
    }
    let dims = Dimensions([dim], of: self, operation, file, line)
    checkElements(operation, dims, file, line)
    return fold(op, x, dims).without(dims, unless: keepDim)
  }

  func checkElements(_ operation: StaticString, _ dims: Dimensions, _ file: StaticString, _ line: UInt) {
    if dims.elementCount(of: shape) == 0 {
      fail("\(operation): a tensor of shape \(self.shape) has no elements to choose from", file: file, line: line)
    }
  }
}
