import Tensors

extension Datasets {
  /// A rolled-up sheet in space: (t cos t, 21 v, t sin t) with t = 3π/2 · (1 + 2u), u and v uniform in [0, 1).
  ///
  /// The points are `(n, 3)`, and `position`, t, `(n)`, is how far along the sheet each lies. scikit-learn's
  /// `make_swiss_roll`.
  public static func swissRoll(
    _ n: Int = 1_000, noise: Double = 0, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> (points: Tensor, position: Tensor) {
    check("swissRoll", n, noise, file, line)
    let t = (Tensor.rand(n, dtype: .float64, generator: generator) * 2 + 1) * (1.5 * .pi)
    let height = Tensor.rand(n, dtype: .float64, generator: generator) * 21
    var points = stack([t * t.cos(), height, t * t.sin()], dim: 1)
    if noise > 0 { points = points + Tensor.randn(points.shape, dtype: .float64, generator: generator) * noise }
    return (points.to(.float32), t.to(.float32))
  }
}
