extension Tensor {
  /// x^exponent, element by element. Integers to a whole power that is not negative stay integers below 2⁵³.
  public func pow(_ exponent: Double) -> Tensor {
    if exponent == 2 { return square() }
    if exponent == 1 { return self }
    if exponent == 0.5 { return sqrt() }
    let x = floating()
    let y = map(.power, x, exponent).made(by: "PowBackward0", from: x, reads: .inputs) {
      // x^0 has the gradient 0 everywhere, at 0 as well, where the formula says 0 · ∞.
      $0.pass(to: 0, exponent == 0 ? Tensor.zerosLike($0[0]) : $0.gradient * $0[0].pow(exponent - 1) * exponent)
    }
    return dtype == .int64 && exponent >= 0 && exponent.rounded() == exponent ? y.to(.int64) : y
  }

  /// self^exponent, broadcasting. Traps where the shapes do not match.
  public func pow(_ exponent: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let (a, b, shape) = matched("pow", floating(), exponent.floating(), file, line)
    return combine(.pow, a, b, shape).made(by: "PowBackward1", from: a, b, reads: [.inputs, .output]) {
      let (g, x, p) = ($0.gradient, $0[0], $0[1])
      $0.pass(to: 0, g * p * x.pow(p - 1))
      // 0^p ln 0 is 0 where p is positive.
      $0.pass(to: 1, g * $0.output * Tensor.where(x == 0, Tensor.zerosLike(x), x.log()))
    }
  }
}
