extension Linalg {
  /// V Λ Vᵀ = A of symmetric matrices `(…, n, n)`: eigenvalues `(…, n)` in ascending order, and orthonormal eigenvectors in V's
  /// columns.
  ///
  /// Only the lower triangle is read. The gradient (Giles, 2008) is the symmetric part of V (∂Λ + Vᵀ∂V ∘ 1/(λⱼ − λᵢ)) Vᵀ, finite
  /// where the eigenvalues whose vectors are used differ. Traps on NaN and infinity.
  public static func eigh(
    _ a: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> (eigenvalues: Tensor, eigenvectors: Tensor) {
    a.checkSquare("eigh", file, line)
    a.checkFinite("eigh", file, line)
    let n = a.shape[-1]
    // The eigenvectors are left as LAPACK writes them, column after column: as rows.
    let parts = Parts(Shape(a.shape.dropLast()), a.shape)
    let flat = parts.blank(a.dtype)
    let vectors = parts(1, of: flat)
    vectors.overwrite(with: a)
    decompose("V", vectors, parts(0, of: flat), file, line)
    let both = flat.made(by: "LinalgEighBackward0", from: a, reads: .output) {
      let (values, rows) = (parts(0, of: $0.output), parts(1, of: $0.output))
      let (gValues, gRows) = (parts(0, of: $0.gradient), parts(1, of: $0.gradient))
      let eye = Tensor.eye(n, dtype: values.dtype)
      let gaps = values.unsqueeze(-2) - values.unsqueeze(-1) + eye
      let turns = quotient(matmul(rows, gRows.mT) * (1 - eye), gaps)
      let gradient = matmul(matmul(rows.mT, turns + gValues.onDiagonal()), rows)
      $0.pass(to: 0, (gradient + gradient.mT) * 0.5)
    }
    return (parts(0, of: both), parts(1, of: both).mT)
  }

  /// The eigenvalues of symmetric matrices `(…, n, n)` in ascending order, `(…, n)`.
  ///
  /// Only the lower triangle is read. Traps on NaN and infinity.
  public static func eigvalsh(_ a: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if Recording.isOn && a.requiresGrad { return eigh(a, file: file, line: line).eigenvalues }
    a.checkSquare("eigvalsh", file, line)
    a.checkFinite("eigvalsh", file, line)
    let values = Tensor(uninitialised: Shape(a.shape.dropLast()), a.dtype)
    decompose("N", a.workingCopy(), values, file, line)
    return values
  }

  /// Replaces matrices by their eigenvectors, in rows, and writes the eigenvalues.
  private static func decompose(
    _ job: String, _ matrices: Tensor, _ values: Tensor, _ file: StaticString, _ line: UInt
  ) {
    let n = matrices.shape[-1]
    let syevd = matrices.dtype == .float32 ? ssyevd : dsyevd
    let integerCount = job == "N" ? 1 : 3 + 5 * n
    let (size, integerCounts) = ([Int32(n)], [Int32(integerCount)])
    withIntegers(integerCount) { integerWork in
      withWorkspace(matrices.dtype, for: 0..<(n == 0 ? 0 : matrices.batchShape.elementCount)) { i, work, count in
        var info: Int32 = 0
        // LAPACK's upper triangle is the lower one here.
        syevd(
          job, "U", size, matrices.matrix(i), size, values.pointer + i * n * matrices.dtype.size, work, count,
          integerWork,
          count[0] == -1 ? [-1] : integerCounts, &info, 1, 1)
        if info > 0 {
          fail(
            "eigh: the iteration for \(ordinal(i, of: matrices.batchShape)) did not converge", file: file, line: line)
        }
      }
    }
  }
}
