extension Tensor {
  /// The largest element; equals share the gradient. Traps where there is none.
  public func max(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    extreme(.max, "max", "MaxBackward1", file, line)
  }

  /// The smallest element; equals share the gradient. Traps where there is none.
  public func min(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    extreme(.min, "min", "MinBackward1", file, line)
  }

  /// The largest elements along a dimension and where they are (the first of equals).
  public func max(
    dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    extremes(.argmax, "max", dim, keepDim, file, line)
  }

  /// The smallest elements along a dimension and where they are (the first of equals).
  public func min(
    dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> (values: Tensor, indices: Tensor) {
    extremes(.argmin, "min", dim, keepDim, file, line)
  }

  /// Where the largest element is, along a dimension or among all elements row by row.
  public func argmax(
    dim: Int? = nil, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { argument(.argmax, "argmax", dim, keepDim, file, line) }

  /// Where the smallest element is, along a dimension or among all elements row by row.
  public func argmin(
    dim: Int? = nil, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { argument(.argmin, "argmin", dim, keepDim, file, line) }

  private func extreme(
    _ op: ReductionKernel, _ operation: StaticString, _ name: StaticString, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    checkElements(operation, shape, file, line)
    let x = counting()
    return reduce(op, x.detach().flatten(), Dimensions([0], of: x.detach().flatten(), operation, file, line)).0
      .reshaped([])
      .made(by: name, from: x, reads: [.inputs, .output]) {
        let mask = ($0[0].detach() == $0.output.detach()).to($0.gradient.dtype)
        $0.pass(to: 0, $0.gradient * (mask / mask.sum()))
      }
  }

  private func extremes(
    _ op: ReductionKernel, _ operation: StaticString, _ dim: Int, _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> (values: Tensor, indices: Tensor) {
    if shape.isEmpty { return (counting(), Tensor.zeros([], dtype: .int64)) }
    let dim = dimension(dim, operation, file, line)
    let indices = argument(op, operation, dim, true, file, line)
    let values = counting().gather(dim, indices)
    return keepDim ? (values, indices) : (values.squeeze(dim), indices.squeeze(dim))
  }

  private func argument(
    _ op: ReductionKernel, _ operation: StaticString, _ dim: Int?, _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let x = counting().detach()
    guard let dim else {
      checkElements(operation, shape, file, line)
      let flat = x.flatten()
      let place = reduce(op, flat, Dimensions([0], of: flat, operation, file, line)).0
      return place.reshaped(keepDim ? Shape(repeating: 1, rank: shape.count) : [])
    }
    if shape.isEmpty { return Tensor.zeros([], dtype: .int64) }
    let dims = Dimensions([dim], of: self, operation, file, line)
    checkElements(operation, [dims.elementCount(of: shape)], file, line)
    let (y, kept) = reduce(op, x, dims)
    return y.reshaped(keepDim ? kept : dims.removed(from: shape))
  }

  private func checkElements(_ operation: StaticString, _ shape: Shape, _ file: StaticString, _ line: UInt) {
    if shape.elementCount == 0 {
      fail("\(operation): a tensor of shape \(self.shape) has no elements to choose from", file: file, line: line)
    }
  }
}
