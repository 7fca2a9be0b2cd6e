extension Linalg {
  /// The determinants of matrices `(…, n, n)`, as `(…)`. Traps where they are not square.
  public static func det(_ a: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    a.det(file: file, line: line)
  }

  /// The determinants' signs, and the logarithms of their magnitudes.
  public static func slogdet(
    _ a: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> (sign: Tensor, logabsdet: Tensor) { a.slogdet(file: file, line: line) }
}

extension Tensor {
  /// The determinant of every matrix: of `(…, n, n)` it is `(…)`. Traps where the matrices are not square.
  ///
  /// Its gradient is det A · A⁻ᵀ (Giles, “Collected matrix derivative results for forward and reverse mode algorithmic
  /// differentiation”, 2008), and where A is singular the matrix of cofactors, by the singular value decomposition.
  public func det(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkSquare("det", file, line)
    let lu = LU(self)
    // With NaN in it there is no decomposition, and the other way gives NaN.
    let isSingular = lu.singular != nil && isFinite
    return lu.determinants().values.made(by: "LinalgDetBackward0", from: self, reads: [.inputs, .output]) {
      let g = $0.gradient.unsqueeze(-1).unsqueeze(-1)
      if isSingular {
        $0.pass(to: 0, g * $0[0].cofactors())
      } else {
        $0.pass(to: 0, g * $0.output.unsqueeze(-1).unsqueeze(-1) * $0[0].inverseOrNaN().mT)
      }
    }
  }

  /// The sign of every matrix's determinant and the logarithm of its magnitude, −∞ where that is 0.
  ///
  /// The gradient of the logarithm is A⁻ᵀ, NaN where A is singular. Traps where the matrices are not square.
  public func slogdet(
    file: StaticString = #fileID, line: UInt = #line
  ) -> (sign: Tensor, logabsdet: Tensor) {
    checkSquare("slogdet", file, line)
    let determinants = LU(self).determinants()
    let logarithms = determinants.logarithms.made(by: "LinalgSlogdetBackward0", from: self, reads: .inputs) {
      $0.pass(to: 0, $0.gradient.unsqueeze(-1).unsqueeze(-1) * $0[0].inverseOrNaN().mT)
    }
    return (determinants.signs, logarithms)
  }

  /// ln det A of every matrix: −∞ where that is 0, NaN where it is negative. Traps where the matrices are not square.
  public func logdet(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkSquare("logdet", file, line)
    let (sign, logarithm) = slogdet(file: file, line: line)
    return logarithm.maskedFill(sign == -1, .nan)
  }

  /// The matrix of cofactors, ∂ det A / ∂A: det U · det V · U diag(∏_{j≠i} σⱼ) Vᵀ.
  private func cofactors() -> Tensor {
    let (u, s, vh) = Linalg.svd(self)
    let orientation = (u.detach().det() * vh.detach().det()).unsqueeze(-1).unsqueeze(-1)
    // Row i holds all singular values but σᵢ, in whose place stands 1.
    let isOwn = Tensor.eye(shape[-1]).bool()
    let others = Tensor.where(isOwn, Tensor.ones([], dtype: dtype), s.unsqueeze(-2)).product()
    return orientation * Tensors.matmul(u * others.unsqueeze(-2), vh)
  }

  /// The product along the last dimension.
  private func product() -> Tensor {
    var product = Tensor.ones(Shape(shape.dropLast()), dtype: dtype)
    for i in 0..<shape[-1] { product = product * select(-1, i) }
    return product
  }

  /// Σᵢ aᵢᵢ: the sum of a matrix's diagonal. Traps unless this tensor has two dimensions.
  public func trace(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if ndim != 2 { fail("trace: needs a matrix, not a tensor of shape \(shape)", file: file, line: line) }
    let (rows, columns) = (shape[0], shape[1])
    let diagonal = Tensor(
      storage, offset: offset, shape: [Swift.min(rows, columns)], strides: [strides[0] + strides[1]], dtype: dtype)
    return diagonal.sum().made(by: "TraceBackward0", from: self) {
      $0.pass(to: 0, $0.gradient * Tensor.eye(rows, columns, dtype: $0.gradient.dtype))
    }
  }
}
