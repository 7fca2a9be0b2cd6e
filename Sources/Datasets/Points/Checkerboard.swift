import Tensors

extension Datasets {
  /// The fields of a chess board: class 1 where column plus row is odd. Points are uniform over the board, of which a
  /// field is 1 wide and the middle is (0, 0).
  ///
  /// For a density to be learned take the points of one class: `board.ofClass(0)`.
  public static func checkerboard(
    _ n: Int = 2_000, fields: Int = 4, noise: Double = 0, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> LabeledPoints {
    if fields < 2 || fields > 1_000 {
      fail("checkerboard: fields must be in 2...1000, and is \(fields)", file: file, line: line)
    }
    return board("checkerboard", n, Double(fields), noise, generator, file, line)
  }

  /// The four quarters of the square from −1 to 1: class 1 where the coordinates' signs differ, which no line
  /// separates.
  public static func xor(
    _ n: Int = 500, noise: Double = 0.05, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> LabeledPoints { board("xor", n, 2, noise, generator, file, line) }

  private static func board(
    _ name: String, _ n: Int, _ fields: Double, _ noise: Double, _ generator: Generator, _ file: StaticString,
    _ line: UInt
  ) -> LabeledPoints {
    check(name, n, noise, file, line)
    let places = Tensor.rand(n, 2, dtype: .float64, generator: generator) * fields
    let sum = places.floor().sum(dim: 1)
    let labels = (sum - (sum / 2).floor() * 2).to(.int64)
    return shuffled(places - fields / 2, labels, noise, name, generator)
  }
}
