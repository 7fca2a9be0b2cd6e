import Tensors

// What the sets of points share.
extension Datasets {
  static func check(_ name: String, _ n: Int, _ noise: Double, _ file: StaticString, _ line: UInt) {
    if n < 1 || n > 1 << 30 {
      fail("\(name): the number of points must be in 1...\(1 << 30), and is \(n)", file: file, line: line)
    }
    if !(noise >= 0 && noise < .infinity) {
      fail("\(name): the noise must be at least 0 and finite, and is \(noise)", file: file, line: line)
    }
  }

  static func checkedClasses(_ name: String, _ count: Int, _ file: StaticString, _ line: UInt) -> Int {
    if count < 1 || count > 10_000 {
      fail("\(name): the number of classes must be in 1...10,000, and is \(count)", file: file, line: line)
    }
    return count
  }

  /// n in parts that differ by one at most, the larger ones last, as scikit-learn's moons and circles.
  static func shares(_ n: Int, _ count: Int) -> [Int] { (0..<count).map { n * ($0 + 1) / count - n * $0 / count } }

  /// Labels in order: as many of each class as said.
  static func classes(_ sizes: [Int]) -> Tensor {
    Tensor.arange(sizes.count).repeatInterleave(Tensor(sizes, dtype: .int64))
  }

  /// Points with noise, in random order, in single precision.
  static func shuffled(
    _ points: Tensor, _ labels: Tensor, _ noise: Double, _ name: String, _ generator: Generator
  ) -> LabeledPoints {
    let order = Tensor.randperm(labels.elementCount, generator: generator)
    var moved = points.indexSelect(0, order)
    if noise > 0 { moved = moved + Tensor.randn(moved.shape, dtype: .float64, generator: generator) * noise }
    return LabeledPoints(
      moved.to(.float32), labels.indexSelect(0, order), source: "\(labels.elementCount.inGroups) points: \(name)")
  }
}
