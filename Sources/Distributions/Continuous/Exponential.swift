import Plotting
import Tensors

/// p(x) = λ e^(−λx) for x ≥ 0: the waiting time for something that is as likely at every moment.
///
/// `Exponential(1.5)`: the mean is 1/λ. Traps unless λ > 0.
public struct Exponential: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ rate: some DistributionParameter, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters("Exponential", ["rate": (rate, .positive)], dtype: dtype, file: file, line: line)
  }

  /// λ
  public var rate: Tensor { parameters[0] }
  var lambda: Tensor { parameters(0) }

  /// ln λ − λx
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, single: true, file, line) {
      let rate = parameters(0, $0.dtype)
      return rate.log() - rate * $0
    }
  }

  /// 1 − e^(−λx)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { -(-(lambda * $0)).expm1() }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { (-(lambda * $0)).log1mexp() }
  }

  /// e^(−λx)
  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { (-(lambda * $0)).exp() }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { -(lambda * $0) }
  }

  /// −ln(1 − p) / λ
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { -(-$0).log1p() / lambda }
  }

  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let unit = Tensor.sampleExponential(shape(of: sampleShape), dtype: dtype, generator: generator)
    if let rate = parameters.number(of: 0) { return rate == 1 ? unit : unit.mul_(1 / rate) }
    return unit / parameters(0, dtype)
  }

  /// 1/λ
  public var mean: Tensor { parameters.moment(1 / lambda) }
  /// 1/λ²
  public var variance: Tensor { parameters.moment(1 / lambda.square()) }
  /// 0
  public var mode: Tensor { Tensor.zeros(batchShape, dtype: dtype) }
  /// 1 − ln λ
  public func entropy() -> Tensor { parameters.moment(1 - lambda.log()) }

  public var support: Support { .interval(0, Double.infinity) }
}
