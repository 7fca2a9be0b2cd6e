import NotebookDisplay
import Plotting
import Tensors

/// P(X = k) = pₖ for the classes k = 0, …, K − 1.
///
/// `Categorical([0.2, 0.5, 0.3])`, where probabilities are divided by their sum, or `Categorical(logits: z)` with p =
/// softmax(z). The last dimension is that of the classes; those before it are the batch. Samples are int64. Traps
/// where a probability is negative or all are 0.
public struct Categorical: DiscreteDistribution, Parameterised {
  var parameters: Parameters
  private let isLogits: Bool
  /// K
  public let classCount: Int

  /// Of probabilities as a list; other than of any parameter, quotients in it are checked fast by the compiler.
  public init(
    _ probs: [Double], dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) { self.init(probs, "probs", .notNegative, isLogits: false, dtype, file, line) }

  @_disfavoredOverload
  public init(
    _ probs: some DistributionParameter, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) { self.init(probs, "probs", .notNegative, isLogits: false, dtype, file, line) }

  public init(
    logits: some DistributionParameter, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) { self.init(logits, "logits", .logit, isLogits: true, dtype, file, line) }

  private init(
    _ values: some DistributionParameter, _ label: String, _ rule: ParameterRule, isLogits: Bool, _ dtype: DType?,
    _ file: StaticString, _ line: UInt
  ) {
    self.isLogits = isLogits
    parameters = Parameters(
      "Categorical", [label: (values, rule)], eventRanks: [1], dtype: dtype, file: file, line: line)
    classCount = parameters(0).shape[-1]
    if classCount == 0 { fail("Categorical: there must be a class, and \(label) has none", file: file, line: line) }
    let best = parameters(0).detach().amax(-1)
    require(
      isLogits ? best > -.infinity : best > 0, best,
      "Categorical: the largest of \(label) must be above \(isLogits ? "−∞" : "0")", file, line)
  }

  /// pₖ, `(batchShape…, classes)`
  public var probs: Tensor { p.to(dtype) }
  /// ln pₖ, `(batchShape…, classes)`
  public var logits: Tensor { logP.to(dtype) }
  var p: Tensor { isLogits ? parameters(0).softmax(dim: -1) : parameters(0) / parameters(0).sum(-1, keepDim: true) }
  var logP: Tensor { isLogits ? parameters(0).logSoftmax(dim: -1) : p.log() }

  /// ln pₓ
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) { chosen($0, of: logP) }
  }

  /// Σ pⱼ for j ≤ x
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { chosen($0, of: upTo) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { chosen($0, of: upTo.log()) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { chosen($0, of: beyond) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { chosen($0, of: beyond.log()) }
  }

  /// Σ pⱼ for j ≤ k, the last exactly 1.
  private var upTo: Tensor {
    let sums = p.cumsum(-1)
    return sums / sums.narrow(-1, classCount - 1, 1)
  }

  /// Σ pⱼ for j > k
  private var beyond: Tensor {
    let sums = p.flip(-1).cumsum(-1).flip(-1)
    return cat([sums.narrow(-1, 1, classCount - 1), Tensor.zerosLike(sums.narrow(-1, 0, 1))], dim: -1)
  }

  /// What stands at the classes x; NaN where x is no class.
  private func chosen(_ x: Tensor, of values: Tensor) -> Tensor {
    let shape = Shape.broadcast(x.shape, batchShape)!
    let isNumber = x == x
    let places = Tensor.where(isNumber, x, 0).long().expand(shape).unsqueeze(-1)
    let y = values.expand(shape + [classCount]).gather(-1, places).squeeze(-1)
    return Tensor.where(isNumber, y, .nan)
  }

  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { search(p, file, line) }

  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    Tensor.sampleCategorical(shape(of: sampleShape), probabilities: p.detach(), generator: generator)
  }

  private var classes: Tensor { Tensor.arange(classCount, dtype: .float64) }
  /// Σ k pₖ
  public var mean: Tensor { parameters.moment((p * classes).sum(-1)) }
  /// Σ (k − mean)² pₖ
  public var variance: Tensor {
    let p = self.p
    let deviation = classes - (p * classes).sum(-1, keepDim: true)
    return parameters.moment((p * deviation.square()).sum(-1))
  }
  /// The most probable class, as int64
  public var mode: Tensor { parameters(0).detach().argmax(-1) }
  /// −Σ pₖ ln pₖ
  public func entropy() -> Tensor {
    let p = self.p
    let surprise = isLogits ? p * logP.maskedFill(p.detach() == 0, 0) : Tensor.xlogy(p, p)
    return parameters.moment(0 - surprise.sum(-1))  // −sum would be −0 where one class is certain
  }

  public var support: Support { .integers(0, classCount - 1) }
}
