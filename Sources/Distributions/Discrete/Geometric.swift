import Plotting
import Tensors

/// P(X = k) = (1 − p)^(k − 1) p for k = 1, 2, …: the trials until the first success, itself counted.
///
/// `Geometric(0.25)`. So SciPy counts; `torch.distributions.Geometric` counts the failures before it, which are X −
/// 1. Traps where p is not in (0, 1].
public struct Geometric: DiscreteDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ probs: some DistributionParameter, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters("Geometric", ["probs": (probs, .positiveProbability)], dtype: dtype, file: file, line: line)
  }

  /// p
  public var probs: Tensor { parameters[0] }
  var p: Tensor { parameters(0) }
  /// ln P(X > k) = k ln(1 − p)
  private func tail(_ k: Tensor) -> Tensor { Tensor.xlog1py(k, -p) }

  /// (k − 1) ln(1 − p) + ln p
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { tail($0 - 1) + p.log() }
  }

  /// 1 − (1 − p)^k
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { -tail($0).expm1() }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { tail($0).log1mexp() }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { tail($0).exp() }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { tail($0) }
  }

  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { search(p, file, line) }

  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    noGrad {
      Tensor.sampleGeometric(
        shape(of: sampleShape), probability: parameters(0, dtype).detach(), generator: generator
      ).add_(1)
    }
  }

  /// 1 / p
  public var mean: Tensor { parameters.moment(1 / p) }
  /// (1 − p) / p²
  public var variance: Tensor { parameters.moment((1 - p) / p.square()) }
  /// 1
  public var mode: Tensor { Tensor.ones(batchShape, dtype: dtype) }
  /// (−p ln p − (1 − p) ln(1 − p)) / p
  public func entropy() -> Tensor {
    parameters.moment(-(p.log() + Tensor.xlog1py(1 - p, -p) / p))
  }

  public var support: Support { .integers(1, Double.infinity) }
}
