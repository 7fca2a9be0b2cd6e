import Glibc

extension Tensor {
  /// 2/√π ∫₀ˣ e^(−t²) dt: the error function
  public func erf() -> Tensor {
    special(.erf, "ErfBackward0", reads: .inputs) { x, _ in (-x.square()).exp() * M_2_SQRTPI }
  }

  /// 1 − erf x, exact where x is large
  public func erfc() -> Tensor {
    special(.erfc, "ErfcBackward0", reads: .inputs) { x, _ in (-x.square()).exp() * -M_2_SQRTPI }
  }

  /// The inverse of the error function: ±∞ at ±1, NaN beyond
  public func erfinv() -> Tensor {
    special(.erfinv, "ErfinvBackward0", reads: .output) { _, y in y.square().exp() / M_2_SQRTPI }
  }

  /// ln |Γ(x)|
  public func lgamma() -> Tensor { special(.lgamma, "LgammaBackward0", reads: .inputs) { x, _ in x.digamma() } }

  /// (ln Γ)′(x)
  public func digamma() -> Tensor {
    special(.digamma, "DigammaBackward0", reads: .inputs) { x, _ in x.polygamma(1) }
  }

  /// The n-th derivative of the digamma function. Traps where n is negative.
  public func polygamma(_ n: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if n < 0 { fail("polygamma: the order \(n) is negative", file: file, line: line) }
    if n == 0 { return digamma() }
    return special(.polygamma, "PolygammaBackward0", reads: .inputs, p: Double(n)) { x, _ in x.polygamma(n + 1) }
  }
}
