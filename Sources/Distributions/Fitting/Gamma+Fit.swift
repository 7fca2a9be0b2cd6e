import Glibc
import Tensors

extension Gamma {
  /// Maximum likelihood, by Minka's generalised Newton iteration (“Estimating a Gamma distribution”, 2002).
  ///
  /// Traps where there are no data, where one is not positive, or all are the same.
  public static func fit(
    _ data: some DistributionValue, file: StaticString = #fileID, line: UInt = #line
  ) -> Gamma {
    let data = FitData("Gamma", data, .interval(0, Double.infinity, open: (true, true)), file, line)
    data.refuseConstant("the likelihood grows without bound with the concentration")
    // ln of the mean minus the mean of ln, which only the concentration decides.
    let mean = data.mean
    let s: Double = -(data.values / mean).log().mean().item()
    data.refuse(!(s > 1e-14), "the values differ too little: the likelihood hardly changes with the concentration")
    var a = (3 - s + sqrt((s - 3) * (s - 3) + 24 * s)) / (12 * s)
    for _ in 0..<100 {
      let x = Tensor(a, dtype: .float64)
      let slope: Double = log(a) - x.digamma().item() - s
      let curvature: Double = 1 / a - x.polygamma(1).item()
      let next = 1 / (1 / a + slope / (a * a * curvature))
      let isDone = abs(next - a) <= 1e-14 * a
      a = next
      if isDone { break }
    }
    return Gamma(a, a / mean, dtype: data.dtype)
  }
}
