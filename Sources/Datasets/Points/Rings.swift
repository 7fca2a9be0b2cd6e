import Tensors

extension Datasets {
  /// Two circles around one middle, the inner one, class 1, `factor` times as large as the outer of radius 1.
  ///
  /// scikit-learn's `make_circles`. Traps unless `factor` is in 0..<1.
  public static func circles(
    _ n: Int = 500, noise: Double = 0.05, factor: Double = 0.5, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> LabeledPoints {
    if !(factor >= 0 && factor < 1) {
      fail("circles: factor must be in 0..<1, and is \(factor)", file: file, line: line)
    }
    return rings(n, radii: [1, factor], noise: noise, name: "circles", generator, file, line)
  }

  /// Circles around one middle, with radii 1, 2, … from the innermost, class 0.
  public static func rings(
    _ n: Int = 500, count: Int = 3, noise: Double = 0.08, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> LabeledPoints {
    let radii = (1...checkedClasses("rings", count, file, line)).map(Double.init)
    return rings(n, radii: radii, noise: noise, name: "rings", generator, file, line)
  }

  private static func rings(
    _ n: Int, radii: [Double], noise: Double, name: String, _ generator: Generator, _ file: StaticString, _ line: UInt
  ) -> LabeledPoints {
    check(name, n, noise, file, line)
    let sizes = shares(n, radii.count)
    let parts = zip(radii, sizes).map { radius, size in
      let angle = Tensor.arange(size, dtype: .float64) * (2 * .pi / Double(max(size, 1)))
      return stack([angle.cos(), angle.sin()], dim: 1) * radius
    }
    return shuffled(cat(parts), classes(sizes), noise, name, generator)
  }
}
