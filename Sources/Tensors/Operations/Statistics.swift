extension Tensor {
  /// Σ (x − mean)² / (n − correction) over the given dimensions, or over all; a correction of 1 is Bessel's.
  public func variance(
    dim: Int..., correction: Int = 1, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    variance(Dimensions(dim, of: self, "variance", file, line), correction, keepDim, file, line)
  }

  /// The square root of the variance.
  public func std(
    dim: Int..., correction: Int = 1, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    variance(Dimensions(dim, of: self, "std", file, line), correction, keepDim, file, line).sqrt()
  }

  private func variance(
    _ dims: Dimensions, _ correction: Int, _ keepDim: Bool, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    checkFloating("variance", file, line)
    let n = Double(dims.elementCount(of: shape))
    let centred = self - sum(over: dims, true) / n
    return centred.square().sum(over: dims, keepDim) / Swift.max(n - Double(correction), 0)
  }

  /// (Σ |x|^p)^(1/p) over the given dimensions, or over all. For p = 2 the gradient at 0 is 0.
  public func norm(
    _ p: Double = 2, dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    checkFloating("norm", file, line)
    let dims = Dimensions(dim, of: self, "norm", file, line)
    if p == 1 { return abs().sum(over: dims, keepDim) }
    if p != 2 { return abs().pow(p).sum(over: dims, keepDim).pow(1 / p) }
    let squares = square().sum(over: dims, keepDim)
    // √ has no slope at 0: there the sum is replaced by 1 on the way down, and by 0 on the way up.
    let isZero = squares.detach() == 0
    guard isZero.any() else { return squares.sqrt() }
    return Tensor.where(isZero, squares * 0, Tensor.where(isZero, Tensor.onesLike(squares), squares).sqrt())
  }
}
