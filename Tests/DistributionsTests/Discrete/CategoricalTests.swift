import Distributions
import Tensors
import Testing

@Suite struct CategoricalTests {
  /// x, logpmf, cdf, sf, logcdf, logsf: `mpmath` with 45 digits where SciPy, which agrees to eight digits, has fewer.
  private static var golden: [Golden] {
    [
      // scipy.stats.rv_discrete(values=(range(4), [0.125, 0.5, 0.0625, 0.3125]))
      Golden(
        { Categorical([0.125, 0.5, 0.0625, 0.3125], dtype: $0) },
        [
          [0, -2.0794415416798357, 0.125, 0.875, -2.0794415416798357, -0.13353139262452263],
          [1, -0.6931471805599453, 0.625, 0.375, -0.4700036292457356, -0.9808292530117262],
          [2, -2.772588722239781, 0.6875, 0.3125, -0.3746934494414107, -1.1631508098056809],
          [3, -1.1631508098056809, 1, 0, 0, -.infinity],
        ],
        quantiles: [(0.0625, 0), (0.125, 0), (0.25, 1), (0.5, 1), (0.6875, 2), (0.75, 3)],
        mean: 1.5625, variance: 1.12109375, entropy: 1.1432752061942137)
    ]
  }

  @Test("mass or density, distribution function, quantiles and moments are SciPy's, tails included")
  func values() { for golden in Self.golden { golden.check() } }
}
