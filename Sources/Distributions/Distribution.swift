import NotebookDisplay
import Plotting
import Tensors

/// A probability distribution, or a batch of them: one for each place of ``batchShape``.
///
/// ```swift
/// let heights = Normal(175, 7)
/// heights.sample([1000]).mean()   // about 175
/// heights.cdf(180)                // the share of people below 180 cm
/// ```
///
/// Names, shapes and semantics are `torch.distributions`': an event is one outcome, of shape `eventShape`; `logProb`
/// takes `(…, batchShape…, eventShape…)` and gives `(…, batchShape…)`, broadcasting. Results are of the type
/// ``dtype``, or of x's where that is float64, or where the parameters are plain numbers; what would cancel in single
/// precision is computed in double. Parameters carry gradients.
public protocol Distribution: Displayable, CustomStringConvertible {
  /// What the parameters broadcast to.
  var batchShape: Shape { get }
  /// The shape of one outcome: `[]` for a number.
  var eventShape: Shape { get }
  /// The type of samples and moments.
  var dtype: DType { get }
  /// The values that can occur.
  var support: Support { get }

  /// E[X]; NaN or ∞ where there is none.
  var mean: Tensor { get }
  /// E[(X − E[X])²]; NaN or ∞ where there is none.
  var variance: Tensor { get }
  /// Where the mass or density is greatest; of several places the first.
  var mode: Tensor { get }
  /// −E[ln p(X)], in nats.
  func entropy() -> Tensor

  /// Independent draws of shape `(sampleShape…, batchShape…, eventShape…)`, outside the graph.
  func sample(_ sampleShape: Shape, generator: Generator) -> Tensor
  /// ln p(x), of the mass or the density: −∞ outside the support, NaN at NaN.
  func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
  /// A picture of the mass or the density.
  func plot() -> Figure
}

/// A distribution of numbers, with its distribution function.
public protocol UnivariateDistribution: Distribution {
  /// P(X ≤ x)
  func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
  /// ln P(X ≤ x), exact where the probability is smaller than any floating-point number
  func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
  /// P(X > x), exact where it is small: 1 − cdf would cancel
  func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
  /// ln P(X > x)
  func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor
  /// The quantile: the least x of the support with P(X ≤ x) ≥ p; NaN where p is no probability.
  func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor
}

/// A distribution with a density.
public protocol ContinuousDistribution: Distribution {}

/// A distribution over whole numbers, with a mass.
public protocol DiscreteDistribution: UnivariateDistribution {}

/// A distribution whose samples are differentiable functions of its parameters and of noise.
public protocol ReparameterizedDistribution: Distribution {
  /// Independent draws of shape `(sampleShape…, batchShape…, eventShape…)` through which gradients flow to the
  /// parameters.
  func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor
}

extension Distribution {
  public var eventShape: Shape { [] }
  /// √variance
  public var stddev: Tensor { variance.sqrt() }

  /// Independent draws of shape `(sampleShape…, batchShape…, eventShape…)`, outside the graph.
  public func sample(_ sampleShape: Shape = [], generator: Generator = .default) -> Tensor {
    sample(sampleShape, generator: generator)
  }

  /// So many independent draws, or a table of them: `sample(100)` is `sample([100])`.
  public func sample(_ count: Int, _ more: Int..., generator: Generator = .default) -> Tensor {
    sample(Shape([count] + more), generator: generator)
  }

  /// ln p(x) at a tensor or a number: −∞ outside the support, NaN at NaN. Traps where the shapes do not match.
  public func logProb(
    _ x: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { at(x) { logProb($0, file: file, line: line) } }

  /// A function at a tensor, or at a number, which has no type to ask for.
  func at(_ x: some DistributionValue, _ function: (Tensor) -> Tensor) -> Tensor {
    let y = function(x.valueTensor)
    return x.isPlainNumber ? y.to(dtype) : y
  }
}

extension ReparameterizedDistribution {
  /// Independent draws through which gradients flow to the parameters.
  public func rsample(_ sampleShape: Shape = [], generator: Generator = .default) -> Tensor {
    rsample(sampleShape, generator: generator)
  }

  /// So many independent draws, or a table of them, through which gradients flow to the parameters.
  public func rsample(_ count: Int, _ more: Int..., generator: Generator = .default) -> Tensor {
    rsample(Shape([count] + more), generator: generator)
  }

  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    noGrad { rsample(sampleShape, generator: generator) }
  }
}

extension ContinuousDistribution {
  /// p(x), the density at a tensor or a number: 0 outside the support.
  public func pdf(
    _ x: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { at(x) { logProb($0, file: file, line: line).exp() } }
}

extension DiscreteDistribution {
  /// P(X = x) at a tensor or a number: 0 outside the support.
  public func pmf(
    _ x: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { at(x) { logProb($0, file: file, line: line).exp() } }
}

// The same at tensors and at numbers.
extension UnivariateDistribution {
  /// P(X ≤ x)
  public func cdf(_ x: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { cdf($0, file: file, line: line) }
  }

  /// ln P(X ≤ x), exact where the probability is smaller than any floating-point number
  public func logCDF(_ x: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { logCDF($0, file: file, line: line) }
  }

  /// P(X > x), exact where it is small: 1 − cdf would cancel
  public func survival(_ x: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { survival($0, file: file, line: line) }
  }

  /// ln P(X > x)
  public func logSurvival(
    _ x: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { at(x) { logSurvival($0, file: file, line: line) } }

  /// The quantile: the least x of the support with P(X ≤ x) ≥ p; NaN where p is no probability.
  public func icdf(_ p: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(p) { icdf($0, file: file, line: line) }
  }
}

// The same at variables that hold whole numbers, or numbers in single precision: what is written, such as 1/2, is a
// `Double` before.

extension Distribution {
  /// ln p(x)
  @_disfavoredOverload
  public func logProb(_ x: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { logProb($0, file: file, line: line) }
  }
}

extension ContinuousDistribution {
  /// p(x), the density
  @_disfavoredOverload
  public func pdf(_ x: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { logProb($0, file: file, line: line).exp() }
  }
}

extension DiscreteDistribution {
  /// P(X = x)
  @_disfavoredOverload
  public func pmf(_ x: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { logProb($0, file: file, line: line).exp() }
  }
}

extension UnivariateDistribution {
  /// P(X ≤ x)
  @_disfavoredOverload
  public func cdf(_ x: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { cdf($0, file: file, line: line) }
  }

  /// ln P(X ≤ x)
  @_disfavoredOverload
  public func logCDF(_ x: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { logCDF($0, file: file, line: line) }
  }

  /// P(X > x)
  @_disfavoredOverload
  public func survival(_ x: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { survival($0, file: file, line: line) }
  }

  /// ln P(X > x)
  @_disfavoredOverload
  public func logSurvival(_ x: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    at(x) { logSurvival($0, file: file, line: line) }
  }
}
