import Tensors

/// The data that pages are taught with: digits, points, texts, and what is read from files.
///
/// ```swift
/// let (train, test) = try Datasets.digits()
/// let moons = Datasets.moons(500, noise: 0.1)
/// let text = Datasets.text()
/// ```
///
/// Nothing is downloaded. What is generated depends on a seed alone; what is read from files is checked first.
public enum Datasets {
  /// How many of a set's first elements remain where a share at its end is cut off. Traps unless both parts have one.
  static func cut(_ count: Int, _ noun: String, test share: Double, _ file: StaticString, _ line: UInt) -> Int {
    if !(share > 0 && share < 1) {
      fail("split: the share must be between 0 and 1, and is \(share)", file: file, line: line)
    }
    let cut = count - Int((Double(count) * share).rounded())
    if cut == 0 || cut == count {
      fail("split: a share of \(share) of \(count) \(noun) leaves one part empty", file: file, line: line)
    }
    return cut
  }
}
