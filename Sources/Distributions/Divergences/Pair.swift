import Tensors

/// Two distributions that are compared, their batches broadcast.
struct Pair<P: Distribution, Q: Distribution> {
  let p: P
  let q: Q
  /// What the batches broadcast to.
  let shape: Shape
  /// The type of the result.
  let dtype: DType
  /// How many samples means are estimated by; nil where they are computed.
  let samples: Int?
  private let generator: Generator

  /// Traps where batches or events do not match, and where there is to be no sample.
  init(
    _ operation: String, _ p: P, _ q: Q, samples: Int? = nil, generator: Generator = .default, _ file: StaticString,
    _ line: UInt
  ) {
    (self.p, self.q, self.samples, self.generator) = (p, q, samples, generator)
    guard p.eventShape == q.eventShape, let shape = Shape.broadcast(p.batchShape, q.batchShape) else {
      fail(
        "\(operation): a batch \(p.batchShape) of events \(p.eventShape) and a batch \(q.batchShape) of events "
          + "\(q.eventShape) do not match", file: file, line: line)
    }
    self.shape = shape
    dtype = p.dtype == .float64 || q.dtype == .float64 ? .float64 : .float32
    if let samples, samples < 1 {
      fail("\(operation): needs a positive number of samples, not \(samples)", file: file, line: line)
    }
  }

  private init(swapping pair: Pair<Q, P>) {
    (p, q, shape, dtype, samples, generator) = (pair.q, pair.p, pair.shape, pair.dtype, pair.samples, pair.generator)
  }

  /// q and p.
  var swapped: Pair<Q, P> { Pair<Q, P>(swapping: self) }

  /// A divergence as it is shown: of the pair's type and shape.
  func result(_ value: Tensor) -> Tensor { value.to(dtype).expand(shape) }

  func result(_ value: Double) -> Tensor { result(Tensor.full([], value, dtype: .float64)) }

  /// Whether one has a mass and the other a density: neither can be expressed by the other.
  var isMixed: Bool { p.support.isDiscrete != q.support.isDiscrete }

  /// E over p of a function of (ln p(x), ln q(x)): by a sum, by quadrature, or by samples.
  func mean(_ f: (_ logP: Tensor, _ logQ: Tensor) -> Tensor) -> Tensor {
    if samples == nil, let p = p as? any DiscreteDistribution { return sum(p, f) }
    if samples == nil, let p = p as? any UnivariateDistribution, let q = q as? any UnivariateDistribution {
      return integral(p, q, f)
    }
    // Samples of each of the batch, also where q alone has one.
    let padding = Shape(repeatElement(1, count: shape.count - p.batchShape.count))
    let moving = p as? any ReparameterizedDistribution
    let count: Shape = [samples ?? 100_000]
    let x = (moving?.rsample(count, generator: generator) ?? p.sample(count, generator: generator)).to(p.dtype)
    let places = x.reshape([x.shape[0]] + padding + p.batchShape + p.eventShape)
    let logP = p.logProb(places), values = f(logP, q.logProb(places)).to(.float64)
    if moving != nil || !logP.requiresGrad { return values.mean(0) }
    // Samples that do not move with the parameters: a factor of 1 whose gradient is that of their probability.
    return (values * (logP - logP.detach()).exp()).mean(0)
  }

  private func sum<D: DiscreteDistribution>(_ p: D, _ f: (Tensor, Tensor) -> Tensor) -> Tensor {
    Expectation.ofSum(p, in: shape) { f($0.logProb($1), q.logProb($1)) }
  }

  private func integral<A: UnivariateDistribution, B: UnivariateDistribution>(
    _ p: A, _ q: B, _ f: (Tensor, Tensor) -> Tensor
  ) -> Tensor {
    // Where q is concentrated or ends, f changes most.
    Expectation.ofQuadrature(p, in: shape, landmarks: Expectation.landmarks(of: q)) {
      f($0.logProb($1), q.logProb($1))
    }
  }

  /// Where p has mass outside the support of q.
  var escapes: Tensor? {
    guard let p = p as? any UnivariateDistribution else { return nil }
    return noGrad {
      let low = q.support.lower, high = q.support.upper
      let beyond = p.logSurvival(high) > -.infinity
      let before = p.logCDF(q.support.isDiscrete ? low - 1 : low) > -.infinity
      return (beyond | before).expand(shape)
    }
  }
}
