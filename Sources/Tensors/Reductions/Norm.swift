extension Tensor {
  /// (Σ |x|^p)^(1/p) over the given dimensions, or over all; p may be 0 (how many are not 0), ∞ and −∞ (the largest and
  /// smallest |x|). Traps on integers.
  ///
  /// For p = 2 the gradient at 0 is 0.
  public func norm(
    _ p: Double = 2, dim: Int..., keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    checkFloating("norm", file, line)
    let dims = Dimensions(dim, of: self, "norm", file, line)
    if p == .infinity || p == -.infinity {
      checkElements("norm", dims, file, line)
      return abs().extreme(p > 0 ? .max : .min, dims, keepDim, "LinalgVectorNormBackward0")
    }
    return powerMean(p, dims).without(dims, unless: keepDim).made(
      by: "LinalgVectorNormBackward0", from: self, reads: [.inputs, .output]
    ) {
      $0.pass(to: 0, $0[0].normGradient(p, dims, $0.output, $0.gradient))
    }
  }

  private func powerMean(_ p: Double, _ dims: Dimensions) -> Tensor {
    switch p {
    case 0: fold(.count, self, dims).to(dtype)
    case 1: fold(.absSum, self, dims)
    case 2: map(.sqrt, fold(.squares, self, dims))
    default: map(.power, fold(.powers, self, dims, p: p), 1 / p)
    }
  }

  /// sign(x) (|x| / norm)^(p − 1) · gradient, and 0 where the norm is 0, which has no slope there.
  private func normGradient(_ p: Double, _ dims: Dimensions, _ norm: Tensor, _ gradient: Tensor) -> Tensor {
    if p == 0 { return Tensor.zerosLike(self) }
    let kept = dims.flattened(in: shape)
    let (norm, gradient) = (norm.reshape(kept), gradient.reshape(kept))
    if p == 1 { return sign() * gradient }
    let isZero = norm == 0
    let divisor = norm.maskedFill(isZero, 1)
    let slope = (gradient / (p == 2 ? divisor : divisor.pow(p - 1))).maskedFill(isZero, 0)
    if p == 2 { return self * slope }
    // |x|^(p − 1) is infinite at 0 for p < 1; there is no slope either.
    let powers = p < 1 ? abs().maskedFill(self == 0, 1).pow(p - 1) : abs().pow(p - 1)
    return sign() * powers * slope
  }
}
