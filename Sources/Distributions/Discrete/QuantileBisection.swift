import Tensors

extension DiscreteDistribution where Self: Parameterised {
  /// The least k with P(X ≤ k) ≥ p, by bisection between bounds that move away from the mean until they hold it.
  func search(_ p: Tensor, _ file: StaticString, _ line: UInt) -> Tensor {
    let shape = commonShape("icdf", p, file, line)
    let type = parameters.type(at: p)
    return noGrad {
      let support = self.support
      let asked = p.to(type).expand(shape)
      let isOrdinary = (asked >= 0) & (asked < 1)
      let p = Tensor.where(isOrdinary, asked, 0.5)
      // Compared in p's own precision, less some last digits: so a probability that was rounded has its quantile.
      let enough = p * (type == .float32 ? 1 - 0x1p-22 : 1 - 0x1p-50)
      func reaches(_ k: Tensor) -> Tensor { cdf(k, file: file, line: line).to(type) >= enough }
      let first = (support.lower - 1).expand(shape), last = support.upper.expand(shape)
      let middle = mean.to(.float64).floor().expand(shape), spread = variance.to(.float64).sqrt().ceil() + 1
      let high = bound(from: middle, by: spread, growth: 2, within: (first, last)) { !reaches($0) }
      let low = bound(from: middle, by: -spread, growth: 2, within: (first, last), while: reaches)
      let result = Tensor.where(asked == 1, last, leastWholeNumber(between: low, high, where: reaches))
      return Tensor.where(isOrdinary | (asked == 1), result, .nan).to(type)
    }
  }
}
