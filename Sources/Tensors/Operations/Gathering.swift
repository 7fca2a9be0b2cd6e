extension Tensor {
  /// y[i][j][k] = x[i][index[i][j][k]][k] for dim 1, and so on.
  ///
  /// `index` is int64, of this tensor's shape except along `dim`. Traps where it is not, and where an index is outside.
  public func gather(
    _ dim: Int, _ index: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { gather(dim, index, by: "GatherBackward0", file, line) }

  /// The same for an operation that gathers under another name.
  func gather(
    _ dim: Int, _ index: Tensor, by name: StaticString, _ file: StaticString = #fileID, _ line: UInt = #line
  ) -> Tensor {
    let (dim, box) = indexed("gather", dim, shape, index, file, line)
    let x = contiguous()
    let index = index.contiguous()
    let y = Tensor(uninitialised: index.shape, dtype)
    let inside = ck_gather(
      dtype.kernel, box.outer, box.n, box.m, box.inner, x.pointer, index.pointer,
      y.pointer)
    if inside == 0 { failOutside("gather", dim, index, box.n, file, line) }
    let shape = shape
    return y.made(by: name, from: self) {
      $0.pass(to: 0, Tensor.zeros(shape, dtype: $0.gradient.dtype).scatterAdd(dim, index, $0.gradient))
    }
  }

  /// A copy of x with y[i][index[i][j][k]][k] increased by source[i][j][k] for dim 1, and so on.
  ///
  /// `index` is int64 and of `source`'s shape, which is this tensor's except along `dim`.
  public func scatterAdd(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (dim, box) = indexed("scatterAdd", dim, shape, index, file, line)
    if index.shape != source.shape {
      fail(
        "scatterAdd: the index's shape \(index.shape) is not the source's, \(source.shape)", file: file, line: line)
    }
    let index = index.contiguous()
    let addend = source.to(dtype).contiguous()
    let y = detach().clone()
    let inside = ck_scatter_add(
      dtype.kernel, box.outer, box.n, box.m, box.inner, addend.pointer,
      index.pointer, y.pointer)
    if inside == 0 { failOutside("scatterAdd", dim, index, box.n, file, line) }
    return y.made(by: "ScatterAddBackward0", from: self, source) {
      $0.pass(to: 0, $0.gradient)
      $0.pass(to: 1, $0.gradient.gather(dim, index))
    }
  }

  private func indexed(
    _ operation: StaticString, _ dim: Int, _ shape: Shape, _ index: Tensor, _ file: StaticString, _ line: UInt
  ) -> (dim: Int, box: (outer: Int, n: Int, m: Int, inner: Int)) {
    let dim = dimension(dim, operation, file, line)
    if index.dtype != .int64 {
      fail("\(operation): the index must be int64, not \(index.dtype)", file: file, line: line)
    }
    if index.shape.count != shape.count || index.shape.replacing(dim, with: shape[dim]) != shape {
      fail(
        "\(operation): the index's shape \(index.shape) must be \(shape) except in dimension \(dim)", file: file,
        line: line)
    }
    let outer = shape[..<dim].reduce(1, *)
    let inner = shape[(dim + 1)...].reduce(1, *)
    return (dim, (outer, shape[dim], index.shape[dim], inner))
  }

  private func failOutside(
    _ operation: StaticString, _ dim: Int, _ index: Tensor, _ n: Int, _ file: StaticString, _ line: UInt
  ) -> Never {
    let outside = index.scalars.first { $0 < 0 || $0 >= Double(n) }.map { Int($0) } ?? n
    fail("\(operation): index \(outside) is outside dimension \(dim), of size \(n)", file: file, line: line)
  }
}
