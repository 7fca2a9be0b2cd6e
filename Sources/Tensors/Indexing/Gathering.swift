extension Tensor {
  /// y[i][j][k] = x[i][index[i][j][k]][k] for dim 1, and so on.
  ///
  /// `index` is int64, of as many dimensions as this tensor, and no larger than it except along `dim`. Traps where it is
  /// not, and where an index is outside.
  public func gather(
    _ dim: Int, _ index: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let dim = indexed("gather", dim, index, nil, file, line)
    let x = detach().corner(index.shape, except: dim).contiguous()
    let index = index.contiguous()
    let (outer, n, inner) = x.shape.split(at: dim)
    let y = Tensor(uninitialised: index.shape, dtype)
    let m = index.shape.split(at: dim).n
    let inside = ck_gather(dtype.kernel, outer, n, m, inner, x.pointer, index.pointer, y.pointer)
    if inside == 0 { failOutside("gather", dim, index, n, file, line) }
    return y.made(by: "GatherBackward0", from: self, index, reads: .input(1)) {
      $0.pass(to: 0, Tensor.zeros($0[0].shape, dtype: $0.gradient.dtype).scatterAdd(dim, $0[1], $0.gradient))
    }
  }

  /// One element along a dimension for each of the others, by its index, and the indices: with the dimension as 1, or
  /// without it.
  func picked(
    _ dim: Int, _ indices: Tensor, _ keepDim: Bool, by name: StaticString
  ) -> (values: Tensor, indices: Tensor) {
    let index = indices.contiguous()
    let values = detach().gather(dim, index)
    var shape = index.shape
    if !keepDim { shape.remove(at: dim) }
    let result = values.reshaped(shape).made(by: name, from: self, index, reads: .input(1)) {
      let zeros = Tensor.zeros($0[0].shape, dtype: $0.gradient.dtype)
      $0.pass(to: 0, zeros.scatterAdd(dim, $0[1], $0.gradient.reshape($0[1].shape)))
    }
    return (result, index.reshaped(shape))
  }

  /// A copy of x with y[i][index[i][j][k]][k] increased by source[i][j][k] for dim 1, and so on.
  ///
  /// `index` is int64 and of `source`'s shape, which is no larger than this tensor's except along `dim`.
  public func scatterAdd(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let dim = indexed("scatterAdd", dim, index, source, file, line)
    return scattered(dim, index, source, adding: true, "scatterAdd", file, line)
      .made(by: "ScatterAddBackward0", from: [self, source, index], reads: .input(2)) {
        $0.pass(to: 0, $0.gradient)
        $0.pass(to: 1, $0.gradient.gather(dim, $0[2]))
      }
  }

  /// A copy of x with y[i][index[i][j][k]][k] = source[i][j][k] for dim 1, and so on; of several for one place the last.
  ///
  /// `index` is int64 and of `source`'s shape, which is no larger than this tensor's except along `dim`.
  public func scatter(
    _ dim: Int, _ index: Tensor, _ source: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let dim = indexed("scatter", dim, index, source, file, line)
    return scattered(dim, index, source, adding: false, "scatter", file, line)
      .made(by: "ScatterBackward0", from: [self, source, index], reads: .input(2)) {
        $0.pass(to: 0, $0.gradient.scatter(dim, $0[2], 0))
        $0.pass(to: 1, $0.gradient.gather(dim, $0[2]))
      }
  }

  /// A copy of x with y[i][index[i][j][k]][k] = value for dim 1, and so on.
  public func scatter(
    _ dim: Int, _ index: Tensor, _ value: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let source = Tensor.full(index.shape, value, dtype: dtype)
    let dim = indexed("scatter", dim, index, source, file, line)
    return scattered(dim, index, source, adding: false, "scatter", file, line)
      .made(by: "ScatterBackward1", from: self, index, reads: .input(1)) {
        $0.pass(to: 0, $0.gradient.scatter(dim, $0[1], 0))
      }
  }

  private func scattered(
    _ dim: Int, _ index: Tensor, _ source: Tensor, adding: Bool, _ operation: StaticString, _ file: StaticString,
    _ line: UInt
  ) -> Tensor {
    let y = detach().clone()
    // The corner that the index reaches: all of it in most cases, else a part that is copied out and in again.
    let part = y.corner(index.shape, except: dim)
    let dense = part.contiguous()
    let index = index.contiguous()
    let values = source.detach().to(dtype).contiguous()
    let (outer, n, inner) = dense.shape.split(at: dim)
    let m = index.shape.split(at: dim).n
    let isInside =
      adding
      ? ck_scatter_add(dtype.kernel, outer, n, m, inner, values.pointer, index.pointer, dense.pointer) != 0
      : ck_scatter(Int32(dtype.size), outer, n, m, inner, values.pointer, index.pointer, dense.pointer) < 0
    if !isInside { failOutside(operation, dim, index, n, file, line) }
    if dense !== part { part.overwrite(with: dense) }
    return y
  }

  /// The first elements of each dimension but one, as many as a shape has.
  private func corner(_ shape: Shape, except dim: Int) -> Tensor {
    var x = self
    for i in shape.indices where i != dim && shape[i] < x.shape[i] { x = x.window(i, 0, shape[i], 1) }
    return x
  }

  private func indexed(
    _ operation: StaticString, _ dim: Int, _ index: Tensor, _ source: Tensor?, _ file: StaticString, _ line: UInt
  ) -> Int {
    let dim = dimension(dim, operation, file, line)
    if index.dtype != .int64 {
      fail("\(operation): the index must be int64, not \(index.dtype)", file: file, line: line)
    }
    if let source, index.shape != source.shape {
      fail(
        "\(operation): the index's shape \(index.shape) is not the source's, \(source.shape)", file: file, line: line)
    }
    let fits = index.ndim == ndim && shape.indices.allSatisfy { $0 == dim || index.shape[$0] <= shape[$0] }
    if !fits {
      fail(
        "\(operation): the index's shape \(index.shape) must be no larger than \(shape) except in dimension \(dim)",
        file: file, line: line)
    }
    return dim
  }

  private func failOutside(
    _ operation: StaticString, _ dim: Int, _ index: Tensor, _ n: Int, _ file: StaticString, _ line: UInt
  ) -> Never {
    let outside = index.scalars.first { $0 < 0 || $0 >= Double(n) }.map { Int($0) } ?? n
    fail("\(operation): index \(outside) is outside dimension \(dim), of size \(n)", file: file, line: line)
  }
}

@_extern(c, "ck_scatter") private func ck_scatter(
  _ elementSize: Int32, _ outer: Int, _ n: Int, _ m: Int, _ inner: Int, _ x: UnsafeRawPointer,
  _ index: UnsafeRawPointer, _ y: UnsafeMutableRawPointer
) -> Int
