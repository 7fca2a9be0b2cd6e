import Distributions
import Tensors
import Testing

/// What a distribution's functions are at some places, in double precision.
struct Golden {
  let make: (DType) -> any UnivariateDistribution
  /// x, ln p(x), P(X ≤ x), P(X > x), and the logarithms of these.
  let rows: [[Double]]
  let quantiles: [(p: Double, x: Double)]
  let mean, variance, entropy: Double

  init(
    _ make: @escaping (DType) -> any UnivariateDistribution, _ rows: [[Double]], quantiles: [(p: Double, x: Double)],
    mean: Double, variance: Double, entropy: Double
  ) {
    (self.make, self.rows, self.quantiles) = (make, rows, quantiles)
    (self.mean, self.variance, self.entropy) = (mean, variance, entropy)
  }

  /// Compares all of it in both precisions.
  func check(sourceLocation: SourceLocation = #_sourceLocation) {
    for dtype in [DType.float64, .float32] {
      let d = make(dtype), tolerance = dtype == .float64 ? 3e-12 : 2e-6
      func expect(_ what: String, _ got: Tensor, _ want: [Double], atol: Double = 0) {
        #expect(got.dtype == dtype || got.dtype == .int64, "\(d) \(what)", sourceLocation: sourceLocation)
        for (got, want) in zip(got.scalars, want) {
          // Single precision ends before.
          if dtype == .float32 && want != 0 && want.magnitude < 1e-36 { continue }
          let isClose = got == want || got.isNaN && want.isNaN || abs(got - want) <= tolerance * abs(want) + atol
          #expect(isClose, "\(d) in \(dtype): \(what) is \(got), not \(want)", sourceLocation: sourceLocation)
        }
      }
      let x = Tensor(rows.map { $0[0] }, dtype: dtype)
      func column(_ index: Int) -> [Double] { rows.map { $0[index] } }
      expect("logProb", d.logProb(x), column(1), atol: tolerance / 10)
      expect("cdf", d.cdf(x), column(2))
      expect("survival", d.survival(x), column(3))
      expect("logCDF", d.logCDF(x), column(4))
      expect("logSurvival", d.logSurvival(x), column(5))
      let p = Tensor(quantiles.map(\.p), dtype: .float64)
      if dtype == .float64 {
        // A probability's last digit is more than one of the quantile's.
        for (got, q) in zip(d.icdf(p).scalars, quantiles) {
          let slack = 1e-10 * max(abs(q.x), d.stddev.item() < .infinity ? d.stddev.item() : 1)
          #expect(abs(got - q.x) <= slack, "\(d): icdf(\(q.p)) is \(got), not \(q.x)", sourceLocation: sourceLocation)
        }
      }
      expect("mean", d.mean, [mean], atol: tolerance * 1e-3)
      expect("variance", d.variance, [variance])
      expect("entropy", d.entropy(), [entropy], atol: tolerance * 10)
    }
  }
}
