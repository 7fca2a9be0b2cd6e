import Tensors

/// Some samples of a dataset, in an order of their own.
public struct Subset<Whole: Dataset>: Dataset {
  public let dataset: Whole
  /// The samples' positions in the dataset, `(n)` of int64.
  public let indices: Tensor

  /// Traps unless the positions are a vector of int64.
  public init(_ dataset: Whole, _ indices: Tensor, file: StaticString = #fileID, line: UInt = #line) {
    if indices.ndim != 1 || indices.dtype != .int64 {
      fail(
        "Subset: positions are a vector of int64, not \(indices.dtype) of shape \(indices.shape)", file: file,
        line: line)
    }
    self.dataset = dataset
    self.indices = indices
  }

  public var sampleCount: Int { indices.elementCount }

  public func batch(_ indices: Tensor) -> Whole.Batch { dataset.batch(self.indices.batch(indices)) }
  public func batch(_ range: Range<Int>) -> Whole.Batch { dataset.batch(indices.batch(range)) }
}

/// A dataset's samples, shuffled and dealt out: PyTorch's `random_split`.
///
/// ```swift
/// let parts = randomSplit(data, [0.8, 0.2], generator: Generator(seed: 1))
/// ```
///
/// The shares are fractions that add up to 1; what rounding leaves over goes to the parts one by one, from the first. Traps
/// where they are negative or add up to anything else.
public func randomSplit<Whole: Dataset>(
  _ dataset: Whole, _ fractions: [Double], generator: Generator = .default, file: StaticString = #fileID,
  line: UInt = #line
) -> [Subset<Whole>] {
  let total = fractions.reduce(0, +)
  if fractions.contains(where: { !($0 >= 0) }) || abs(total - 1) > 1e-9 {
    fail("randomSplit: the fractions \(fractions) must add up to 1, and add up to \(total)", file: file, line: line)
  }
  // A little more, so that 0.1 · 30 is 3.
  var lengths = fractions.map { Int($0 * Double(dataset.sampleCount) + 1e-9) }
  let rest = dataset.sampleCount - lengths.reduce(0, +)
  for i in 0..<rest { lengths[i % lengths.count] += 1 }
  return randomSplit(dataset, lengths: lengths, generator: generator, file: file, line: line)
}

/// A dataset's samples, shuffled and dealt out to parts of given sizes.
///
/// Traps where the sizes are negative or add up to anything but the number of samples.
public func randomSplit<Whole: Dataset>(
  _ dataset: Whole, lengths: [Int], generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
) -> [Subset<Whole>] {
  if lengths.contains(where: { $0 < 0 }) || lengths.reduce(0, +) != dataset.sampleCount {
    fail(
      "randomSplit: the lengths \(lengths) must add up to the \(dataset.sampleCount) samples, and add up to "
        + "\(lengths.reduce(0, +))", file: file, line: line)
  }
  let order = Tensor.randperm(dataset.sampleCount, generator: generator)
  var start = 0
  return lengths.map { length in
    defer { start += length }
    return Subset(dataset, order.batch(start..<(start + length)))
  }
}
