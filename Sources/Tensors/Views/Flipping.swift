extension Tensor {
  /// The tensor with the elements along the given dimensions in reverse.
  public func flip(_ dims: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if dims.isEmpty { return clone() }
    return flipped(Dimensions(dims, of: self, "flip", file, line))
  }

  private func flipped(_ dims: Dimensions) -> Tensor {
    var (start, backwards) = (offset, strides)
    for i in shape.indices where dims.contains(i) && shape[i] > 1 {
      start += (shape[i] - 1) * strides[i]
      backwards[i] = -strides[i]
    }
    let y = Tensor(uninitialised: shape, dtype)
    y.overwrite(with: Tensor(storage, offset: start, shape: shape, strides: backwards, dtype: dtype))
    return y.made(by: "FlipBackward0", from: self) { $0.pass(to: 0, $0.gradient.flipped(dims)) }
  }

  /// The tensor with its elements moved on by `shift` along a dimension, the last ones coming first; without a dimension, of
  /// all elements row by row.
  public func roll(
    _ shift: Int, dim: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    guard let dim else { return flatten().rolled(shift, 0).reshape(shape) }
    let place = dimension(dim, "roll", file, line)
    return shape.isEmpty ? clone() : rolled(shift, place)
  }

  private func rolled(_ shift: Int, _ dim: Int) -> Tensor {
    let n = shape[dim]
    if n == 0 { return clone() }
    let first = (n - shift % n) % n
    let x = detach()
    return Tensors.cat([x.narrow(dim, first, n - first), x.narrow(dim, 0, first)], dim: dim)
      .made(by: "RollBackward0", from: self) { $0.pass(to: 0, $0.gradient.rolled(-shift, dim)) }
  }
}
