extension Tensor {
  /// A diagonal of the matrices in two dimensions as a new last one, without a copy: the main one, or the `offset`-th above.
  public func diagonal(
    _ offset: Int = 0, dim1: Int = 0, dim2: Int = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b) = (dimension(dim1, "diagonal", file, line), dimension(dim2, "diagonal", file, line))
    if a == b || ndim < 2 {
      fail("diagonal: dimensions \(dim1) and \(dim2) of shape \(shape) are no matrix", file: file, line: line)
    }
    return diagonal(offset, a, b)
  }

  private func diagonal(_ k: Int, _ a: Int, _ b: Int) -> Tensor {
    let length = Swift.max(0, k >= 0 ? Swift.min(shape[a], shape[b] - k) : Swift.min(shape[a] + k, shape[b]))
    let start = length == 0 ? 0 : k >= 0 ? k * strides[b] : -k * strides[a]
    var (newShape, newStrides) = (shape, strides)
    for dim in [Swift.max(a, b), Swift.min(a, b)] {
      newShape.remove(at: dim)
      newStrides.remove(at: dim)
    }
    newShape.append(length)
    newStrides.append(strides[a] + strides[b])
    return Tensor(storage, offset: offset + start, shape: newShape, strides: newStrides, dtype: dtype)
      .made(by: "DiagonalBackward0", from: self) { $0.pass(to: 0, $0.gradient.asDiagonal(of: $0[0].shape, k, a, b)) }
  }

  /// Zeros of a shape with this tensor on a diagonal: the transpose of taking it.
  private func asDiagonal(of shape: Shape, _ k: Int, _ a: Int, _ b: Int) -> Tensor {
    let y = Tensor.zeros(shape, dtype: dtype)
    y.diagonal(k, a, b).overwrite(with: self)
    return y.made(by: "DiagonalBackwardBackward0", from: self) { $0.pass(to: 0, $0.gradient.diagonal(k, a, b)) }
  }

  /// A vector as the `offset`-th diagonal of a square matrix of zeros, or that diagonal of a matrix. Traps beyond two
  /// dimensions.
  public func diag(_ offset: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    switch ndim {
    case 1: return diagEmbed(offset)
    case 2: return diagonal(offset, 0, 1).clone()
    default: fail("diag: shape \(shape) is neither a vector's nor a matrix's", file: file, line: line)
    }
  }

  /// Square matrices of zeros, in two new last dimensions, with the last dimension as their `offset`-th diagonal.
  public func diagEmbed(_ offset: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if shape.isEmpty { fail("diagEmbed: a single number is no diagonal", file: file, line: line) }
    let n = shape[-1] + Swift.abs(offset)
    var square = shape
    square[ndim - 1] = n
    square.append(n)
    return asDiagonal(of: square, offset, ndim - 1, ndim)
  }
}
