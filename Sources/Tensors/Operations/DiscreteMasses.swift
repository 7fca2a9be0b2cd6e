// Logarithms of the masses of counts, in Loader's saddle-point form (“Fast and accurate computation of binomial
// probabilities”, 2000): the mass keeps its digits at any count. They broadcast. Counts may be of any type, and are read
// exactly; where they are outside the support or have a fraction the result is −∞.
extension Tensor {
  /// ln(rate^k e^(−rate) / k!), differentiable with respect to the rate
  public static func logPoissonMass(
    _ k: Tensor, _ rate: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logPoissonMass, "logPoissonMass", [k, rate], file, line).made(
      by: "LogPoissonMassBackward0", from: k, rate, reads: .inputs
    ) {
      $0.pass(to: 0, noGradient("logPoissonMass", "k"))
      $0.pass(to: 1, $0.gradient * (share($0[0], $0[1]) - 1))
    }
  }

  /// ln(n! / (k! (n−k)!) p^k (1−p)^(n−k)), differentiable with respect to p
  public static func logBinomialMass(
    _ k: Tensor, _ n: Tensor, _ p: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logBinomialMass, "logBinomialMass", [k, n, p], file, line).made(
      by: "LogBinomialMassBackward0", from: [k, n, p], reads: .inputs
    ) {
      $0.pass(to: 0, noGradient("logBinomialMass", "k"))
      $0.pass(to: 1, noGradient("logBinomialMass", "n"))
      $0.pass(to: 2, $0.gradient * (share($0[0], $0[2]) - share($0[1] - $0[0], 1 - $0[2])))
    }
  }

  /// k / x, and 0 where k is
  private static func share(_ k: Tensor, _ x: Tensor) -> Tensor {
    let k = k.to(x.dtype)
    return k / x.maskedFill((k.detach() == 0) & (x.detach() == 0), 1)
  }

  /// ln of the probability of k successes among n drawn without replacement from a population with so many successes
  package static func logHypergeometricMass(
    _ k: Tensor, population: Tensor, successes: Tensor, draws: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(.logHypergeometricMass, "logHypergeometricMass", [k, population, successes, draws], file, line)
  }

  /// ln P(X ≤ k) of the same distribution, or with `upper` ln P(X > k): the smaller tail summed, so that both are exact.
  ///
  /// The terms that count are some ten standard deviations.
  package static func logHypergeometricCDF(
    _ k: Tensor, population: Tensor, successes: Tensor, draws: Tensor, upper: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    evaluated(
      upper ? .logHypergeometricSF : .logHypergeometricCDF, "logHypergeometricCDF", [k, population, successes, draws],
      file, line)
  }
}
