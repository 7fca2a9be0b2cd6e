import Tensors

extension Datasets {
  /// Clouds of normally distributed points around centres, class k around row k of `centers`.
  ///
  /// Without centres there are three, each coordinate uniform in −10...10. scikit-learn's `make_blobs`. Traps unless
  /// the centres are `(k, 2)` and finite.
  public static func blobs(
    _ n: Int = 500, centers: Tensor? = nil, std: Double = 1, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> LabeledPoints {
    let centers = centers ?? Tensor.rand(3, 2, dtype: .float64, generator: generator) * 20 - 10
    if centers.ndim != 2 || centers.shape[1] != 2 || centers.shape[0] < 1 {
      fail("blobs: centers are (k, 2), not \(centers.shape)", file: file, line: line)
    }
    if !centers.isfinite().all() { fail("blobs: the centers must be finite", file: file, line: line) }
    return gaussians(n, centers.detach().to(.float64), std, "blobs", generator, file, line)
  }

  /// Clouds around so many centres, each coordinate of which is uniform in −10...10.
  public static func blobs(
    _ n: Int = 500, centers: Int, std: Double = 1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> LabeledPoints {
    let count = checkedClasses("blobs", centers, file, line)
    let places = Tensor.rand(count, 2, dtype: .float64, generator: generator) * 20 - 10
    return blobs(n, centers: places, std: std, generator: generator, file: file, line: line)
  }

  /// Narrow normal distributions on a grid of `side` by `side` around the middle: 25 modes that a GAN must find all.
  ///
  /// The class is the mode: `side · row + column`.
  public static func gaussianGrid(
    _ n: Int = 2_500, side: Int = 5, spacing: Double = 2, std: Double = 0.05, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> LabeledPoints {
    if side < 1 || side > 100 { fail("gaussianGrid: side must be in 1...100, and is \(side)", file: file, line: line) }
    if !spacing.isFinite { fail("gaussianGrid: spacing must be finite, and is \(spacing)", file: file, line: line) }
    let middle = Double(side - 1) / 2
    let centers = (0..<side * side).map { [Double($0 % side) - middle, Double($0 / side) - middle] }
    return gaussians(
      n, Tensor(centers, dtype: .float64) * spacing, std, "grid of \(side * side) Gaussians", generator, file, line)
  }

  /// Narrow normal distributions on a circle: eight modes that a GAN must find all (Metz et al., 2017).
  public static func gaussianRing(
    _ n: Int = 2_000, modes: Int = 8, radius: Double = 2, std: Double = 0.05, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> LabeledPoints {
    if !radius.isFinite { fail("gaussianRing: radius must be finite, and is \(radius)", file: file, line: line) }
    let count = checkedClasses("gaussianRing", modes, file, line)
    let angle = Tensor.arange(count, dtype: .float64) * (2 * .pi / Double(count))
    let centers = stack([angle.cos(), angle.sin()], dim: 1) * radius
    return gaussians(n, centers, std, "ring of \(count) Gaussians", generator, file, line)
  }

  private static func gaussians(
    _ n: Int, _ centers: Tensor, _ std: Double, _ name: String, _ generator: Generator, _ file: StaticString,
    _ line: UInt
  ) -> LabeledPoints {
    check(name, n, std, file, line)
    let labels = classes(shares(n, centers.shape[0]))
    return shuffled(centers.indexSelect(0, labels), labels, std, name, generator)
  }
}
