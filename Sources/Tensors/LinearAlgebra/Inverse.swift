extension Linalg {
  /// A⁻¹. Traps where a matrix is not square, and where one is singular.
  public static func inv(_ a: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    a.inverse(file: file, line: line)
  }
}

extension Tensor {
  /// A⁻¹ of every matrix. Traps where a matrix is not square, and where one is singular.
  public func inverse(file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkSquare("inverse", file, line)
    let lu = LU(self)
    lu.checkRegular("inverse", file, line)
    return inverse(by: lu)
  }

  /// A⁻¹, and NaN in place of a matrix that has none.
  func inverseOrNaN() -> Tensor {
    let lu = LU(self)
    return inverse(by: lu)
  }

  private func inverse(by lu: LU) -> Tensor {
    lu.inverse().made(by: "LinalgInvExBackward0", from: self, reads: .output) {
      let transposed = $0.output.mT
      $0.pass(to: 0, -Tensors.matmul(Tensors.matmul(transposed, $0.gradient), transposed))
    }
  }
}
