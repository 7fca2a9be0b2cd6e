// Integers to a whole power that is not negative stay integers; otherwise they give single precision.
extension Tensor {
  /// x^exponent
  public func pow(_ exponent: Double) -> Tensor {
    if exponent == 2 { return square() }
    if exponent == 0.5 { return sqrt() }
    if !dtype.isFloatingPoint && exponent >= 0 && exponent.rounded() == exponent {
      return combine(.integerPower, counting(), Tensor.full([], exponent, dtype: .int64), shape)!
    }
    let x = floating()
    let y = exponent == 1 ? map(.affine, x, 1, 0) : map(.power, x, exponent)
    return y.made(by: "PowBackward0", from: x, reads: .inputs) {
      // x^0 has the gradient 0 everywhere, at 0 as well, where the formula says 0 · ∞.
      $0.pass(to: 0, exponent == 0 ? Tensor.zerosLike($0[0]) : $0.gradient * $0[0].pow(exponent - 1) * exponent)
    }
  }

  /// self^exponent, broadcasting. Of integers, what is left of a fraction is dropped.
  public func pow(_ exponent: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if !dtype.isFloatingPoint && !exponent.dtype.isFloatingPoint {
      let (a, b, shape) = matched("pow", counting(), exponent.counting(), file, line)
      return combine(.integerPower, a, b, shape)!
    }
    let (a, b, shape) = matched("pow", floating(), exponent.floating(), file, line)
    return combine(.pow, a, b, shape).made(by: "PowBackward1", from: a, b, reads: [.inputs, .output]) {
      let (g, x, p) = ($0.gradient, $0[0], $0[1])
      let isZero = p == 0
      $0.pass(to: 0, g * p * x.pow((p - 1).maskedFill(isZero, 1)))
      // x^p ln x is 0 at x = 0 where p is not negative.
      $0.pass(to: 1, g * $0.output * x.maskedFill((x == 0) & (p >= 0), 1).log())
    }
  }

  /// base^exponent for a number.
  public static func pow(_ base: Double, _ exponent: Tensor) -> Tensor { exponent.operand(base).pow(exponent) }
}
