extension Tensor {
  /// The whole tensor, so many times along each dimension, the last ones last; more numbers than dimensions add dimensions
  /// in front.
  public func `repeat`(_ counts: Int..., file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    `repeat`(counts, file: file, line: line)
  }

  /// The whole tensor, so many times along each dimension.
  public func `repeat`(_ counts: [Int], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if counts.count < ndim || counts.contains(where: { $0 < 0 }) {
      fail("repeat: \(counts) times for shape \(shape)", file: file, line: line)
    }
    var x = self
    while x.ndim < counts.count { x = x.unsqueeze(0) }
    for (dim, count) in counts.enumerated() where count != 1 {
      var wide = x.shape
      wide.insert(count, at: dim)
      x = x.unsqueeze(dim).expand(wide).flatten(dim, dim + 1)
    }
    return x === self ? clone() : x
  }

  /// Each element so many times in a row, along a dimension or, without one, of all elements row by row.
  public func repeatInterleave(
    _ count: Int, dim: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if count < 0 { fail("repeatInterleave: \(count) times", file: file, line: line) }
    guard let dim else { return flatten().repeatInterleave(count, dim: 0) }
    let place = dimension(dim, "repeatInterleave", file, line)
    let x = shape.isEmpty ? view(1) : self
    var wide = x.shape
    wide.insert(count, at: place + 1)
    return x.unsqueeze(place + 1).expand(wide).flatten(place, place + 1)
  }

  /// Each element as often as `counts`, an int64 vector, says, along a dimension or of all elements row by row.
  public func repeatInterleave(
    _ counts: Tensor, dim: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    guard let dim else { return flatten().repeatInterleave(counts, dim: 0, file: file, line: line) }
    let place = dimension(dim, "repeatInterleave", file, line)
    if shape.isEmpty || counts.shape != [shape[place]] || counts.dtype != .int64 || (counts < 0).any() {
      fail(
        "repeatInterleave: counts of shape \(counts.shape), \(counts.dtype), for dimension \(dim) of shape \(shape): needs "
          + "an int64 vector of one count an element, none below 0", file: file, line: line)
    }
    let positions = counts.scalars.enumerated().flatMap { Array(repeating: $0.offset, count: Int($0.element)) }
    return indexSelect(place, Tensor(positions, dtype: .int64))
  }
}
