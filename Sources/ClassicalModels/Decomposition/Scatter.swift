import Tensors

/// Of examples `(n, d)` the mean μ and Σ (x − μ)(x − μ)ᵀ, both in double precision.
///
/// Products are summed in the examples' own precision over some thousand examples, and in double from there on. What they
/// are centred by need not be exact: Σ (x − g)(x − g)ᵀ − n (μ − g)(μ − g)ᵀ is the same for every g.
func meanAndScatter(_ x: Tensor) -> (mean: Tensor, scatter: Tensor) {
  let (n, d) = (x.shape[0], x.shape[1]), height = 1280, width = max(64, (d + 255) / 256 * 64)
  let guess = x.mean(dim: 0)
  let sum = Tensor.zeros(d, dtype: .float64), scatter = Tensor.zeros(d, d, dtype: .float64)
  for first in stride(from: 0, to: n, by: height) {
    let part = x.narrow(0, first, min(height, n - first)) - guess
    sum.add_(part.sum(0).to(.float64))
    // A symmetric matrix is known by its lower half.
    for column in stride(from: 0, to: d, by: width) {
      let product = matmul(part.narrow(1, column, d - column).t(), part.narrow(1, column, min(width, d - column)))
      scatter.narrow(0, column, d - column).narrow(1, column, min(width, d - column)).add_(product.to(.float64))
    }
  }
  let error = sum / Double(n)
  let whole = scatter.tril() + scatter.tril(-1).t()
  return (guess.to(.float64) + error, whole - error.unsqueeze(1) * (error * Double(n)))
}
