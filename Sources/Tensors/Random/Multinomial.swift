extension Tensor {
  /// Positions drawn with the probabilities that these weights are proportional to, as int64: `count` from a vector, or
  /// from each row of a matrix. With `replacement` one may be drawn several times.
  ///
  /// Without, the first is drawn from all, the second from those that are left, and so on: the largest of wᵢ / Eᵢ, with Eᵢ
  /// exponentially distributed (Efraimidis and Spirakis, 2006). Traps where a weight is negative or not finite, where all
  /// of a row are 0, and without replacement where fewer than `count` are not.
  public func multinomial(
    _ count: Int, replacement: Bool = false, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    if ndim < 1 || ndim > 2 || shape[-1] == 0 || count < 1 || !dtype.isFloatingPoint {
      fail(
        "multinomial: \(count) of \(dtype) weights of shape \(shape): needs a floating-point vector or matrix, and a "
          + "positive count", file: file, line: line)
    }
    let weights = detach().to(.float64)
    if !(weights >= 0).all() || (weights == .infinity).any() {
      fail("multinomial: the weights must be finite and not negative", file: file, line: line)
    }
    let needed = replacement ? 1 : count
    if ((weights > 0).sum(-1) < Double(needed)).any() {
      fail(
        "multinomial: \(needed) different positions cannot be drawn where fewer have a weight above 0", file: file,
        line: line)
    }
    if !replacement {
      // In (0, 1], whose logarithm is finite, and 0 − 0 is not the −0 that a minus sign would make.
      let u = 1 - Tensor.rand(shape, dtype: .float64, generator: generator)
      return (weights / (0 - u.log())).maskedFill(weights == 0, -1).topk(count).indices
    }
    let sums = weights.cumsum(-1)
    let total = sums[.ellipsis, (shape[-1] - 1)...]
    let u = Tensor.rand(shape.replacing(ndim - 1, with: count), dtype: .float64, generator: generator)
    // A product that rounds up to the total itself belongs to the last weight above 0.
    return Tensor.minimum(sums.searchsorted(u * total, right: true), sums.searchsorted(total))
  }
}
