extension Linalg {
  /// How much of Q and R is computed; k = min(m, n).
  public enum QRMode: Sendable {
    /// Q is `(…, m, k)`, R `(…, k, n)`.
    case reduced
    /// Q is `(…, m, m)`, R `(…, m, n)`. Where m > n it has no gradient, since the rest of Q is arbitrary.
    case complete
  }

  /// Q with orthonormal columns and R upper triangular, Q R = A, of matrices `(…, m, n)`.
  ///
  /// The gradient is that of Walter and Lehmann (“Algorithmic differentiation of linear algebra functions”, 2018), and exists where
  /// the first k columns are independent.
  public static func qr(
    _ a: Tensor, mode: QRMode = .reduced, file: StaticString = #fileID, line: UInt = #line
  ) -> (q: Tensor, r: Tensor) {
    a.checkMatrices("qr", file, line)
    let (m, n) = (a.shape[-2], a.shape[-1])
    if n > m {
      // A = [X Y], X = Q U: R is [U QᵀY].
      let (q, u) = qr(a.narrow(-1, 0, m), file: file, line: line)
      return (q, cat([u, matmul(q.mT, a.narrow(-1, m, n - m))], dim: -1))
    }
    let isComplete = mode == .complete && m > n
    let width = isComplete ? m : n
    let batch = Array(a.batchShape)
    // Q is left as LAPACK writes it, column after column.
    let parts = Parts(Shape(batch + [width, m]), Shape(batch + [width, n]))
    let flat = parts.blank(a.dtype)
    decompose(a, q: parts(0, of: flat), r: parts(1, of: flat))
    let both = flat.made(by: "LinalgQrBackward0", from: a, reads: .output) {
      if isComplete {
        fail(
          "qr: in mode complete, with more rows than columns, most of Q is arbitrary and has no gradient: use mode reduced",
          file: file, line: line)
      }
      let (q, r) = (parts(0, of: $0.output).mT, parts(1, of: $0.output))
      let (gq, gr) = (parts(0, of: $0.gradient).mT, parts(1, of: $0.gradient))
      let inner = matmul(r, gr.mT) - matmul(gq.mT, q)
      let mirrored = inner.tril() + inner.tril(-1).mT
      // (∂Q + Q M) R⁻ᵀ, with M the lower triangle mirrored.
      $0.pass(to: 0, solveTriangular(r, (gq + matmul(q, mirrored)).mT, upper: true).mT)
    }
    return (parts(0, of: both).mT, parts(1, of: both))
  }

  /// Writes Q, column after column, and R in their places.
  private static func decompose(_ a: Tensor, q: Tensor, r: Tensor) {
    let (m, n, width) = (a.shape[-2], a.shape[-1], q.shape[-2])
    let (geqrf, orgqr) = a.dtype == .float32 ? (sgeqrf, sorgqr) : (dgeqrf, dorgqr)
    let columns = q.narrow(-2, 0, n)
    columns.overwrite(with: a.mT)
    if width > n { q.narrow(-2, n, width - n).zero_() }
    r.zero_()
    let count = a.batchShape.elementCount
    guard m > 0 && width > 0 && count > 0 else { return }
    let reflections = Numbers.allocate(byteCount: Swift.max(1, count * n) * a.dtype.size, alignment: 16)
    defer { reflections.deallocate() }
    let (rows, inner, outer) = ([Int32(m)], [Int32(n)], [Int32(width)])
    if n > 0 {
      withWorkspace(a.dtype, for: 0..<count) { i, work, workCount in
        var info: Int32 = 0
        geqrf(rows, inner, q.matrix(i), rows, reflections + i * n * a.dtype.size, work, workCount, &info)
      }
      let triangles = Tensor(
        q.storage, offset: q.offset, shape: [count, n, n], strides: [width * m, 1, m], dtype: a.dtype)
      Tensor(r.storage, offset: r.offset, shape: [count, n, n], strides: [width * n, n, 1], dtype: a.dtype)
        .overwrite(with: triangles.triu())
    }
    withWorkspace(a.dtype, for: 0..<count) { i, work, workCount in
      var info: Int32 = 0
      orgqr(rows, outer, inner, q.matrix(i), rows, reflections + i * n * a.dtype.size, work, workCount, &info)
    }
  }
}
