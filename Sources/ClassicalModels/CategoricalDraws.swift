import Tensors

extension Tensor {
  /// A category for each row of sums pⱼ over j ≤ k, `(n, categories)`: `(n)`, int64.
  func drawnCategories(_ generator: Generator) -> Tensor {
    let u = Tensor.rand(shape[0], 1, dtype: .float64, generator: generator)
    // As many categories as the sums that are passed; rounding must not pass the last.
    return (self[.all, ..<(shape[1] - 1)] <= u).to(.int64).sum(-1)
  }
}
