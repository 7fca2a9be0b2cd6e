// The incomplete beta functions, the beta and binomial distributions' own. They broadcast, and have gradients with respect
// to x and p; asking for one with respect to a or b ends the cell.
extension Tensor {
  /// I(x; a, b) = 1/B(a, b) ∫₀ˣ t^(a−1) (1−t)^(b−1) dt: SciPy's `scipy.special.betainc`.
  ///
  /// The regularised incomplete beta function, P(X ≤ x) of a beta distribution. NaN where a or b is not positive, or x is
  /// outside [0, 1]. By series and a continued fraction (DiDonato and Morris, 1992).
  public static func betainc(
    _ a: Tensor, _ b: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.betainc, "betainc", [a, b, x], file, line).made(
      by: "BetaincBackward0", from: [a, b, x], reads: .inputs
    ) {
      passNothing("betainc", $0)
      $0.pass(to: 2, $0.gradient * logBetaDensity($0[0], $0[1], $0[2]).exp())
    }
  }

  /// 1 − I(x; a, b), exact where it is small
  public static func betaincc(
    _ a: Tensor, _ b: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.betaincc, "betaincc", [a, b, x], file, line).made(
      by: "BetainccBackward0", from: [a, b, x], reads: .inputs
    ) {
      passNothing("betaincc", $0)
      $0.pass(to: 2, -($0.gradient * logBetaDensity($0[0], $0[1], $0[2]).exp()))
    }
  }

  /// ln I(x; a, b), exact where I underflows and where it is almost 1
  public static func logBetainc(
    _ a: Tensor, _ b: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logBetainc, "logBetainc", [a, b, x], file, line).made(
      by: "LogBetaincBackward0", from: [a, b, x], reads: [.inputs, .output]
    ) {
      passNothing("logBetainc", $0)
      $0.pass(to: 2, $0.gradient * (logBetaDensity($0[0], $0[1], $0[2]) - $0.output).exp())
    }
  }

  /// ln(1 − I(x; a, b)), exact where the difference underflows and where it is almost 1
  public static func logBetaincc(
    _ a: Tensor, _ b: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logBetaincc, "logBetaincc", [a, b, x], file, line).made(
      by: "LogBetainccBackward0", from: [a, b, x], reads: [.inputs, .output]
    ) {
      passNothing("logBetaincc", $0)
      $0.pass(to: 2, -($0.gradient * (logBetaDensity($0[0], $0[1], $0[2]) - $0.output).exp()))
    }
  }

  /// The x for which I(x; a, b) = p: 0 at 0, 1 at 1, NaN beyond
  public static func betaincinv(
    _ a: Tensor, _ b: Tensor, _ p: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.betaincinv, "betaincinv", [a, b, p], file, line).made(
      by: "BetaincinvBackward0", from: [a, b, p], reads: [.inputs, .output]
    ) {
      passNothing("betaincinv", $0)
      $0.pass(to: 2, $0.gradient * (-logBetaDensity($0[0], $0[1], $0.output)).exp())
    }
  }

  /// The x for which 1 − I(x; a, b) = p: 1 at 0, 0 at 1, NaN beyond
  public static func betainccinv(
    _ a: Tensor, _ b: Tensor, _ p: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.betainccinv, "betainccinv", [a, b, p], file, line).made(
      by: "BetainccinvBackward0", from: [a, b, p], reads: [.inputs, .output]
    ) {
      passNothing("betainccinv", $0)
      $0.pass(to: 2, -($0.gradient * (-logBetaDensity($0[0], $0[1], $0.output)).exp()))
    }
  }

  private static func passNothing(_ function: StaticString, _ adjoint: borrowing Adjoint) {
    adjoint.pass(to: 0, noGradient(function, "a"))
    adjoint.pass(to: 1, noGradient(function, "b"))
  }

  /// ln B(a, b) = ln Γ(a) + ln Γ(b) − ln Γ(a + b), without the difference of large numbers: SciPy's `scipy.special.betaln`.
  public static func lbeta(_ a: Tensor, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    evaluated(.lbeta, "lbeta", [a, b], file, line).made(by: "LbetaBackward0", from: a, b, reads: .inputs) {
      let both = ($0[0] + $0[1]).digamma()
      $0.pass(to: 0, $0.gradient * ($0[0].digamma() - both))
      $0.pass(to: 1, $0.gradient * ($0[1].digamma() - both))
    }
  }

  /// ln(x^(a−1) (1−x)^(b−1) / B(a, b)): the logarithm of the beta distribution's density, −∞ outside [0, 1].
  ///
  /// In its saddle-point form (Loader, 2000), which keeps its digits at any a and b. It has gradients with respect to all.
  package static func logBetaDensity(
    _ a: Tensor, _ b: Tensor, _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logBetaDensity, "logBetaDensity", [a, b, x], file, line).made(
      by: "LogBetaDensityBackward0", from: [a, b, x], reads: .inputs
    ) {
      let (a, b, x) = ($0[0], $0[1], $0[2])
      let both = (a + b).digamma()
      $0.pass(to: 0, $0.gradient * (x.log() + both - a.digamma()))
      $0.pass(to: 1, $0.gradient * ((-x).log1p() + both - b.digamma()))
      $0.pass(to: 2, $0.gradient * ((a - 1) / x - (b - 1) / (1 - x)))
    }
  }
}
