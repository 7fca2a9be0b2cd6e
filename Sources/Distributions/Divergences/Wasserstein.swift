import Tensors

/// (∫ |Qₚ(u) − Q_q(u)|ʳ du)^(1/r): the least mean distance, to the power r, that mass must be moved over to make p
/// into q, for distributions of numbers with quantile functions Q.
///
/// In closed form for normal distributions of order 1 and 2; for masses exactly; else by quadrature over the
/// quantiles, to about six digits where the tails are not heavy. ∞ where one has a mean, or of order 2 a variance, and
/// the other has none. Gradients flow in closed form only. Traps where the order is below 1.
public func wassersteinDistance(
  _ p: some UnivariateDistribution, _ q: some UnivariateDistribution, order: Double = 1,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let pair = Pair("wassersteinDistance", p, q, file, line)
  checkOrder(order, file, line)
  if let p = p as? Normal, let q = q as? Normal, order == 1 || order == 2 {
    let shift = p.mu - q.mu, stretch = p.sigma - q.sigma
    if order == 2 { return pair.result((shift.square() + stretch.square()).sqrt()) }
    let isStretched = stretch.detach() != 0
    let spread = Tensor.where(isStretched, stretch.abs(), 1)
    return pair.result(Tensor.where(isStretched, ClosedForm.foldedMean(shift, spread), shift.abs()))
  }
  return noGrad {
    if let p = p as? any DiscreteDistribution, let q = q as? any DiscreteDistribution {
      return pair.result(transport(p, q, pair.shape, order))
    }
    let power = Expectation.integral(in: pair.shape, splits: crossings(p, q, pair.shape)) {
      (p.icdf($0) - q.icdf($0)).abs().pow(order)
    }
    func isFinite(_ d: some Distribution) -> Tensor { (order < 2 ? d.mean : d.variance).isfinite() }
    return pair.result(Tensor.where(isFinite(p) == isFinite(q), power.pow(1 / order), .infinity))
  }
}

/// The probabilities at which two quantile functions cross.
private func crossings<P: UnivariateDistribution, Q: UnivariateDistribution>(
  _ p: P, _ q: Q, _ shape: Shape
) -> [Tensor] {
  let count = 256
  let grid = Tensor.linspace(-30, 30, count, dtype: .float64).column(beside: shape)
  let u = grid.sigmoid().expand([count] + shape).clamp(max: 1 - 1e-15)
  let low = u.narrow(0, 0, count - 1), high = u.narrow(0, 1, count - 1)
  func isAbove(_ u: Tensor) -> Tensor { p.icdf(u) > q.icdf(u) }
  let hasCrossing = isAbove(low) != isAbove(high)
  if !hasCrossing.any() { return [] }
  let places = Tensor.where(hasCrossing, crossing(between: low, high, halvings: 45, isAbove), 1).sort(dim: 0).values
  return (0..<places.shape[0]).map { places[$0] }.filter { ($0 < 1).any() }
}

/// Masses, one pair of the batch after the other.
private func transport<P: DiscreteDistribution, Q: DiscreteDistribution>(
  _ p: P, _ q: Q, _ shape: Shape, _ order: Double
) -> Tensor {
  func columns<D: DiscreteDistribution>(_ d: D) -> (Tensor, Tensor) {
    let places = MassSum(d, in: shape, atMost: 1 << 20).places
    let mass = d.pmf(places).expand(places.shape)
    return (places.reshape(places.shape[0], -1), mass.reshape(places.shape[0], -1))
  }
  let (a, wa) = columns(p), (b, wb) = columns(q)
  let distances = (0..<shape.elementCount).map {
    sampleDistance(a.select(1, $0), b.select(1, $0), wa.select(1, $0), wb.select(1, $0), order)
  }
  return distances.isEmpty ? Tensor.zeros(shape, dtype: .float64) : stack(distances, dim: 0).reshape(shape)
}

/// The Wasserstein distance between two samples of numbers, which may be weighted and of different sizes:
/// `wassersteinDistance(Tensor([0, 1, 3]), Tensor([5, 6, 8]))` is 5.
///
/// Computed by sorting, exactly. Gradients flow to the values. Traps where a sample is empty or not finite, or its
/// weights are negative, all 0, or not as many.
public func wassersteinDistance(
  _ a: Tensor, _ b: Tensor, aWeights: Tensor? = nil, bWeights: Tensor? = nil, order: Double = 1,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  checkOrder(order, file, line)
  for (name, x, weights) in [("first", a, aWeights), ("second", b, bWeights)] {
    if x.ndim != 1 || x.shape[0] == 0 {
      fail(
        "wassersteinDistance: the \(name) sample must be a vector of at least one number, and has shape \(x.shape)",
        file: file, line: line)
    }
    require(x.isfinite(), x, "wassersteinDistance: the \(name) sample must be finite", file, line)
    guard let weights else { continue }
    if weights.shape != x.shape {
      fail(
        "wassersteinDistance: the \(name) sample has shape \(x.shape), and its weights \(weights.shape)", file: file,
        line: line)
    }
    require(
      ParameterRule.notNegative.holds(weights), weights, "wassersteinDistance: weights must not be negative", file, line
    )
    if !(weights > 0).any() { fail("wassersteinDistance: all weights are 0", file: file, line: line) }
  }
  let ones = { (x: Tensor) in Tensor.ones(x.shape, dtype: .float64) }
  let isDouble = a.dtype == .float64 || b.dtype == .float64
  let distance = sampleDistance(
    a.to(.float64), b.to(.float64), aWeights?.to(.float64) ?? ones(a), bWeights?.to(.float64) ?? ones(b), order)
  return distance.to(isDouble ? .float64 : .float32)
}

private func checkOrder(_ order: Double, _ file: StaticString, _ line: UInt) {
  if !(order >= 1 && order < .infinity) {
    fail("wassersteinDistance: the order must be at least 1, and is \(order)", file: file, line: line)
  }
}

/// Σ |difference of the quantiles|ʳ over the pieces between the steps of both distribution functions.
private func sampleDistance(_ a: Tensor, _ b: Tensor, _ wa: Tensor, _ wb: Tensor, _ order: Double) -> Tensor {
  let (x, i) = a.sort(dim: 0), (y, j) = b.sort(dim: 0)
  func shares(_ w: Tensor, _ order: Tensor) -> Tensor {
    let sums = w.indexSelect(0, order).cumsum(0)
    return sums / sums[sums.shape[0] - 1]
  }
  let cx = shares(wa.detach(), i), cy = shares(wb.detach(), j)
  let steps = cat([Tensor.zeros([1], dtype: .float64), cx, cy], dim: 0).sort(dim: 0).values
  let count = steps.shape[0] - 1
  let left = steps.narrow(0, 0, count), right = steps.narrow(0, 1, count)
  // In the middle of a piece it is plain which step it belongs to.
  let middle = (left + right) * 0.5
  func quantile(_ x: Tensor, _ shares: Tensor) -> Tensor {
    x.indexSelect(0, shares.searchsorted(middle).clamp(max: Double(x.shape[0] - 1)))
  }
  let distances = (quantile(x, cx) - quantile(y, cy)).abs()
  let power = ((right - left) * (order == 1 ? distances : distances.pow(order))).sum()
  return order == 1 ? power : power.pow(1 / order)
}
