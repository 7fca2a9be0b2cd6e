import Plotting
import Tensors

/// P(X = k) = (n choose k) p^k (1 − p)^(n − k): the successes in n independent trials.
///
/// `Binomial(10, 0.3)`. The mass is computed by Loader's saddle-point expansion (2000), which does not cancel for
/// large n. Traps where n is no whole number, and where p is outside [0, 1].
public struct Binomial: DiscreteDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ totalCount: some DistributionValue, _ probs: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "Binomial", ["totalCount": (totalCount, .count), "probs": (probs, .probability)], dtype: dtype, file: file,
      line: line)
  }

  /// n
  public var totalCount: Tensor { parameters[0] }
  /// p
  public var probs: Tensor { parameters[1] }
  var n: Tensor { parameters(0) }
  var p: Tensor { parameters(1) }

  /// ln (n choose x) + x ln p + (n − x) ln(1 − p)
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { Tensor.logBinomialMass($0, n, p) }
  }

  /// The regularised incomplete beta function I_(1−p)(n − k, k + 1)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { beyond($0, 1) { Tensor.betaincc($0, $1, p) } }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { beyond($0, 0) { Tensor.logBetaincc($0, $1, p) } }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { beyond($0, 0) { Tensor.betainc($0, $1, p) } }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { beyond($0, -.infinity) { Tensor.logBetainc($0, $1, p) } }
  }

  /// A function of (k + 1, n − k) for k < n, and its value for k = n.
  private func beyond(_ k: Tensor, _ last: Double, _ function: (Tensor, Tensor) -> Tensor) -> Tensor {
    let rest = n - k
    let isLast = rest <= 0
    return Tensor.where(isLast, last, function(k + 1, Tensor.where(isLast, 1, rest)))
  }

  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { search(p, file, line) }

  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    Tensor.sampleBinomial(
      shape(of: sampleShape), count: parameters(0, dtype).detach(), probability: parameters(1, dtype).detach(),
      generator: generator)
  }

  /// n p
  public var mean: Tensor { parameters.moment(n * p) }
  /// n p (1 − p)
  public var variance: Tensor { parameters.moment(n * p * (1 - p)) }
  /// ⌊(n + 1) p⌋, or the number before where that is whole
  public var mode: Tensor {
    let peak = (n.detach() + 1) * p.detach()
    return parameters.moment(Tensor.minimum(Tensor.maximum(peak.ceil() - 1, peak * 0), n.detach()))
  }
  /// The sum of −p ln p over the support; of a wide one at evenly spaced places, which is as exact there.
  public func entropy() -> Tensor { summedEntropy() }

  public var support: Support { .integers(0, n) }
}
