extension Linalg {
  /// A⁻¹ b: the solution x of A x = b.
  ///
  /// `a` is `(…, n, n)`; `b` holds right-hand sides `(…, n, k)`, or one for each matrix, `(…, n)`, as PyTorch tells them apart:
  /// where `b` has one dimension, or one less than `a` and otherwise its shape. Batches are broadcast. Traps where the sizes
  /// differ, and where a matrix is singular.
  public static func solve(
    _ a: Tensor, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    a.checkSquare("solve", file, line)
    let n = a.shape[-1]
    let isVector = b.ndim == 1 || (b.ndim == a.ndim - 1 && b.shape == Shape(a.shape.dropLast()))
    if isVector && b.shape[-1] == n {
      return solve(a, b.unsqueeze(-1), file: file, line: line).squeeze(-1)
    }
    let (a, b) = matchedBatches("solve", a, b, file, line)
    let lu = LU(a)
    lu.checkRegular("solve", file, line)
    return lu.solve(b).made(by: "LinalgSolveExBackward0", from: a, b, reads: [.inputs, .output]) {
      let gradient = solve($0[0].mT, $0.gradient)
      $0.pass(to: 1, gradient)
      $0.pass(to: 0, -matmul(gradient, $0.output.mT))
    }
  }

  /// Matrices `(…, n, n)` and right-hand sides `(…, n, k)` with one batch for both. Traps where they do not fit.
  static func matchedBatches(
    _ operation: StaticString, _ a: Tensor, _ b: Tensor, _ file: StaticString, _ line: UInt
  ) -> (Tensor, Tensor) {
    if a.dtype != b.dtype {
      fail("\(operation): the matrix is \(a.dtype) and the right-hand side \(b.dtype)", file: file, line: line)
    }
    if b.ndim < 2 || b.shape[-2] != a.shape[-1] {
      fail(
        "\(operation): a right-hand side of shape \(b.shape) does not fit a matrix of shape \(a.shape): it needs "
          + "\(a.shape[-1]) rows", file: file, line: line)
    }
    let batch = broadcastShape(operation, a.batchShape, b.batchShape, file, line)
    func extended(_ x: Tensor) -> Tensor { x.expand(Shape(Array(batch) + Array(x.shape.suffix(2)))) }
    return (extended(a), extended(b))
  }
}
