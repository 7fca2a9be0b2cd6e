import Tensors

extension Datasets {
  /// Two half circles that reach into each other: (cos t, sin t) and (1 − cos t, ½ − sin t) for t from 0 to π.
  ///
  /// `noise` is the standard deviation of what is added to both coordinates. scikit-learn's `make_moons`. Traps below
  /// 0.
  public static func moons(
    _ n: Int = 500, noise: Double = 0.1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> LabeledPoints {
    check("moons", n, noise, file, line)
    let outer = Tensor.linspace(0, .pi, n / 2, dtype: .float64)
    let inner = Tensor.linspace(0, .pi, n - n / 2, dtype: .float64)
    let points = cat([
      stack([outer.cos(), outer.sin()], dim: 1), stack([1 - inner.cos(), 0.5 - inner.sin()], dim: 1),
    ])
    return shuffled(points, classes([n / 2, n - n / 2]), noise, "moons", generator)
  }
}
