extension Linalg {
  /// A⁺ (Moore, 1920; Penrose, 1955), by the singular value decomposition: of matrices `(…, m, n)`, `(…, n, m)`.
  ///
  /// Singular values of at most `rtol` times the largest count as 0; by default max(m, n) · ε. The gradient (Golub and Pereyra,
  /// “The differentiation of pseudo-inverses and nonlinear least squares problems”, 1973) takes the rank as constant. Traps on
  /// NaN and infinity.
  public static func pinv(
    _ a: Tensor, rtol: Double? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    a.checkMatrices("pinv", file, line)
    let inverse = noGrad {
      let (u, s, vh) = svd(a, fullMatrices: false, file: file, line: line)
      let reciprocals = Tensor.where(isLarge(s, of: a, rtol), s.reciprocal(), Tensor.zeros([], dtype: s.dtype))
      return matmul(vh.mT * reciprocals.unsqueeze(-2), u.mT)
    }
    return inverse.made(by: "LinalgPinvBackward0", from: a, reads: [.inputs, .output]) {
      let (a, p, g) = ($0[0], $0.output, $0.gradient)
      let (pT, gT) = (p.mT, g.mT)
      let outside = gT - matmul(a, matmul(p, gT))
      let inside = gT - matmul(matmul(gT, p), a)
      let gradient = matmul(matmul(outside, p), pT) + matmul(pT, matmul(p, inside)) - matmul(matmul(pT, g), pT)
      $0.pass(to: 0, gradient)
    }
  }

  /// The number of singular values above `rtol` times the largest, by default max(m, n) · ε: of `(…, m, n)`, `(…)`, int64.
  public static func matrixRank(
    _ a: Tensor, rtol: Double? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    a.checkMatrices("matrixRank", file, line)
    return noGrad {
      let s = svdvals(a, file: file, line: line)
      return isLarge(s, of: a, rtol).sum(dim: -1)
    }
  }

  /// The x that makes ‖A x − b‖ least, and of those the shortest: A⁺ b.
  ///
  /// `a` is `(…, m, n)`, `b` `(…, m, k)`; the solution is `(…, n, k)`, and `residuals`, the squared lengths of A x − b, `(…, k)`.
  /// Traps where the rows differ, and on NaN and infinity.
  public static func lstsq(
    _ a: Tensor, _ b: Tensor, rtol: Double? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> (solution: Tensor, residuals: Tensor, rank: Tensor) {
    a.checkMatrices("lstsq", file, line)
    if b.ndim < 2 || b.shape[-2] != a.shape[-2] || b.dtype != a.dtype {
      fail(
        "lstsq: a right-hand side of shape \(b.shape), \(b.dtype), does not fit a matrix of shape \(a.shape), \(a.dtype): "
          + "it needs \(a.shape[-2]) rows", file: file, line: line)
    }
    let solution = matmul(pinv(a, rtol: rtol, file: file, line: line), b, file: file, line: line)
    let residuals = (matmul(a, solution) - b).square().sum(dim: -2)
    return (solution, residuals, matrixRank(a, rtol: rtol))
  }

  /// Which singular values, in descending order, count as different from 0.
  private static func isLarge(_ s: Tensor, of a: Tensor, _ rtol: Double?) -> Tensor {
    let epsilon = a.dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    let share = rtol ?? Double(Swift.max(a.shape[-2], a.shape[-1])) * epsilon
    return s > s.narrow(-1, 0, Swift.min(1, s.shape[-1])) * share
  }
}
