import Tensors

// Where a single number is asked for, `1/2` is to be a half: to Swift it would be the quotient of two whole numbers, 0. So
// these take a `Double`, and a `Tensor` too, lest `x[0]` be read as a number, to which no gradient flows. All else, such as
// lists and variables of other types, is taken as it is.

extension Bernoulli {
  public init(_ probs: Double, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(probs), dtype: dtype, file: file, line: line)
  }

  public init(_ probs: Tensor, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(probs), dtype: dtype, file: file, line: line)
  }
}

extension Binomial {
  public init(
    _ totalCount: some DistributionParameter, _ probs: Double, dtype: DType? = nil, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    self.init(totalCount, Settled(probs), dtype: dtype, file: file, line: line)
  }

  public init(
    _ totalCount: some DistributionParameter, _ probs: Tensor, dtype: DType? = nil, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    self.init(totalCount, Settled(probs), dtype: dtype, file: file, line: line)
  }
}

extension Geometric {
  public init(_ probs: Double, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(probs), dtype: dtype, file: file, line: line)
  }

  public init(_ probs: Tensor, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(probs), dtype: dtype, file: file, line: line)
  }
}

extension Poisson {
  public init(_ rate: Double, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(rate), dtype: dtype, file: file, line: line)
  }

  public init(_ rate: Tensor, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(rate), dtype: dtype, file: file, line: line)
  }
}

extension Exponential {
  public init(_ rate: Double, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(rate), dtype: dtype, file: file, line: line)
  }

  public init(_ rate: Tensor, dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(rate), dtype: dtype, file: file, line: line)
  }
}

extension Categorical {
  public init(_ probs: [Double], dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Settled(probs), dtype: dtype, file: file, line: line)
  }
}

extension Distribution {
  /// ln p(x) at a number
  public func logProb(_ x: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logProb(Settled(x), file: file, line: line)
  }

  /// ln p(x) at a tensor
  public func logProb(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logProb(Settled(x), file: file, line: line)
  }
}

extension ContinuousDistribution {
  /// p(x) at a number
  public func pdf(_ x: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    pdf(Settled(x), file: file, line: line)
  }

  /// p(x) at a tensor
  public func pdf(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    pdf(Settled(x), file: file, line: line)
  }
}

extension DiscreteDistribution {
  /// P(X = x) at a number
  public func pmf(_ x: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    pmf(Settled(x), file: file, line: line)
  }

  /// P(X = x) at a tensor
  public func pmf(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    pmf(Settled(x), file: file, line: line)
  }
}

extension UnivariateDistribution {
  /// P(X ≤ x) at a number
  public func cdf(_ x: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    cdf(Settled(x), file: file, line: line)
  }

  /// P(X ≤ x) at a tensor
  public func cdf(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    cdf(Settled(x), file: file, line: line)
  }

  /// ln P(X ≤ x) at a number
  public func logCDF(_ x: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logCDF(Settled(x), file: file, line: line)
  }

  /// ln P(X ≤ x) at a tensor
  public func logCDF(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logCDF(Settled(x), file: file, line: line)
  }

  /// P(X > x) at a number
  public func survival(_ x: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    survival(Settled(x), file: file, line: line)
  }

  /// P(X > x) at a tensor
  public func survival(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    survival(Settled(x), file: file, line: line)
  }

  /// ln P(X > x) at a number
  public func logSurvival(_ x: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logSurvival(Settled(x), file: file, line: line)
  }

  /// ln P(X > x) at a tensor
  public func logSurvival(_ x: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    logSurvival(Settled(x), file: file, line: line)
  }

  /// The quantile at a number
  public func icdf(_ p: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    icdf(Settled(p), file: file, line: line)
  }

  /// The quantile at a tensor
  public func icdf(_ p: Tensor, at file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    icdf(Settled(p), file: file, line: line)
  }
}

/// A parameter as the general functions take it.
private struct Settled: DistributionParameter {
  let parameterTensor: Tensor
  let isPlainNumber: Bool

  init(_ value: some DistributionParameter) {
    parameterTensor = value.parameterTensor
    isPlainNumber = value.isPlainNumber
  }
}
