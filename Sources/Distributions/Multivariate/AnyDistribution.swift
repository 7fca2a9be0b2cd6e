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
public struct AnyContinuousDistribution: ContinuousDistribution, UnivariateDistribution, Expandable {
  public let base: any ContinuousDistribution & UnivariateDistribution

  func expanded(to batchShape: Shape) -> Self { Self(base.repeated(over: batchShape)) }

  public init(_ base: any ContinuousDistribution & UnivariateDistribution) { self.base = base }

  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.logProb(x, file: file, line: line) }
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.cdf(x, file: file, line: line) }
  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.logCDF(x, file: file, line: line) }
  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    base.survival(x, file: file, line: line)
  }
  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    base.logSurvival(x, file: file, line: line)
  }
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { base.icdf(p, file: file, line: line) }
  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    base.sample(sampleShape, generator: generator)
  }
  public var mean: Tensor { base.mean }
  public var variance: Tensor { base.variance }
  public var mode: Tensor { base.mode }
  public func entropy() -> Tensor { base.entropy() }
  public var support: Support { base.support }
  public var batchShape: Shape { base.batchShape }
  public var dtype: DType { base.dtype }
  public var description: String { base.description }
}

/// Any distribution over whole numbers: what a ``Mixture`` of different ones consists of.
public struct AnyDiscreteDistribution: DiscreteDistribution, Expandable {
  public let base: any DiscreteDistribution

  func expanded(to batchShape: Shape) -> Self { Self(base.repeated(over: batchShape)) }

  public init(_ base: any DiscreteDistribution) { self.base = base }

  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.logProb(x, file: file, line: line) }
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.cdf(x, file: file, line: line) }
  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor { base.logCDF(x, file: file, line: line) }
  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    base.survival(x, file: file, line: line)
  }
  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    base.logSurvival(x, file: file, line: line)
  }
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor { base.icdf(p, file: file, line: line) }
  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    base.sample(sampleShape, generator: generator).to(dtype)
  }
  public var mean: Tensor { base.mean }
  public var variance: Tensor { base.variance }
  public var mode: Tensor { base.mode }
  public func entropy() -> Tensor { base.entropy() }
  public var support: Support { base.support }
  public var batchShape: Shape { base.batchShape }
  public var dtype: DType { base.dtype }
  public var description: String { base.description }
}
