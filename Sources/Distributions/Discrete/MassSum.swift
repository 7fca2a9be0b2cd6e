import Tensors

/// Whole numbers that hold all but some 10⁻²² of a mass, for sums over the support.
///
/// Of very wide distributions they are every so many, and each stands for its neighbours. For masses that are smooth
/// and vanish at both ends such a sum is as exact as the whole one: its error falls as e^(−2π²σ²/step²) (Euler and
/// Maclaurin).
struct MassSum {
  /// `(count, batchShape…)`, in double precision.
  let places: Tensor
  /// How far they are apart, in each distribution of the batch.
  private let step: Tensor

  /// `shape` is what the batch is broadcast to.
  init(_ distribution: some DiscreteDistribution, in shape: Shape? = nil, atMost limit: Int = 1 << 16) {
    let support = distribution.support, shape = shape ?? distribution.batchShape
    (places, step) = noGrad {
      let first = support.lower.expand(shape), last = support.upper.expand(shape)
      let middle = Tensor.minimum(Tensor.maximum(distribution.mean.to(.float64).floor().expand(shape), first), last)
      let spread = (distribution.variance.to(.float64).sqrt().ceil() * 4 + 1).expand(shape)
      // Whole steps, from a whole number.
      let ends = (first, last)
      let high = bound(from: middle, by: spread, growth: 1.5, within: ends) { distribution.survival($0) > 1e-22 }.ceil()
      let low = bound(from: middle, by: -spread, growth: 1.5, within: ends) { distribution.cdf($0) > 1e-22 }.floor()
      let step = ((high - low + 1) / Double(limit)).ceil()
      let count = Int((((high - low) / step).floor().max() + 1).item() as Double)
      return (low + Tensor.arange(count, dtype: .float64).column(beside: shape) * step, step)
    }
  }

  /// Σ over the places of values `(count, batchShape…)`.
  func callAsFunction(_ values: Tensor) -> Tensor { (values * step).sum(0) }
}

extension DiscreteDistribution where Self: Parameterised {
  /// −Σ p ln p
  func summedEntropy() -> Tensor {
    let sum = MassSum(self)
    let logP = logProb(sum.places)
    return parameters.moment(-sum(logP.exp() * logP.maskedFill(logP.detach() == -.infinity, 0)))
  }
}
