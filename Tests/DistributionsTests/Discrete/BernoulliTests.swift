import Distributions
import Tensors
import Testing

@Suite struct BernoulliTests {
  /// x, logpmf, cdf, sf, logcdf, logsf: `mpmath` with 45 digits where SciPy, which agrees to eight digits, has fewer.
  private static var golden: [Golden] {
    [
      // scipy.stats.bernoulli(0.3)
      Golden(
        { Bernoulli(0.3, dtype: $0) },
        [
          [0, -0.35667494393873234, 0.7, 0.3, -0.35667494393873234, -1.2039728043259361],
          [1, -1.2039728043259361, 1, 0, 0, -.infinity],
        ],
        quantiles: [(0.25, 0), (0.5, 0), (0.75, 1), (0.9999990463256836, 1)],
        mean: 0.3, variance: 0.21, entropy: 0.6108643020548935),
      // scipy.stats.bernoulli(1e-09)
      Golden(
        { Bernoulli(1e-09, dtype: $0) },
        [
          [0, -1.0000000005000001e-09, 0.999999999, 1e-09, -1.0000000005000001e-09, -20.72326583694641],
          [1, -20.72326583694641, 1, 0, 0, -.infinity],
        ],
        quantiles: [(0.25, 0), (0.5, 0), (0.75, 0), (0.9999990463256836, 0)],
        mean: 1e-09, variance: 9.999999990000001e-10, entropy: 2.1723265836446412e-08),
    ]
  }

  @Test("mass or density, distribution function, quantiles and moments are SciPy's, tails included")
  func values() { for golden in Self.golden { golden.check() } }

  @Test("what is certain has an entropy of 0, not of −0")
  func certainty() {
    for entropy in [Bernoulli(0).entropy(), Bernoulli(1).entropy(), Categorical([0, 1]).entropy()] {
      #expect(entropy.item() == 0 && (entropy.item() as Double).sign == .plus)
    }
  }
}
