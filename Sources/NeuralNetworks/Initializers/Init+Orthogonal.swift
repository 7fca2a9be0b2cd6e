import Tensors

extension Init {
  /// gain times a random matrix with orthonormal rows, or columns where there are fewer of these (Saxe et al., 2014).
  ///
  /// Dimensions after the first count as one. The matrix is uniform among all such: samples of N(0, 1), made orthonormal by
  /// Householder's reflections. Traps below two dimensions.
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
    let (tall, thin) = (max(rows, columns), min(rows, columns))
    let q = orthonormalColumns(tall, thin, generator)
    let matrix = Tensor(q, dtype: .float64).view(thin, tall)
    return noGrad {
      // `matrix` has the columns as its rows.
      let oriented = rows < columns ? matrix : matrix.t()
      return tensor.copy_((oriented * gain).reshape(tensor.shape), file: file, line: line)
    }
  }

  /// The Q of the QR decomposition of a matrix of normal samples, column by column, with R's diagonal made positive so that Q is
  /// uniform (Mezzadri, 2007).
  private static func orthonormalColumns(_ n: Int, _ count: Int, _ generator: Generator) -> [Double] {
    var a = Tensor.randn([count, n], dtype: .float64, generator: generator).scalars
    var q = [Double](repeating: 0, count: count * n)
    a.withUnsafeMutableBufferPointer { a in
      q.withUnsafeMutableBufferPointer { q in
        var signs = [Double](repeating: 1, count: count)
        // Column k becomes the reflection's direction v, from its k-th element on.
        for k in 0..<count {
          let column = k * n
          let norm = (k..<n).reduce(0) { $0 + a[column + $1] * a[column + $1] }.squareRoot()
          signs[k] = a[column + k] < 0 ? 1 : -1
          a[column + k] -= signs[k] * norm
          let length = (k..<n).reduce(0) { $0 + a[column + $1] * a[column + $1] }.squareRoot()
          for i in k..<n { a[column + i] /= length }
          for j in (k + 1)..<count { reflect(a.baseAddress! + j * n, a.baseAddress! + column, k, n) }
        }
        for j in 0..<count {
          q[j * n + j] = signs[j]
          for k in (0..<count).reversed() { reflect(q.baseAddress! + j * n, a.baseAddress! + k * n, k, n) }
        }
      }
    }
    return q
  }

  /// x ← x − 2 v (v · x), over elements `start` to before `n`.
  private static func reflect(
    _ x: UnsafeMutablePointer<Double>, _ v: UnsafeMutablePointer<Double>, _ start: Int, _ n: Int
  ) {
    var product = 0.0
    for i in start..<n { product += v[i] * x[i] }
    for i in start..<n { x[i] -= 2 * product * v[i] }
  }
}
