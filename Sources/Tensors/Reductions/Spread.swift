extension Tensor {
  /// Σ (x − mean)² / (n − correction) over the given dimensions, or over all; a correction of 1 is Bessel's.
  ///
  /// NaN where n is not above the correction. Traps on integers.
  public func `var`(
    _ dim: Int, _ more: Int..., correction: Int = 1, keepDim: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor { variance("var", [dim] + more, correction, keepDim, file, line) }

  /// Σ (x − mean)² / (n − correction) over the given dimensions, or over all.
  public func `var`(
    dim: Int..., correction: Int = 1, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { variance("var", dim, correction, keepDim, file, line) }

  /// Σ (x − mean)² / n where `unbiased` is false, else over n − 1.
  public func `var`(
    dim: Int..., unbiased: Bool, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { variance("var", dim, unbiased ? 1 : 0, keepDim, file, line) }

  /// ``var(dim:correction:keepDim:file:line:)`` by its full name.
  public func variance(
    dim: Int..., correction: Int = 1, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { variance("variance", dim, correction, keepDim, file, line) }

  /// √variance; its gradient where it is 0 is 0.
  public func std(
    _ dim: Int, _ more: Int..., correction: Int = 1, keepDim: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor { deviation([dim] + more, correction, keepDim, file, line) }

  /// √variance; its gradient where it is 0 is 0.
  public func std(
    dim: Int..., correction: Int = 1, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { deviation(dim, correction, keepDim, file, line) }

  /// √variance, of Σ (x − mean)² / n where `unbiased` is false.
  public func std(
    dim: Int..., unbiased: Bool, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { deviation(dim, unbiased ? 1 : 0, keepDim, file, line) }

  private func variance(
    _ operation: StaticString, _ dim: [Int], _ correction: Int, _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    checkFloating(operation, file, line)
    let dims = Dimensions(dim, of: self, operation, file, line)
    let n = Swift.max(Double(dims.elementCount(of: shape) - correction), 0)
    return squaresAroundMean(dims, n).without(dims, unless: keepDim).made(
      by: "VarBackward0", from: self, reads: .inputs
    ) {
      $0.pass(to: 0, $0[0].varianceGradient($0.gradient, dims, n))
    }
  }

  private func deviation(
    _ dim: [Int], _ correction: Int, _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    checkFloating("std", file, line)
    let dims = Dimensions(dim, of: self, "std", file, line)
    let n = Swift.max(Double(dims.elementCount(of: shape) - correction), 0)
    let y = map(.sqrt, squaresAroundMean(dims, n)).without(dims, unless: keepDim)
    return y.made(by: "StdBackward0", from: self, reads: [.inputs, .output]) {
      // The root has no slope at 0.
      let isZero = $0.output == 0
      let slope = ($0.gradient / ($0.output * 2).maskedFill(isZero, 1)).maskedFill(isZero, 0)
      $0.pass(to: 0, $0[0].varianceGradient(slope, dims, n))
    }
  }

  /// Σ (x − mean)² / n, the dimensions as 1: the mean first, and then the squares, so that nothing cancels.
  private func squaresAroundMean(_ dims: Dimensions, _ n: Double) -> Tensor {
    let mean = fold(.sum, self, dims)
    mean.divide(by: Double(dims.elementCount(of: shape)))
    let y =
      dims.areNeighbours
      ? fold(.squares, self, dims, around: mean)
      : fold(.squares, combine(.subtract, self, mean, shape), dims)
    y.divide(by: n)
    return y
  }

  private func varianceGradient(_ gradient: Tensor, _ dims: Dimensions, _ n: Double) -> Tensor {
    let kept = dims.flattened(in: shape)
    let mean = sum(over: dims, true) / Double(dims.elementCount(of: shape))
    return (self - mean) * (gradient.reshape(kept) * (2 / n))
  }
}
