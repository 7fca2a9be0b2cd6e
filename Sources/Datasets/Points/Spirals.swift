import Tensors

extension Datasets {
  /// Arms that wind around the middle: arm k is r (cos φ, sin φ) with φ = 2π (k / arms + turns · r) and r uniform in
  /// (0, 1).
  public static func spirals(
    _ n: Int = 500, arms: Int = 2, turns: Double = 1, noise: Double = 0.02, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> LabeledPoints {
    check("spirals", n, noise, file, line)
    if !turns.isFinite { fail("spirals: turns must be finite, and is \(turns)", file: file, line: line) }
    let labels = classes(shares(n, checkedClasses("spirals", arms, file, line)))
    // Of the root of a uniform number, so that the points are as dense outside as inside.
    let r = Tensor.rand(n, dtype: .float64, generator: generator).sqrt()
    let angle = (labels.to(.float64) / Double(arms) + r * turns) * (2 * .pi)
    return shuffled(stack([r * angle.cos(), r * angle.sin()], dim: 1), labels, noise, "spirals", generator)
  }
}
