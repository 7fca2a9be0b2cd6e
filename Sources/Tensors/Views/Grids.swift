/// Which coordinate runs along which dimension of a grid.
public enum GridIndexing: Sendable {
  /// The first vector runs along the first dimension: rows.
  case ij
  /// The first vector runs along the second dimension, as x does in a picture, and the second along the first.
  case xy
}

/// The coordinates of a grid's points, one tensor a vector, all of the grid's shape: PyTorch's `torch.meshgrid`.
///
/// They are views of the vectors. Traps unless these are vectors or numbers of one type.
public func meshgrid(
  _ vectors: [Tensor], indexing: GridIndexing = .ij, file: StaticString = #fileID, line: UInt = #line
) -> [Tensor] {
  for vector in vectors where vector.ndim > 1 || vector.dtype != vectors[0].dtype {
    fail("meshgrid: needs vectors of one type, not \(vector.dtype) of shape \(vector.shape)", file: file, line: line)
  }
  let grid = Shape(vectors.map(\.elementCount))
  return vectors.enumerated().map { i, vector in
    let full = vector.reshape(Shape(repeating: 1, rank: vectors.count).replacing(i, with: vector.elementCount))
      .expand(grid)
    return indexing == .xy && vectors.count > 1 ? full.transpose(0, 1) : full
  }
}
