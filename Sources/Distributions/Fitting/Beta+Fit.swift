import Glibc
import Tensors

extension Beta {
  /// Maximum likelihood, by Newton's method from the moments.
  ///
  /// Traps where there are no data, where one is not between 0 and 1 (at the ends the likelihood has no maximum), or
  /// all are the same.
  public static func fit(_ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line) -> Beta {
    let data = FitData("Beta", data, .interval(0, 1, open: (true, true)), file, line)
    data.refuseConstant("the likelihood grows without bound with the concentrations")
    let low: Double = data.values.log().mean().item(), high: Double = (-data.values).log1p().mean().item()
    let mean = data.mean, variance: Double = data.values.var(unbiased: false).item()
    let size = max(mean * (1 - mean) / variance - 1, 1e-3)
    var (a, b) = (mean * size, (1 - mean) * size)
    func likelihood(_ a: Double, _ b: Double) -> Double { a * low + b * high - (lgamma(a) + lgamma(b) - lgamma(a + b)) }
    for _ in 0..<200 {
      let x = Tensor([a, b, a + b], dtype: .float64)
      let psi = x.digamma().scalars, slope = x.polygamma(1).scalars
      let g = (low - psi[0] + psi[2], high - psi[1] + psi[2])
      // The Hessian [[t − s₀, t], [t, t − s₁]] is negative definite: the likelihood is concave.
      let determinant = slope[0] * slope[1] - slope[2] * (slope[0] + slope[1])
      let step = (
        (g.0 * (slope[1] - slope[2]) + g.1 * slope[2]) / determinant,
        (g.1 * (slope[0] - slope[2]) + g.0 * slope[2]) / determinant
      )
      var share = 1.0
      while share > 1e-10
        && (a + share * step.0 <= 0 || b + share * step.1 <= 0
          || likelihood(a + share * step.0, b + share * step.1) < likelihood(a, b) - 1e-12)
      { share /= 2 }
      (a, b) = (a + share * step.0, b + share * step.1)
      if abs(step.0) <= 1e-13 * a && abs(step.1) <= 1e-13 * b { break }
    }
    return Beta(a, b, dtype: data.dtype)
  }
}
