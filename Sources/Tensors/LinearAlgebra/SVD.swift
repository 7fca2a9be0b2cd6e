extension Linalg {
  /// U Σ Vᵀ = A: singular values in descending order, with orthonormal left vectors in U's columns and right ones in the rows of
  /// Vh = Vᵀ.
  ///
  /// Of matrices `(…, m, n)` with k = min(m, n), `s` is `(…, k)`, `u` `(…, m, m)` and `vh` `(…, n, n)`; without `fullMatrices` they
  /// are `(…, m, k)` and `(…, k, n)`. The gradient (Townsend, “Differentiating the singular value decomposition”, 2016) is finite
  /// where the singular values whose vectors are used differ and are not 0; it takes the first k vectors into account, as the
  /// others are arbitrary. Traps on NaN and infinity.
  public static func svd(
    _ a: Tensor, fullMatrices: Bool = true, file: StaticString = #fileID, line: UInt = #line
  ) -> (u: Tensor, s: Tensor, vh: Tensor) {
    a.checkMatrices("svd", file, line)
    a.checkFinite("svd", file, line)
    let (m, n) = (a.shape[-2], a.shape[-1])
    let k = Swift.min(m, n)
    let batch = Array(a.batchShape)
    let parts = Parts(
      Shape(batch + [m, fullMatrices ? m : k]), Shape(batch + [k]), Shape(batch + [fullMatrices ? n : k, n]))
    let flat = parts.blank(a.dtype)
    decompose(
      a, fullMatrices ? "A" : "S", u: parts(0, of: flat), s: parts(1, of: flat), vh: parts(2, of: flat), file, line)
    let all = flat.made(by: "LinalgSvdBackward0", from: a, reads: .output) {
      let (u, s, vh) = (
        parts(0, of: $0.output).narrow(-1, 0, k), parts(1, of: $0.output), parts(2, of: $0.output).narrow(-2, 0, k)
      )
      let (g, gs) = ($0.gradient, parts(1, of: $0.gradient))
      let (gu, gvh) = (parts(0, of: g).narrow(-1, 0, k), parts(2, of: g).narrow(-2, 0, k))
      let (row, column) = (s.unsqueeze(-2), s.unsqueeze(-1))
      let gaps = row.square() - column.square() + Tensor.eye(k, dtype: s.dtype)
      let (inU, inV) = (matmul(u.mT, gu), matmul(vh, gvh.mT))
      let turns = quotient(inU - inU.mT, gaps) * row + column * quotient(inV - inV.mT, gaps)
      var gradient = matmul(matmul(u, turns + gs.onDiagonal()), vh)
      // What turns the vectors out of the space that they span.
      if m > k { gradient = gradient + matmul(quotient(gu - matmul(u, inU), row), vh) }
      if n > k { gradient = gradient + matmul(u, quotient(gvh - matmul(inV.mT, vh), column)) }
      $0.pass(to: 0, gradient)
    }
    return (parts(0, of: all), parts(1, of: all), parts(2, of: all))
  }

  /// The singular values in descending order: of matrices `(…, m, n)`, `(…, min(m, n))`. Traps on NaN and infinity.
  public static func svdvals(_ a: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if Recording.isOn && a.requiresGrad { return svd(a, fullMatrices: false, file: file, line: line).s }
    a.checkMatrices("svdvals", file, line)
    a.checkFinite("svdvals", file, line)
    let s = Tensor(uninitialised: Shape(Array(a.batchShape) + [Swift.min(a.shape[-2], a.shape[-1])]), a.dtype)
    let unused = Tensor(uninitialised: [1, 1], a.dtype)
    decompose(a, "N", u: unused, s: s, vh: unused, file, line)
    return s
  }

  /// Writes the decomposition in place. In rows LAPACK sees Aᵀ = V Σ Uᵀ, and so its U is our V and its Vᵀ our Uᵀ: with
  /// rows for columns again, exactly what is wanted.
  private static func decompose(
    _ a: Tensor, _ job: String, u: Tensor, s: Tensor, vh: Tensor, _ file: StaticString, _ line: UInt
  ) {
    let (m, n) = (a.shape[-2], a.shape[-1])
    let k = Swift.min(m, n)
    if k == 0 {
      if job == "A" {
        u.overwrite(with: Tensor.eye(m, dtype: a.dtype).expand(u.shape))
        vh.overwrite(with: Tensor.eye(n, dtype: a.dtype).expand(vh.shape))
      }
      return
    }
    let matrices = a.workingCopy()
    let gesdd = a.dtype == .float32 ? sgesdd : dgesdd
    let isBare = job == "N"
    let (rows, columns, leading) = ([Int32(m)], [Int32(n)], [Int32(u.shape[-1])])
    withIntegers(8 * k) { integerWork in
      withWorkspace(a.dtype, for: 0..<a.batchShape.elementCount) { i, work, count in
        var info: Int32 = 0
        gesdd(
          job, columns, rows, matrices.matrix(i), columns, s.pointer + i * k * a.dtype.size,
          isBare ? vh.pointer : vh.matrix(i), columns, isBare ? u.pointer : u.matrix(i), leading, work, count,
          integerWork,
          &info, 1)
        if info > 0 {
          fail("svd: the iteration for \(ordinal(i, of: a.batchShape)) did not converge", file: file, line: line)
        }
      }
    }
  }
}
