import Plotting
import Tensors

/// P(X = k) = λ^k e^−λ / k!: how often something rare and independent happens.
///
/// `Poisson(4)`. Traps where the rate is negative; a rate of 0 gives 0 always.
public struct Poisson: DiscreteDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ rate: some DistributionParameter, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters("Poisson", ["rate": (rate, .notNegative)], dtype: dtype, file: file, line: line)
  }

  /// λ
  public var rate: Tensor { parameters[0] }
  var lambda: Tensor { parameters(0) }

  /// x ln λ − λ − ln x!
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { Tensor.logPoissonMass($0, lambda) }
  }

  /// The regularised upper incomplete gamma function Q(k + 1, λ)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { Tensor.gammaincc($0 + 1, lambda) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { Tensor.logGammaincc($0 + 1, lambda) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { Tensor.gammainc($0 + 1, lambda) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { Tensor.logGammainc($0 + 1, lambda) }
  }

  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { search(p, file, line) }

  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    Tensor.samplePoisson(shape(of: sampleShape), rate: parameters(0, dtype).detach(), generator: generator)
  }

  /// λ
  public var mean: Tensor { rate }
  /// λ
  public var variance: Tensor { rate }
  /// ⌊λ⌋, or the number before where λ is whole
  public var mode: Tensor { parameters.moment((lambda.detach().ceil() - 1).clamp(min: 0.0)) }
  /// The sum of −p ln p over the support; of a wide one at evenly spaced places, which is as exact there.
  public func entropy() -> Tensor { summedEntropy() }

  public var support: Support { .integers(0, Double.infinity) }
}
