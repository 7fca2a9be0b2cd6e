// The parts are views: they share the tensor's memory.
extension Tensor {
  /// Consecutive pieces of `size` along a dimension, the last perhaps shorter.
  public func split(
    _ size: Int, dim: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> [Tensor] {
    let dim = dimension(dim, "split", file, line)
    if size < 1 || shape.isEmpty {
      fail("split: cannot split shape \(shape) into pieces of \(size)", file: file, line: line)
    }
    if shape[dim] == 0 { return [self] }
    return stride(from: 0, to: shape[dim], by: size).map { window(dim, $0, Swift.min(size, shape[dim] - $0), 1) }
  }

  /// Consecutive pieces of the given sizes along a dimension. Traps unless they fill it.
  public func split(
    _ sizes: [Int], dim: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> [Tensor] {
    let dim = dimension(dim, "split", file, line)
    if shape.isEmpty || sizes.contains(where: { $0 < 0 }) || sizes.reduce(0, +) != shape[dim] {
      fail("split: pieces of \(sizes) do not fill dimension \(dim) of shape \(shape)", file: file, line: line)
    }
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return window(dim, start, size, 1)
    }
  }

  /// At most `count` consecutive pieces of equal size along a dimension, the last perhaps shorter.
  public func chunk(
    _ count: Int, dim: Int = 0, file: StaticString = #fileID, line: UInt = #line
  ) -> [Tensor] {
    if count < 1 { fail("chunk: \(count) pieces", file: file, line: line) }
    let size = self.size(dim, file: file, line: line)
    return split(Swift.max(1, (size + count - 1) / count), dim: dim, file: file, line: line)
  }

  /// The elements along a dimension, which vanishes.
  public func unbind(_ dim: Int = 0, file: StaticString = #fileID, line: UInt = #line) -> [Tensor] {
    let dim = dimension(dim, "unbind", file, line)
    if shape.isEmpty { fail("unbind: a single number has no elements", file: file, line: line) }
    return (0..<shape[dim]).map { select(dim, $0) }
  }
}
