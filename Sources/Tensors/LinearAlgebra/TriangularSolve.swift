extension Linalg {
  /// A⁻¹ b of a triangular A, of which only that triangle is read.
  ///
  /// `a` is `(…, n, n)`, `b` `(…, n, k)`; batches are broadcast. Traps where the sizes differ, and where there is a 0 on the
  /// diagonal.
  public static func solveTriangular(
    _ a: Tensor, _ b: Tensor, upper: Bool, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    a.checkSquare("solveTriangular", file, line)
    let (a, b) = matchedBatches("solveTriangular", a, b, file, line)
    let (n, columns) = (b.shape[-2], b.shape[-1])
    let matrices = a.workingCopy()
    let solution = b.mT.workingCopy()
    let trtrs = a.dtype == .float32 ? strtrs : dtrtrs
    for i in 0..<(solution.elementCount == 0 ? 0 : solution.batchShape.elementCount) {
      var info: Int32 = 0
      // LAPACK sees the transpose, whose triangle is the other one.
      trtrs(
        upper ? "L" : "U", "T", "N", [Int32(n)], [Int32(columns)], matrices.matrix(i), [Int32(n)], solution.matrix(i),
        [Int32(n)], &info, 1, 1, 1)
      if info > 0 {
        fail(
          "solveTriangular: \(ordinal(i, of: a.batchShape)) is singular: element \(info - 1) of its diagonal is 0",
          file: file, line: line)
      }
    }
    return solution.mT.made(by: "LinalgSolveTriangularBackward0", from: a, b, reads: [.inputs, .output]) {
      let gradient = solveTriangular($0[0].mT, $0.gradient, upper: !upper)
      $0.pass(to: 1, gradient)
      let whole = -matmul(gradient, $0.output.mT)
      $0.pass(to: 0, upper ? whole.triu() : whole.tril())
    }
  }
}
