import Plotting
import Tensors

/// p(x) = Σ wₖ pₖ(x): first a component is drawn, then a value from it.
///
/// ```swift
/// Mixture([0.3, 0.7], [Normal(-2, 1), Normal(2, 0.5)])           // a list of components
/// Mixture([0.3, 0.7], Normal([-2, 2], [1, 0.5]))                 // the last dimension of a batch
/// Mixture([0.5, 0.5], [Normal(0, 1), Uniform(-1, 1)])            // of different kinds
/// ```
///
/// The second is PyTorch's `MixtureSameFamily`. Weights are divided by their sum. Traps where their number is not
/// that of the components, and where the components' shapes do not match.
public struct Mixture<Component: Distribution>: Distribution, Expandable {
  /// w, as the distribution of the component's index
  public let weights: Categorical
  private let components: Components
  public private(set) var batchShape: Shape
  public let eventShape: Shape
  public let dtype: DType

  private enum Components {
    case list([Component])
    /// The components are the batch's last dimension.
    case batch(Component)
  }

  /// A mixture of a list of components.
  public init(_ weights: [Double], _ components: [Component], file: StaticString = #fileID, line: UInt = #line) {
    self.init(Categorical(weights, file: file, line: line), list: components, file, line)
  }

  /// A mixture of a list of components.
  @_disfavoredOverload
  public init(
    _ weights: some DistributionParameter, _ components: [Component], file: StaticString = #fileID, line: UInt = #line
  ) { self.init(Categorical(weights, file: file, line: line), list: components, file, line) }

  /// A mixture of the distributions along the last dimension of a batch.
  public init(_ weights: [Double], _ components: Component, file: StaticString = #fileID, line: UInt = #line) {
    self.init(Categorical(weights, file: file, line: line), batch: components, file, line)
  }

  /// A mixture of the distributions along the last dimension of a batch.
  @_disfavoredOverload
  public init(
    _ weights: some DistributionParameter, _ components: Component, file: StaticString = #fileID, line: UInt = #line
  ) { self.init(Categorical(weights, file: file, line: line), batch: components, file, line) }

  private init(_ weights: Categorical, list components: [Component], _ file: StaticString, _ line: UInt) {
    guard let first = components.first else { fail("Mixture: there must be a component", file: file, line: line) }
    self.weights = weights
    self.components = .list(components)
    var shape = weights.batchShape
    for (index, component) in components.enumerated() {
      guard component.eventShape == first.eventShape, let both = Shape.broadcast(shape, component.batchShape) else {
        fail(
          "Mixture: the shapes of component \(index), batch \(component.batchShape) of events \(component.eventShape), do not "
            + "match batch \(shape) of events \(first.eventShape)", file: file, line: line)
      }
      shape = both
    }
    batchShape = shape
    eventShape = first.eventShape
    dtype = components.contains { $0.dtype == .float64 } ? .float64 : .float32
    checkCount(components.count, file, line)
  }

  private init(_ weights: Categorical, batch components: Component, _ file: StaticString, _ line: UInt) {
    self.weights = weights
    self.components = .batch(components)
    guard let count = components.batchShape.last,
      let shape = Shape.broadcast(weights.batchShape, Shape(components.batchShape.dropLast()))
    else {
      fail(
        "Mixture: the components must be the last dimension of a batch that matches the weights' \(weights.batchShape), "
          + "and have batch shape \(components.batchShape)", file: file, line: line)
    }
    batchShape = shape
    eventShape = components.eventShape
    dtype = components.dtype
    checkCount(count, file, line)
  }

  private func checkCount(_ count: Int, _ file: StaticString, _ line: UInt) {
    if count != weights.classCount {
      fail("Mixture: there are \(count) components and \(weights.classCount) weights", file: file, line: line)
    }
  }

