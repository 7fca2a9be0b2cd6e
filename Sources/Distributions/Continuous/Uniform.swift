import Plotting
import Tensors

/// p(x) = 1 / (b − a) on [a, b]: every place is as likely.
///
/// `Uniform(0, 1)`. Samples are in [a, b). Traps unless a < b.
public struct Uniform: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ low: some DistributionParameter, _ high: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "Uniform", ["low": (low, .finite), "high": (high, .finite)], dtype: dtype, file: file, line: line)
    let (a, b) = (parameters(0).detach(), parameters(1).detach())
    require(a < b, b, "Uniform: high must be greater than low", file, line)
  }

  /// a
  public var low: Tensor { parameters[0] }
  /// b
  public var high: Tensor { parameters[1] }
  var a: Tensor { parameters(0) }
  var b: Tensor { parameters(1) }

  /// −ln(b − a)
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { Tensor.where($0 == $0, -(b - a).log(), $0) }
  }

  /// (x − a) / (b − a)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { ($0 - a) / (b - a) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { (($0 - a) / (b - a)).log() }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { (b - $0) / (b - a) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { ((b - $0) / (b - a)).log() }
  }

  /// a + p (b − a)
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { a + $0 * (b - a) }
  }

  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let shape = shape(of: sampleShape)
    if let low = parameters.number(of: 0), let high = parameters.number(of: 1) {
      return Tensor.uniform(shape, low, high, dtype: dtype, generator: generator)
    }
    let u = Tensor.rand(shape, dtype: dtype, generator: generator)
    return parameters(0, dtype) + u * (parameters(1, dtype) - parameters(0, dtype))
  }

  /// (a + b) / 2
  public var mean: Tensor { parameters.moment((a + b) / 2) }
  /// (b − a)² / 12
  public var variance: Tensor { parameters.moment((b - a).square() / 12) }
  /// a, as good as any other place
  public var mode: Tensor { low }
  /// ln(b − a)
  public func entropy() -> Tensor { parameters.moment((b - a).log()) }

  public var support: Support { .interval(a, b) }
}
