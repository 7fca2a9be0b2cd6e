import Distributions
import Glibc
import Tensors
import Testing

/// The course's own numbers.
@Suite struct ReferenceTests {
  private func expect(
    _ value: Tensor, _ wanted: Double, _ tolerance: Double = 1e-9, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let got: Double = value.item()
    #expect(
      abs(got - wanted) <= tolerance * max(1, abs(wanted)), "\(got), not \(wanted)", sourceLocation: sourceLocation)
  }

  @Test("the values that the course quotes from SciPy")
  func values() {
    // from scipy import stats
    // stats.binom(10, .3).pmf(3), stats.binom(10, .3).cdf(3)
    let binomial = Binomial(10, 0.3, dtype: .float64)
    expect(binomial.pmf(3), 0.266827932)
    expect(binomial.cdf(3), 0.6496107184)
    // stats.poisson(4).pmf(2), .cdf(2)
    expect(Poisson(4, dtype: .float64).pmf(2), 0.146525111)
    expect(Poisson(4, dtype: .float64).cdf(2), 0.238103306)
    // stats.hypergeom(20, 7, 12).pmf(4)
    expect(Hypergeometric(population: 20, successes: 7, draws: 12, dtype: .float64).pmf(4), 0.357585139)
    // stats.norm(1, 2).pdf(2), .cdf(2)
    expect(Normal(1, 2, dtype: .float64).pdf(2), 0.176032663)
    expect(Normal(1, 2, dtype: .float64).cdf(2), 0.691462461)
    // stats.expon(scale=1/1.5).pdf(.7), .cdf(.7)
    expect(Exponential(1.5, dtype: .float64).pdf(0.7), 0.524906624)
    expect(Exponential(1.5, dtype: .float64).cdf(0.7), 0.650062251)
    // stats.lognorm(1).cdf(2), .pdf(.5)
    expect(LogNormal(0, 1, dtype: .float64).cdf(2), 0.755891404)
    expect(LogNormal(0, 1, dtype: .float64).pdf(0.5), 0.62749608, 1e-8)
    // stats.beta(2, 5).pdf(.3), .cdf(.3)
    expect(Beta(2, 5, dtype: .float64).pdf(0.3), 2.1609)
    expect(Beta(2, 5, dtype: .float64).cdf(0.3), 0.579825)
    // stats.geom(.25).pmf(3): trials are counted.
    expect(Geometric(0.25, dtype: .float64).pmf(3), 0.140625)
    // stats.hypergeom(2500, 50, 500).pmf(2), stats.hypergeom(10, 4, 5).cdf(3)
    expect(
      Hypergeometric(population: 2500, successes: 50, draws: 500, dtype: .float64).pmf(2), 0.0010114963068932233, 1e-15)
    expect(Hypergeometric(population: 10, successes: 4, draws: 5, dtype: .float64).cdf(3), 0.9761904761904762, 1e-15)
    // stats.poisson(1000).logcdf(5), stats.geom(.0146).entropy()
    expect(Poisson(1000, dtype: .float64).logCDF(5), -970.243707846241, 1e-14)
    expect(Geometric(0.0146, dtype: .float64).entropy(), 5.219397961962308, 1e-14)
  }

  @Test("divergences that the course quotes")
  func divergences() {
    // ½ (μ² + σ² − 1 − ln σ²) with μ = ½, ln σ² = −1
    expect(klDivergence(Normal(0.5, exp(-0.5)), Normal(0, 1)), 0.308940, 1e-6)
    // stats.wasserstein_distance([0, 1, 3], [5, 6, 8]), stats.wasserstein_distance([0, 1, 2], [1, 2, 3])
    expect(wassersteinDistance(Tensor([0, 1, 3]), Tensor([5, 6, 8])), 5)
    expect(wassersteinDistance(Tensor([0, 1, 2]), Tensor([1, 2, 3])), 1)
  }
}