  /// A value of each component, `(…, components, …)` with as many dimensions behind as `rank` says.
  private func each(rank: Int, _ value: (Component) -> Tensor) -> Tensor {
    switch components {
    case .batch(let component): return value(component)
    case .list(let list):
      let values = list.map(value)
      let shape = values.dropFirst().reduce(values[0].shape) { Shape.broadcast($0, $1.shape) ?? $0 }
      return stack(values.map { $0.to(values[0].dtype).expand(shape) }, dim: -1 - rank)
    }
  }

  /// A function of x in each component, `(…, components)`.
  private func each(at x: Tensor, _ function: (Component, Tensor) -> Tensor) -> Tensor {
    if case .list = components { return each(rank: 0) { function($0, x) } }
    let place = x.unsqueeze(max(x.ndim - eventShape.count, 0))
    return each(rank: 0) { function($0, place) }
  }

  /// w with as many dimensions behind as an event has.
  private func w(_ dtype: DType, rank: Int = 0) -> Tensor {
    (0..<rank).reduce(weights.p.to(dtype)) { w, _ in w.unsqueeze(-1) }
  }

  /// Σ wₖ yₖ
  private func blend(_ values: Tensor) -> Tensor { (values * w(values.dtype)).sum(-1) }
  /// ln Σ wₖ e^yₖ
  private func logBlend(_ values: Tensor) -> Tensor { (values + weights.logP.to(values.dtype)).logsumexp(-1) }

  /// ln Σ wₖ pₖ(x)
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    logBlend(each(at: x) { $0.logProb($1, file: file, line: line) })
  }

  /// Of each draw all components are drawn, and one is kept.
  public func sample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    noGrad {
      let rank = eventShape.count
      let shape = sampleShape + batchShape, count = weights.classCount
      let all =
        switch components {
        case .batch(let component):
          component.repeated(over: batchShape + [count]).sample(sampleShape, generator: generator)
        case .list: each(rank: rank) { $0.repeated(over: batchShape).sample(sampleShape, generator: generator) }
        }
      var chosen = Tensor.sampleCategorical(shape, probabilities: weights.p.detach(), generator: generator).unsqueeze(
        -1)
      for _ in 0..<rank { chosen = chosen.unsqueeze(-1) }
      return all.expand(shape + [count] + eventShape).gather(-1 - rank, chosen.expand(shape + [1] + eventShape))
        .squeeze(-1 - rank)
    }
  }

  func expanded(to batchShape: Shape) -> Self {
    var copy = self
    copy.batchShape = batchShape
    return copy
  }

  /// Σ wₖ μₖ
  public var mean: Tensor {
    let rank = eventShape.count
    return (each(rank: rank) { $0.mean } * w(dtype, rank: rank)).sum(-1 - rank).expand(batchShape + eventShape)
  }

  /// Σ wₖ (σₖ² + (μₖ − μ)²), of vectors component by component
  public var variance: Tensor {
    let rank = eventShape.count
    let deviation = each(rank: rank) { $0.mean } - mean.unsqueeze(-1 - rank)
    let spread = each(rank: rank) { $0.variance } + deviation.square()
    return (spread * w(dtype, rank: rank)).sum(-1 - rank).expand(batchShape + eventShape)
  }

  /// Where the density is greatest, found by search: of numbers between the components' modes, of vectors the best of
  /// these.
  public var mode: Tensor {
    noGrad {
      let rank = eventShape.count
      let modes = each(rank: rank) { $0.mode.to(dtype) }.expand(batchShape + [weights.classCount] + eventShape)
      return rank == 0 ? ModeSearch(self, from: modes).mode : best(modes.movedim(-1 - rank, 0))
    }
  }

  /// Of candidates `(count, batchShape…, eventShape…)` the one where the density is greatest.
  private func best(_ candidates: Tensor) -> Tensor {
    var place = logProb(candidates).argmax(0, keepDim: true)
    for _ in eventShape { place = place.unsqueeze(-1) }
    return candidates.gather(0, place.expand([1] + batchShape + eventShape)).squeeze(0)
  }

  /// By summation or quadrature for numbers; for vectors the mean of 100,000 samples of a generator of its own.
  public func entropy() -> Tensor {
    if let discrete = self as? any DiscreteDistribution {
      return Expectation.ofSum(discrete) { -$0.logProb($1) }.to(dtype)
    }
    if let numbers = self as? any UnivariateDistribution {
      return Expectation.ofQuadrature(numbers) { -$0.logProb($1) }.to(dtype)
    }
    return -logProb(sample([100_000], generator: Generator(seed: 0))).mean(0)
  }

  public var support: Support {
    switch components {
    case .list(let list): Support.hull(list.map(\.support))
    case .batch(let component): component.support.alongLastDimension()
    }
  }

  /// `Mixture(weights: [0.3, 0.7], components: [Normal(loc: -2, scale: 1), …])`
  public var description: String {
    let weights = weights.parameters.description.dropFirst("Categorical(probs: ".count).dropLast()
    return switch components {
    case .batch(let component): "Mixture(weights: \(weights), components: \(component))"
    case .list(let list):
      "Mixture(weights: \(weights), components: [\(list.map(\.description).joined(separator: ", "))])"
    }
  }
}

