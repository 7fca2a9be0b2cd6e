import Tensors

/// ½ ∫ |p − q| = max over events of |P(A) − Q(A)|: from 0 for equals to 1 for distributions that share no value.
///
/// The sum over the supports; for densities of numbers by their distribution functions between the places where the
/// densities cross, which are sought between 2048 quantiles: an error beyond 10⁻⁹ needs two crossings between
/// neighbours. For vectors, and with `samples`, the mean over as many samples of each (100,000).
public func totalVariation(
  _ p: some Distribution, _ q: some Distribution, samples: Int? = nil, generator: Generator = .default,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let pair = Pair("totalVariation", p, q, samples: samples, generator: generator, file, line)
  if pair.isMixed { return pair.result(1) }
  if samples == nil, !p.support.isDiscrete, let p = p as? any UnivariateDistribution,
    let q = q as? any UnivariateDistribution
  {
    return pair.result(variation(p, q, pair.shape))
  }
  // E over p of (1 − q/p)⁺
  func part(_ logP: Tensor, _ logQ: Tensor) -> Tensor {
    -(logQ - logP).nanToNum(nan: 0, posinf: 0, neginf: -.infinity).clamp(max: 0.0).expm1()
  }
  let first = pair.mean(part)
  if samples == nil && p.support.isDiscrete && p.support.vectorSize == nil { return pair.result(first) }
  return pair.result((first + pair.swapped.mean(part)) * 0.5)
}

/// ½ Σ |ΔP − ΔQ| over the pieces between the crossings of the densities.
private func variation<P: UnivariateDistribution, Q: UnivariateDistribution>(_ p: P, _ q: Q, _ shape: Shape) -> Tensor {
  let places = noGrad {
    let u = ((Tensor.arange(1024, dtype: .float64) + 0.5) / 1024).column(beside: shape)
    let lists = [p.icdf(u), q.icdf(u), bounds(p.support, shape), bounds(q.support, shape)]
    let sorted = cat(lists.map { $0.expand([$0.shape[0]] + shape) }, dim: 0).sort(dim: 0).values
    let pieces = sorted.shape[0] - 1
    let crossings = crossing(between: sorted.narrow(0, 0, pieces), sorted.narrow(0, 1, pieces), halvings: 60) {
      p.logProb($0) > q.logProb($0)
    }
    return cat([sorted, crossings], dim: 0).sort(dim: 0).values
  }
  let below = p.cdf(places) - q.cdf(places), above = p.survival(places) - q.survival(places)
  let count = places.shape[0]
  // On the right the complements are exact.
  let isLow = p.cdf(places).detach() < 0.5
  func steps(_ x: Tensor) -> Tensor { x.narrow(0, 1, count - 1) - x.narrow(0, 0, count - 1) }
  let inner = Tensor.where(isLow.narrow(0, 1, count - 1), steps(below), -steps(above)).abs().sum(0)
  return (inner + below[0].abs() + above[count - 1].abs()) * 0.5
}

/// The finite ends of a support, `(2, shape…)`; in place of infinite ones the other, or 0.
private func bounds(_ support: Support, _ shape: Shape) -> Tensor {
  let low = Tensor.where(
    support.lower.isfinite(), support.lower, Tensor.where(support.upper.isfinite(), support.upper, 0))
  let high = Tensor.where(support.upper.isfinite(), support.upper, low)
  return stack([low.expand(shape), high.expand(shape)], dim: 0)
}
