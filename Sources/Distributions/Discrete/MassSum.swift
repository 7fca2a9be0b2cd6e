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
      var low = middle, high = middle, reach = spread
      while true {
        let isShort = (distribution.survival(high) > 1e-22) & (high < last)
        if !isShort.any() { break }
        high = Tensor.where(isShort, Tensor.minimum(high + reach, last), high)
        reach = reach * 1.5
      }
      reach = spread
      while true {
        let isShort = (distribution.cdf(low) > 1e-22) & (low > first)
        if !isShort.any() { break }
        low = Tensor.where(isShort, Tensor.maximum(low - reach, first), low)
        reach = reach * 1.5
      }
      // Whole steps, from a whole number.
      (low, high) = (low.floor(), high.ceil())
      let step = ((high - low + 1) / Double(limit)).ceil()
      let count = Int((((high - low) / step).floor().max() + 1).item() as Double)
      let index = Tensor.arange(count, dtype: .float64).reshape([count] + Shape(shape.map { _ in 1 }))
      return (low + index * step, step)
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
