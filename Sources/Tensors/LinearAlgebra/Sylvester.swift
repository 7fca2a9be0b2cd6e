extension Linalg {
  /// The X with A X + X B = C, by the real Schur forms of A and B (Bartels and Stewart, 1972).
  ///
  /// `a` is `(…, m, m)`, `b` `(…, n, n)`, `c` and X `(…, m, n)`, of one batch. There is one solution where no eigenvalue of A is
  /// that of −B. Traps on NaN and infinity.
  static func solveSylvester(_ a: Tensor, _ b: Tensor, _ c: Tensor) -> Tensor {
    solution(a, b, c).made(by: "SolveSylvesterBackward0", from: [a, b, c], reads: [.inputs, .output]) {
      // The adjoint equation is one of the same kind.
      let gradient = solveSylvester($0[0].mT, $0[1].mT, $0.gradient)
      $0.pass(to: 2, gradient)
      $0.pass(to: 0, -matmul(gradient, $0.output.mT))
      $0.pass(to: 1, -matmul($0.output.mT, gradient))
    }
  }

  private static func solution(_ a: Tensor, _ b: Tensor, _ c: Tensor) -> Tensor {
    noGrad {
      let (left, leftBasis) = schur(a.to(.float64))
      let (right, rightBasis) = schur(b.to(.float64))
      // In rows LAPACK sees Bᵀ Xᵀ + Xᵀ Aᵀ = Cᵀ.
      let rotated = matmul(matmul(leftBasis, c.to(.float64)), rightBasis.mT).workingCopy()
      let (m, n) = (Int32(c.shape[-2]), Int32(c.shape[-1]))
      for i in 0..<(c.elementCount == 0 ? 0 : c.batchShape.elementCount) {
        var (scale, info) = (1.0, Int32(0))
        dtrsyl(
          "N", "N", [1], [n], [m], right.matrix(i), [n], left.matrix(i), [m], rotated.matrix(i), [n], &scale, &info, 1,
          1)
        if scale != 1 {
          ck_unary(
            UnaryKernel.divideBy.rawValue, rotated.dtype.kernel, Int(m) * Int(n), rotated.matrix(i), rotated.matrix(i),
            scale, 0)
        }
      }
      return matmul(matmul(leftBasis.mT, rotated), rightBasis).to(c.dtype)
    }
  }

  /// T and Zᵀ of the real Schur form Z T Zᵀ of Aᵀ, T column after column, in double precision.
  private static func schur(_ a: Tensor) -> (triangle: Tensor, basis: Tensor) {
    a.checkFinite("solveSylvester", #fileID, #line)
    let triangle = a.workingCopy()
    let basis = Tensor(uninitialised: a.shape, a.dtype)
    let n = Int32(a.shape[-1])
    let eigenvalues = Tensor(uninitialised: [2, Int(n)], a.dtype)
    withWorkspace(.float64, for: 0..<(n == 0 ? 0 : a.batchShape.elementCount)) { i, work, count in
      var (selected, info, logical) = (Int32(0), Int32(0), Int32(0))
      dgees(
        "V", "N", nil, [n], triangle.matrix(i), [n], &selected, eigenvalues.pointer, eigenvalues[1].pointer,
        basis.matrix(i), [n], work, count, &logical, &info, 1, 1)
      if info > 0 { fail("solveSylvester: the iteration did not converge") }
    }
    return (triangle, basis)
  }
}
