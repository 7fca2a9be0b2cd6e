// The incomplete gamma functions, the gamma and Poisson distributions' own. They broadcast, and have gradients with
// respect to x and p; asking for one with respect to a ends the cell.
extension Tensor {
  /// P(a, x) = 1/Γ(a) ∫₀ˣ t^(a−1) e^(−t) dt: PyTorch's `torch.special.gammainc`.
  ///
  /// The regularised lower incomplete gamma function, P(X ≤ x) of a gamma distribution of concentration a and rate 1. NaN
  /// where a or x is negative. By series, Legendre's continued fraction and, at large a, Temme's expansion (1979).
  public static func gammainc(_ a: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    evaluated(.gammainc, "gammainc", [a, x], file, line).made(by: "GammaincBackward0", from: a, x, reads: .inputs) {
      $0.pass(to: 0, noGradient("gammainc", "a"))
      $0.pass(to: 1, $0.gradient * logGammaDensity($0[0], $0[1]).exp())
    }
  }

  /// Q(a, x) = 1 − P(a, x), exact where it is small: PyTorch's `torch.special.gammaincc`.
  public static func gammaincc(_ a: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    evaluated(.gammaincc, "gammaincc", [a, x], file, line).made(by: "GammainccBackward0", from: a, x, reads: .inputs) {
      $0.pass(to: 0, noGradient("gammaincc", "a"))
      $0.pass(to: 1, -($0.gradient * logGammaDensity($0[0], $0[1]).exp()))
    }
  }

  /// ln P(a, x), exact where P underflows and where it is almost 1
  public static func logGammainc(_ a: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    evaluated(.logGammainc, "logGammainc", [a, x], file, line).made(
      by: "LogGammaincBackward0", from: a, x, reads: [.inputs, .output]
    ) {
      $0.pass(to: 0, noGradient("logGammainc", "a"))
      $0.pass(to: 1, $0.gradient * (logGammaDensity($0[0], $0[1]) - $0.output).exp())
    }
  }

  /// ln Q(a, x), exact where Q underflows and where it is almost 1
  public static func logGammaincc(
    _ a: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logGammaincc, "logGammaincc", [a, x], file, line).made(
      by: "LogGammainccBackward0", from: a, x, reads: [.inputs, .output]
    ) {
      $0.pass(to: 0, noGradient("logGammaincc", "a"))
      $0.pass(to: 1, -($0.gradient * (logGammaDensity($0[0], $0[1]) - $0.output).exp()))
    }
  }

  /// The x for which P(a, x) = p: 0 at 0, ∞ at 1, NaN beyond
  public static func gammaincinv(_ a: Tensor, _ p: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    evaluated(.gammaincinv, "gammaincinv", [a, p], file, line).made(
      by: "GammaincinvBackward0", from: a, p, reads: [.inputs, .output]
    ) {
      $0.pass(to: 0, noGradient("gammaincinv", "a"))
      $0.pass(to: 1, $0.gradient * (-logGammaDensity($0[0], $0.output)).exp())
    }
  }

  /// The x for which Q(a, x) = p: ∞ at 0, 0 at 1, NaN beyond
  public static func gammainccinv(
    _ a: Tensor, _ p: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.gammainccinv, "gammainccinv", [a, p], file, line).made(
      by: "GammainccinvBackward0", from: a, p, reads: [.inputs, .output]
    ) {
      $0.pass(to: 0, noGradient("gammainccinv", "a"))
      $0.pass(to: 1, -($0.gradient * (-logGammaDensity($0[0], $0.output)).exp()))
    }
  }

  /// ln(x^(a−1) e^(−x) / Γ(a)): the logarithm of the gamma distribution's density at rate 1, −∞ below 0.
  ///
  /// In its saddle-point form (Loader, 2000), which keeps its digits at any a. It has gradients with respect to both.
  package static func logGammaDensity(
    _ a: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logGammaDensity, "logGammaDensity", [a, x], file, line).made(
      by: "LogGammaDensityBackward0", from: a, x, reads: .inputs
    ) {
      $0.pass(to: 0, $0.gradient * ($0[1].log() - $0[0].digamma()))
      $0.pass(to: 1, $0.gradient * (($0[0] - 1) / $0[1] - 1))
    }
  }
}
