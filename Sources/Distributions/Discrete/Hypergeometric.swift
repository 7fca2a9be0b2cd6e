import Plotting
import Tensors

/// P(X = k) = (K choose k) (N − K choose n − k) / (N choose n): the successes in n draws without replacement from N
/// things, of which K are successes.
///
/// `Hypergeometric(population: 20, successes: 7, draws: 12)`. It has no fit: data do not decide its three numbers.
/// Traps where a number is not whole, and where there are more successes or draws than things.
public struct Hypergeometric: DiscreteDistribution, Parameterised {
  var parameters: Parameters

  public init(
    population: some DistributionValue, successes: some DistributionValue, draws: some DistributionValue,
    dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "Hypergeometric",
      ["population": (population, .count), "successes": (successes, .count), "draws": (draws, .count)], dtype: dtype,
      file: file, line: line)
    for (index, label) in [(1, "successes"), (2, "draws")] {
      require(
        parameters(index) <= parameters(0), parameters(index),
        "Hypergeometric: \(label) must not exceed the population",
        file, line)
    }
  }

  /// N
  public var population: Tensor { parameters[0] }
  /// K
  public var successes: Tensor { parameters[1] }
  /// n
  public var draws: Tensor { parameters[2] }
  private var N: Tensor { parameters(0).detach() }
  private var K: Tensor { parameters(1).detach() }
  private var n: Tensor { parameters(2).detach() }

  /// ln (K choose x) + ln (N − K choose n − x) − ln (N choose n)
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { Tensor.logHypergeometricMass($0, population: N, successes: K, draws: n) }
  }

  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { logTail($0, upper: false).exp() }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { logTail($0, upper: false) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { logTail($0, upper: true).exp() }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { logTail($0, upper: true) }
  }

  /// ln P(X ≤ k), or of the upper tail ln P(X > k)
  private func logTail(_ k: Tensor, upper: Bool) -> Tensor {
    Tensor.logHypergeometricCDF(k, population: N, successes: K, draws: n, upper: upper)
  }

  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { search(p, file, line) }

  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    Tensor.sampleHypergeometric(
      shape(of: sampleShape), population: parameters(0, dtype), successes: parameters(1, dtype),
      draws: parameters(2, dtype), generator: generator)
  }

  /// n K / N
  public var mean: Tensor { parameters.moment(n * share) }
  /// n K/N (1 − K/N) (N − n) / (N − 1)
  public var variance: Tensor {
    let left = (N - n) / (N - 1).clamp(min: 1.0)
    return parameters.moment(n * share * (1 - share) * left)
  }
  private var share: Tensor { K / N.clamp(min: 1.0) }
  /// ⌊(n + 1) (K + 1) / (N + 2)⌋, or the number before where that is whole
  public var mode: Tensor {
    let peak = ((n + 1) * (K + 1) / (N + 2)).ceil() - 1
    return parameters.moment(Tensor.minimum(Tensor.maximum(peak, support.lower), support.upper))
  }
  /// The sum of −p ln p over the support; of a wide one at evenly spaced places, which is as exact there.
  public func entropy() -> Tensor { summedEntropy() }

  public var support: Support { .integers((n + K - N).clamp(min: 0.0), Tensor.minimum(n, K)) }
}
