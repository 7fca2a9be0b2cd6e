extension Linalg {
  /// The lower triangular L with L Lᵀ = A, of symmetric positive definite matrices `(…, n, n)`.
  ///
  /// Only the lower triangle of A is read; its gradient is symmetric (Murray, “Differentiation of the Cholesky decomposition”,
  /// 2016). Traps where a matrix is not positive definite, and says which leading minor is not.
  public static func cholesky(_ a: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    a.checkSquare("cholesky", file, line)
    let n = a.shape[-1]
    let factors = a.workingCopy()
    let potrf = a.dtype == .float32 ? spotrf : dpotrf
    for i in 0..<(n == 0 ? 0 : a.batchShape.elementCount) {
      var info: Int32 = 0
      // LAPACK's upper triangle is the lower one here.
      potrf("U", [Int32(n)], factors.matrix(i), [Int32(n)], &info, 1)
      guard info > 0 else { continue }
      a.checkFinite("cholesky", file, line)
      fail(
        "cholesky: \(ordinal(i, of: a.batchShape)) is not positive definite: its leading minor of order \(info) is not "
          + "positive", file: file, line: line)
    }
    // What LAPACK left above the diagonal is A's.
    return factors.tril().made(by: "LinalgCholeskyExBackward0", from: a, reads: .output) {
      // L⁻ᵀ Φ(Lᵀ ∂L) L⁻¹, Φ being the lower triangle with half the diagonal.
      let transposed = $0.output.mT
      let inner = matmul(transposed, $0.gradient)
      let half = solveTriangular(transposed, (inner.tril() + inner.tril(-1)) * 0.5, upper: true)
      let gradient = solveTriangular(transposed, half.mT, upper: true)
      $0.pass(to: 0, (gradient + gradient.mT) * 0.5)
    }
  }
}
