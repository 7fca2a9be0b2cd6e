import Tensors

// What several sets of data ask of what they are given.
extension Tensor {
  /// Traps unless this is a vector of int64; `what` is who needs it, and for what: `subset: positions`.
  func checkIntegers(_ what: String, _ file: StaticString, _ line: UInt) {
    if ndim != 1 || dtype != .int64 {
      fail(
        "\(what) are a vector of int64, such as .long() makes, not \(dtype) of shape \(shape)", file: file, line: line)
    }
  }

  /// Traps unless these are as many labels of int64 as there are things.
  func checkLabels(_ name: String, of count: Int, _ things: String, _ file: StaticString, _ line: UInt) {
    if dtype != .int64 || shape != [count] {
      fail(
        "\(name): \(count) \(things) need as many labels of int64, such as .long() makes, not \(dtype) of shape "
          + "\(shape)", file: file, line: line)
    }
  }
}

extension Int {
  /// How many of so many things come before the last ones, which are a share of all. Traps unless the share is in
  /// (0, 1) and leaves both parts one.
  func cut(test share: Double, _ things: String, _ file: StaticString, _ line: UInt) -> Int {
    if !(share > 0 && share < 1) {
      fail("split: the share must be between 0 and 1, and is \(share)", file: file, line: line)
    }
    let cut = self - Int((Double(self) * share).rounded())
    if cut == 0 || cut == self {
      fail("split: a share of \(share) of \(self) \(things) leaves one part empty", file: file, line: line)
    }
    return cut
  }
}
