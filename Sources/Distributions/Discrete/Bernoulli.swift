import Plotting
import Tensors

/// P(X = 1) = p, P(X = 0) = 1 − p: one trial that succeeds or fails.
///
/// By its probability, `Bernoulli(0.3)`, or by its log-odds, `Bernoulli(logits: z)` with p = 1 / (1 + e^−z), which is
/// exact where p is next to 0 or 1. Traps where p is outside [0, 1], and where a log-odds is not finite.
public struct Bernoulli: DiscreteDistribution, Parameterised {
  var parameters: Parameters
  private let isLogits: Bool

  public init(
    _ probs: some DistributionParameter, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    isLogits = false
    parameters = Parameters("Bernoulli", ["probs": (probs, .probability)], dtype: dtype, file: file, line: line)
  }

  public init(
    logits: some DistributionParameter, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    isLogits = true
    parameters = Parameters("Bernoulli", ["logits": (logits, .finite)], dtype: dtype, file: file, line: line)
  }

  /// p
  public var probs: Tensor { isLogits ? parameters[0].sigmoid() : parameters[0] }
  /// ln p − ln(1 − p)
  public var logits: Tensor {
    isLogits ? parameters[0] : (parameters(0).log() - (-parameters(0)).log1p()).to(dtype).expand(batchShape)
  }

  func p(_ dtype: DType = .float64) -> Tensor {
    isLogits ? parameters(0, dtype).sigmoid() : parameters(0, dtype)
  }
  func q() -> Tensor { isLogits ? (-parameters(0)).sigmoid() : 1 - parameters(0) }
  func logP() -> Tensor {
    isLogits ? -Tensor.logaddexp(Tensor(0, dtype: .float64), -parameters(0)) : parameters(0).log()
  }
  func logQ() -> Tensor {
    isLogits ? -Tensor.logaddexp(Tensor(0, dtype: .float64), parameters(0)) : (-parameters(0)).log1p()
  }

  /// A value below 1, and a number from there on; NaN at NaN.
  private func step(_ x: Tensor, _ first: Tensor, _ last: Double) -> Tensor {
    Tensor.where(x >= 1, last, Tensor.where(x < 1, first, .nan))
  }

  /// x ln p + (1 − x) ln(1 − p)
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { x in
      isLogits ? x * logP() + (1 - x) * logQ() : Tensor.xlogy(x, p()) + Tensor.xlog1py(1 - x, -p())
    }
  }

  /// 1 − p below 1
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { step($0, q(), 1) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { step($0, logQ(), 0) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { step($0, p(), 0) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { step($0, logP(), -.infinity) }
  }

  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { search(p, file, line) }

  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    noGrad {
      let u = Tensor.rand(shape(of: sampleShape), dtype: dtype, generator: generator)
      return (u < p(dtype)).to(dtype)
    }
  }

  /// p
  public var mean: Tensor { parameters.moment(p()) }
  /// p (1 − p)
  public var variance: Tensor { parameters.moment(p() * q()) }
  /// 1 where p > ½, else 0
  public var mode: Tensor { parameters.moment((p().detach() > 0.5).to(.float64)) }
  /// −p ln p − (1 − p) ln(1 − p)
  public func entropy() -> Tensor {
    let sum = isLogits ? p() * logP() + q() * logQ() : Tensor.xlogy(p(), p()) + Tensor.xlog1py(q(), -p())
    return parameters.moment(0 - sum)  // −sum would be −0 where one value is certain
  }

  public var support: Support { .integers(0, 1) }
}
