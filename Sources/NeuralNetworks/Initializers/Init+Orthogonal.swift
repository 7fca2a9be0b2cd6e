import Tensors

extension Init {
  /// gain times a random matrix with orthonormal rows, or columns where there are fewer of these (Saxe et al., 2014).
  ///
  /// Dimensions after the first count as one. The matrix is uniform among all such: the Q of samples of N(0, 1), with R's
  /// diagonal made positive (Mezzadri, 2007). Traps below two dimensions.
  @discardableResult
  public static func orthogonal_(
    _ tensor: Tensor, gain: Double = 1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    if tensor.ndim < 2 {
      fail("orthogonal_: needs a matrix or more dimensions, not shape \(tensor.shape)", file: file, line: line)
    }
    if tensor.elementCount == 0 { return tensor }
    let rows = tensor.shape[0]
    let columns = tensor.elementCount / rows
    let samples = Tensor.randn(max(rows, columns), min(rows, columns), dtype: .float64, generator: generator)
    return noGrad {
      let (q, r) = Linalg.qr(samples)
      let signs = (r * Tensor.eye(r.shape[0], dtype: .float64)).sum(dim: 0).sign()
      let matrix = q * signs * gain
      return tensor.copy_((rows < columns ? matrix.t() : matrix).reshape(tensor.shape), file: file, line: line)
    }
  }
}