extension Mixture: Landmarked {
  var parts: [any UnivariateDistribution] {
    let parts: [Component] =
      switch components {
      case .list(let list): list
      case .batch(let component): [component]
      }
    return parts.compactMap { $0 as? any UnivariateDistribution }
  }

  /// Those of the components.
  var landmarks: [Tensor] {
    switch components {
    case .list(let list):
      list.flatMap { ($0 as? any UnivariateDistribution).map { Expectation.landmarks(of: $0) } ?? [] }
    case .batch(let component):
      ((component as? any UnivariateDistribution).map { Expectation.landmarks(of: $0) } ?? []).flatMap {
        // The ends of a support may be one for all.
        $0.shape.isEmpty ? [$0] : $0.unbind(-1)
      }
    }
  }
}

extension Mixture where Component == AnyContinuousDistribution {
  /// A mixture of different distributions with densities.
  public init(
    _ weights: some DistributionParameter, _ components: [any ContinuousDistribution & UnivariateDistribution],
    file: StaticString = #fileID, line: UInt = #line
  ) {
    self.init(
      Categorical(weights, file: file, line: line), list: components.map(AnyContinuousDistribution.init), file, line)
  }
}

extension Mixture where Component == AnyDiscreteDistribution {
  /// A mixture of different distributions over whole numbers.
  public init(
    _ weights: some DistributionParameter, _ components: [any DiscreteDistribution], file: StaticString = #fileID,
    line: UInt = #line
  ) {
    self.init(
      Categorical(weights, file: file, line: line), list: components.map(AnyDiscreteDistribution.init), file, line)
  }
}

extension Mixture: ContinuousDistribution where Component: ContinuousDistribution {}
extension Mixture: DiscreteDistribution where Component: DiscreteDistribution {}
extension Mixture: UnivariateDistribution where Component: UnivariateDistribution {
  /// Σ wₖ Pₖ(X ≤ x)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    blend(each(at: x) { $0.cdf($1, file: file, line: line) })
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    logBlend(each(at: x) { $0.logCDF($1, file: file, line: line) })
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    blend(each(at: x) { $0.survival($1, file: file, line: line) })
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    logBlend(each(at: x) { $0.logSurvival($1, file: file, line: line) })
  }

  /// By search between the least and the greatest quantile of the components that occur; no gradient flows.
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    noGrad {
      let type = p.dtype.isFloatingPoint ? p.dtype : dtype
      let p = p.to(.float64)
      let quantiles = each(at: p) { $0.icdf($1, file: file, line: line) }.to(.float64)
      let isPresent = w(.float64) > 0
      let low = Tensor.where(isPresent, quantiles, .infinity).amin(-1)
      let high = Tensor.where(isPresent, quantiles, -.infinity).amax(-1)
      if support.isDiscrete {
        return leastWholeNumber(between: low - 1, high) { cdf($0, file: file, line: line) >= p }.to(type)
      }
      return QuantileSearch(self, at: p, file, line).numbers(low, high).to(type)
    }
  }
}
