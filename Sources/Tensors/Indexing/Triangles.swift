extension Tensor {
  /// The matrix with 0 above a diagonal: the main one, or the `diagonal`-th above it. More dimensions are a batch.
  public func tril(_ diagonal: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkMatrix("tril", file, line)
    return triangle(upper: false, diagonal, "TrilBackward0")
  }

  /// The matrix with 0 below a diagonal: the main one, or the `diagonal`-th above it. More dimensions are a batch.
  public func triu(_ diagonal: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    checkMatrix("triu", file, line)
    return triangle(upper: true, diagonal, "TriuBackward0")
  }

  private func checkMatrix(_ operation: StaticString, _ file: StaticString, _ line: UInt) {
    if ndim < 2 { fail("\(operation): shape \(shape) is not that of a matrix", file: file, line: line) }
  }

  private func triangle(upper: Bool, _ diagonal: Int, _ name: StaticString) -> Tensor {
    let x = contiguous()
    let y = Tensor(uninitialised: shape, dtype)
    ck_triangle(
      Int32(dtype.size), upper ? 1 : 0, diagonal, shape[..<(ndim - 2)].reduce(1, *), shape[-2], shape[-1], x.pointer,
      y.pointer)
    return y.made(by: name, from: self) { $0.pass(to: 0, $0.gradient.triangle(upper: upper, diagonal, name)) }
  }
}

@_extern(c, "ck_triangle") private func ck_triangle(
  _ elementSize: Int32, _ upper: Int32, _ k: Int, _ planes: Int, _ rows: Int, _ columns: Int, _ x: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer)
