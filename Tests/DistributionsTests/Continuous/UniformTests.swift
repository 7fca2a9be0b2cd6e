import Distributions
import Tensors
import Testing

@Suite struct UniformTests {
  /// x, logpmf, cdf, sf, logcdf, logsf: `mpmath` with 45 digits where SciPy, which agrees to eight digits, has fewer.
  private static var golden: [Golden] {
    [
      // scipy.stats.uniform(0, 1)
      Golden(
        { Uniform(0, 1, dtype: $0) },
        [
          [0, 0, 0, 1, -.infinity, 0],
          [0.25, 0, 0.25, 0.75, -1.3862943611198906, -0.2876820724517809],
          [0.875, 0, 0.875, 0.125, -0.13353139262452263, -2.0794415416798357],
          [1, 0, 1, 0, 0, -.infinity],
        ],
        quantiles: [
          (1e-10, 1e-10), (0.03125, 0.03125), (0.25, 0.25), (0.5, 0.5), (0.75, 0.75), (0.96875, 0.96875),
          (0.9999990463256836, 0.9999990463256836),
        ],
        mean: 0.5, variance: 0.08333333333333333, entropy: 0),
      // scipy.stats.uniform(-2.5, 9.5)
      Golden(
        { Uniform(-2.5, 7, dtype: $0) },
        [
          [-2.5, -2.2512917986064953, 0, 1, -.infinity, 0],
          [
            -2, -2.2512917986064953, 0.05263157894736842, 0.9473684210526315, -2.9444389791664403,
            -0.054067221270275766,
          ],
          [3, -2.2512917986064953, 0.5789473684210527, 0.42105263157894735, -0.5465437063680699, -0.8649974374866045],
          [
            6.75, -2.2512917986064953, 0.9736842105263158, 0.02631578947368421, -0.026668247082161325,
            -3.6375861597263857,
          ],
        ],
        quantiles: [
          (1e-10, -2.49999999905), (0.03125, -2.203125), (0.25, -0.125), (0.5, 2.25), (0.75, 4.625),
          (0.96875, 6.703125), (0.9999990463256836, 6.999990940093994),
        ],
        mean: 2.25, variance: 7.520833333333333, entropy: 2.2512917986064953),
    ]
  }

  @Test("mass or density, distribution function, quantiles and moments are SciPy's, tails included")
  func values() { for golden in Self.golden { golden.check() } }
}
