extension Linalg {
  /// The principal square root S of every matrix, S S = A: that whose eigenvalues have no negative real part.
  ///
  /// A symmetric matrix is taken apart by its eigenvectors, another one by its Schur form (Björck and Hammarling, “A Schur method
  /// for the square root of a matrix”, 1983), both in double precision; so is a product of two covariance matrices, whose root
  /// is real though it is not symmetric. Eigenvalues that are negative by no more than rounding errors count as 0. The gradient is
  /// the solution G of Sᵀ G + G Sᵀ = ∂S, and exists where A is not singular.
  ///
  /// Traps where a matrix has a negative eigenvalue, so that its root is not real, where it has no root, and on NaN and infinity.
  public static func sqrtm(_ a: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    a.checkSquare("sqrtm", file, line)
    a.checkFinite("sqrtm", file, line)
    let root = noGrad {
      let x = a.to(.float64)
      return x.equal(x.mT) ? symmetricRoot(x, of: a, file, line) : generalRoot(x, of: a, file, line)
    }
    return root.to(a.dtype).made(by: "SqrtmBackward", from: a, reads: .output) {
      let transposed = $0.output.mT
      $0.pass(to: 0, solveSylvester(transposed, transposed, $0.gradient))
    }
  }

  /// How far from 0 rounding errors may have moved an eigenvalue, one number a matrix.
  private static func tolerance(_ x: Tensor, _ dtype: DType) -> Tensor {
    let epsilon = dtype == .float32 ? Double(Float.ulpOfOne) : Double.ulpOfOne
    return x.square().sum(dim: -2, -1).sqrt() * (10 * Double(x.shape[-1]) * epsilon)
  }

  private static func symmetricRoot(_ x: Tensor, of a: Tensor, _ file: StaticString, _ line: UInt) -> Tensor {
    let (values, vectors) = eigh(x)
    let isNegative = values < -tolerance(x, a.dtype).unsqueeze(-1)
    if isNegative.any() { failNegative(values.min().item(), file, line) }
    return matmul(vectors * values.clamp(min: 0).sqrt().unsqueeze(-2), vectors.mT)
  }

  private static func generalRoot(_ x: Tensor, of a: Tensor, _ file: StaticString, _ line: UInt) -> Tensor {
    let tolerances = tolerance(x, a.dtype).scalars
    let n = x.shape[-1]
    let root = Tensor(uninitialised: x.shape, .float64)
    let matrices = x.reshape([-1, n, n])
    for i in 0..<matrices.shape[0] {
      let matrix = complexRoot(matrices[i], tolerance: tolerances[i], file, line)
      root.reshape([-1, n, n])[i].overwrite(with: matrix)
    }
    return root
  }

  /// The root of one matrix: Z R Zᴴ, where R R = T in the complex Schur form Z T Zᴴ.
  private static func complexRoot(_ x: Tensor, tolerance: Double, _ file: StaticString, _ line: UInt) -> Tensor {
    let n = x.shape[0]
    // Real and imaginary parts side by side, column after column.
    let triangle = Tensor.zeros([n, n, 2], dtype: .float64)
    triangle.select(2, 0).overwrite(with: x.t())
    let basis = Tensor(uninitialised: [n, n, 2], .float64)
    let eigenvalues = Tensor(uninitialised: [n, 2], .float64)
    let realWork = Tensor(uninitialised: [n], .float64)
    var (selected, info, logical) = (Int32(0), Int32(0), Int32(0))
    let size = [Int32(n)]
    withExtendedLifetime(realWork) {
      withWorkspace(.float64, for: 0..<1) { _, work, count in
        zgees(
          "V", "N", nil, size, triangle.pointer, size, &selected, eigenvalues.pointer, basis.pointer, size, work, count,
          realWork.pointer, &logical, &info, 1, 1)
      }
    }
    if info > 0 { fail("sqrtm: the iteration for the Schur form did not converge", file: file, line: line) }
    let parts = eigenvalues.scalars
    for k in 0..<n where parts[2 * k] < -tolerance && parts[2 * k + 1].magnitude <= tolerance {
      failNegative(parts[2 * k], file, line)
    }
    if ck_root_of_triangle(n, triangle.pointer, tolerance) == 0 {
      fail("sqrtm: the matrix is singular and has no square root", file: file, line: line)
    }
    func real(_ z: Tensor) -> Tensor { z.select(2, 0).t().contiguous() }
    func imaginary(_ z: Tensor) -> Tensor { z.select(2, 1).t().contiguous() }
    let (zr, zi, rr, ri) = (real(basis), imaginary(basis), real(triangle), imaginary(triangle))
    let (productReal, productImaginary) = (matmul(zr, rr) - matmul(zi, ri), matmul(zr, ri) + matmul(zi, rr))
    return matmul(productReal, zr.t()) + matmul(productImaginary, zi.t())
  }

  private static func failNegative(_ eigenvalue: Double, _ file: StaticString, _ line: UInt) -> Never {
    fail(
      "sqrtm: the matrix has the eigenvalue \(eigenvalue): of a negative one there is no real root", file: file,
      line: line)
  }
}

@_extern(c, "ck_root_of_triangle") private func ck_root_of_triangle(
  _ n: Int, _ triangle: UnsafeMutableRawPointer, _ tolerance: Double
) -> Int32
