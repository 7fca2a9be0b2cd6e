import Plotting
import Tensors

/// p(x) = x^(α − 1) (1 − x)^(β − 1) / B(α, β) on [0, 1]: what is known of a probability after α − 1 successes and β − 1
/// failures.
///
/// `Beta(2, 5)`. Traps unless both are positive.
public struct Beta: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ concentration1: some DistributionParameter, _ concentration0: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "Beta", ["concentration1": (concentration1, .positive), "concentration0": (concentration0, .positive)],
      dtype: dtype, file: file, line: line)
  }

  /// α, that of x
  public var concentration1: Tensor { parameters[0] }
  /// β, that of 1 − x
  public var concentration0: Tensor { parameters[1] }
  var alpha: Tensor { parameters(0) }
  var beta: Tensor { parameters(1) }

  /// (α − 1) ln x + (β − 1) ln(1 − x) − ln B(α, β)
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { Tensor.logBetaDensity(alpha, beta, $0) }
  }

  /// The regularised incomplete beta function Iₓ(α, β)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { Tensor.betainc(alpha, beta, $0) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { Tensor.logBetainc(alpha, beta, $0) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { Tensor.betaincc(alpha, beta, $0) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { Tensor.logBetaincc(alpha, beta, $0) }
  }

  /// By the inverse of the incomplete beta function
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { Tensor.betaincinv(alpha, beta, $0) }
  }

  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    Tensor.sampleBeta(
      shape(of: sampleShape), parameters(0, dtype), parameters(1, dtype), generator: generator)
  }

  /// α / (α + β)
  public var mean: Tensor { parameters.moment(alpha / (alpha + beta)) }
  /// αβ / ((α + β)² (α + β + 1))
  public var variance: Tensor {
    let sum = alpha + beta
    return parameters.moment(alpha / sum * (beta / sum) / (sum + 1))
  }

  /// (α − 1) / (α + β − 2) for α, β > 1; else the end where the density is greater, and ½ where it is flat
  public var mode: Tensor {
    let a = alpha.detach() - 1, b = beta.detach() - 1
    let edge = Tensor.where(a < b, 0, Tensor.where(a > b, 1, Tensor.where(a < 0, 0, a * 0 + 0.5)))
    return parameters.moment(Tensor.where((a > 0) & (b > 0), a / (a + b), edge))
  }

  /// ln B(α, β) − (α − 1) ψ(α) − (β − 1) ψ(β) + (α + β − 2) ψ(α + β)
  public func entropy() -> Tensor {
    let sum = alpha + beta
    let ends = (alpha - 1) * alpha.digamma() + (beta - 1) * beta.digamma()
    return parameters.moment(Tensor.lbeta(alpha, beta) - ends + (sum - 2) * sum.digamma())
  }

  public var support: Support { .interval(0, 1) }
}
