import Plotting
import Tensors

extension Mixture where Component == AnyContinuousDistribution {
  @available(
    *, unavailable,
    message: "either all components have a density, or all are over whole numbers: there is no mixture of both"
  )
  public init(_ weights: some DistributionParameter, _ components: [any UnivariateDistribution]) { fatalError() }
}

/// Any distribution of numbers with a density: what a ``Mixture`` of different ones consists of.
public struct AnyContinuousDistribution: ContinuousDistribution, AnyDistribution {
  public let base: any ContinuousDistribution & UnivariateDistribution

  public init(_ base: any ContinuousDistribution & UnivariateDistribution) { self.base = base }

  var univariate: any UnivariateDistribution { base }
  func expanded(to batchShape: Shape) -> Self { Self(base.repeated(over: batchShape)) }
}

/// Any distribution over whole numbers: what a ``Mixture`` of different ones consists of.
public struct AnyDiscreteDistribution: DiscreteDistribution, AnyDistribution {
  public let base: any DiscreteDistribution

  public init(_ base: any DiscreteDistribution) { self.base = base }

  var univariate: any UnivariateDistribution { base }
  func expanded(to batchShape: Shape) -> Self { Self(base.repeated(over: batchShape)) }
}

/// A distribution that is another one, whatever its type.
protocol AnyDistribution: UnivariateDistribution, Expandable {
  var univariate: any UnivariateDistribution { get }
}

extension AnyDistribution {
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    univariate.logProb(x, file: file, line: line)
  }
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { univariate.cdf(x, file: file, line: line) }
  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    univariate.logCDF(x, file: file, line: line)
  }
  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    univariate.survival(x, file: file, line: line)
  }
  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    univariate.logSurvival(x, file: file, line: line)
  }
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { univariate.icdf(p, file: file, line: line) }
  /// Of the distributions' type, though classes are int64.
  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    univariate.sample(sampleShape, generator: generator).to(dtype)
  }
  public var mean: Tensor { univariate.mean }
  public var variance: Tensor { univariate.variance }
  public var mode: Tensor { univariate.mode }
  public func entropy() -> Tensor { univariate.entropy() }
  public var support: Support { univariate.support }
  public var batchShape: Shape { univariate.batchShape }
  public var dtype: DType { univariate.dtype }
  public var description: String { univariate.description }
}
