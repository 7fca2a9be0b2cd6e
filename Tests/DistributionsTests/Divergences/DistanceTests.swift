import Distributions
import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct DistanceTests {
  private func close(_ x: Tensor, _ wanted: Double, _ tolerance: Double = 1e-6) -> Bool {
    abs(x.item() - wanted) < tolerance
  }

  @Test("Jensen–Shannon divergences are the integral's and the sum's")
  func jensenShannon() {
    // quad over pieces of ½ p ln(2p/(p+q)) + ½ q ln(2q/(p+q)), with stats.norm(0, 1), norm(1, 2); uniform(0, 1),
    // uniform(.5, 1.5); norm(0, 1), expon(scale=1/1.5)
    #expect(close(jensenShannonDivergence(Normal(0, 1), Normal(1, 2)), 0.12817497305439804))
    #expect(close(jensenShannonDivergence(Uniform(0, 1), Uniform(0.5, 2)), 0.41272565263942185))
    #expect(close(jensenShannonDivergence(Normal(0, 1), Exponential(1.5)), 0.22679763507047773))
    // the sum over 0 … 99 of poisson(4) and binom(10, .3)
    #expect(close(jensenShannonDivergence(Poisson(4), Binomial(10, 0.3)), 0.04784723494895558))
    #expect(close(jensenShannonDivergence(Normal(0, 1), Normal(500, 1)), log(2)))
    #expect(close(jensenShannonDivergence(Normal(0, 1), Normal(0, 1)), 0))
    #expect(close(jensenShannonDivergence(Categorical([1, 0]), Categorical([0, 1])), log(2)))
    let near = MultivariateNormal([0, 0], covariance: [[1, 0], [0, 1]])
    #expect(close(jensenShannonDivergence(near, near), 0))
  }

  @Test("total variations are the integral's and the sum's")
  func totalVariations() {
    // ½ quad(|p − q|) over pieces
    #expect(close(totalVariation(Normal(0, 1), Normal(1, 2)), 0.3900656601214008))
    #expect(close(totalVariation(Uniform(0, 1), Uniform(0.5, 2)), 2.0 / 3))
    #expect(close(totalVariation(Beta(2, 5), Uniform(0, 1)), 0.4094248298623612))
    #expect(close(totalVariation(Poisson(4), Binomial(10, 0.3)), 0.2208947322201264))
    #expect(
      close(totalVariation(Normal(0, 1), Normal(500, 1)), 1) && close(totalVariation(Normal(0, 1), Normal(0, 1)), 0))
    #expect(close(totalVariation(Categorical([0.5, 0.5, 0]), Categorical([0.25, 0.25, 0.5])), 0.5))
    // Of equal variances: 2 Φ(½) − 1
    #expect(close(totalVariation(Normal(0, 1), Normal(1, 1)), erf(0.5 / sqrt(2))))
    #expect(totalVariation(Normal([0, 1], 1), Normal([[0], [1], [2]], 2)).shape == [3, 2])
  }

  @Test("Wasserstein distances between distributions are the quantile functions'")
  func wassersteinOfDistributions() {
    // quad(lambda u: abs(norm(0, 1).ppf(u) − q.ppf(u))**r, 0, 1)**(1/r), with expon(scale=1/1.5) and norm(1, 2)
    #expect(close(wassersteinDistance(Normal(0, 1), Exponential(1.5)), 0.6666666666666662))
    #expect(close(wassersteinDistance(Normal(0, 1), Exponential(1.5), order: 2), 0.8274211995453773))
    #expect(close(wassersteinDistance(Normal(0, 1), Normal(1, 2)), 1.166630943165121))
    #expect(close(wassersteinDistance(Normal(0, 1), Normal(1, 2), order: 2), sqrt(2)))
    #expect(close(wassersteinDistance(Normal(0, 1), Normal(-3, 1)), 3))
    #expect(close(wassersteinDistance(Poisson(4), Binomial(10, 0.3)), 1))
    #expect(close(wassersteinDistance(Uniform(0, 1), Uniform(2, 4)), 2.5))
    #expect(close(wassersteinDistance(Uniform(0, 1), Uniform(0, 1)), 0))
    #expect(wassersteinDistance(Laplace([0, 1], 1), Laplace([[0], [1], [2]], 2)).shape == [3, 2])
  }

  @Test("in double precision sums and integrals have eleven digits")
  func exactness() {
    let normal = Normal(0, 1, dtype: .float64), wide = Normal(1, 2, dtype: .float64)
    let exponential = Exponential(1.5, dtype: .float64), student = StudentT(3, 1, 2, dtype: .float64)
    // The integrals above, and that of KLDivergenceTests.
    #expect(close(jensenShannonDivergence(normal, wide), 0.12817497305439804, 1e-12))
    #expect(close(jensenShannonDivergence(normal, exponential), 0.22679763507047773, 1e-12))
    #expect(close(totalVariation(normal, wide), 0.3900656601214008, 1e-11))
    #expect(close(totalVariation(Beta(2, 5, dtype: .float64), Uniform(0, 1)), 0.4094248298623612, 1e-11))
    #expect(close(wassersteinDistance(normal, exponential), 0.6666666666666662, 1e-12))
    #expect(close(wassersteinDistance(normal, exponential, order: 2), 0.8274211995453773, 1e-10))
    #expect(close(klDivergence(normal, student), 0.5577729127215444, 1e-12))
    #expect(close(klDivergence(StudentT(5, 0, 1, dtype: .float64), student), 0.4098899750627234, 1e-11))
  }

  @Test("vectors of probabilities are compared as categorical distributions")
  func vectors() {
    let p = Tensor([[0.5, 0.5, 0], [0.2, 0.2, 0.6]]), q = [0.25, 0.25, 0.5]
    #expect(totalVariation(p, q).allclose(Tensor([0.5, 0.1])))
    #expect(close(klDivergence([0.5, 0.5], [0.25, 0.75]), 0.5 * log(4.0 / 3)))
    #expect(close(crossEntropy([0.5, 0.5], [0.25, 0.75]), -0.5 * log(3.0 / 16)))
    #expect(close(jensenShannonDivergence([1, 0], [0, 1]), log(2)))
  }

  @Test("Wasserstein distances between samples are SciPy's")
  func wassersteinOfSamples() {
    // stats.wasserstein_distance([3.4, 3.9, 7.5, 7.8], [4.5, 1.4], [1.4, .9, 3.1, 7.2], [3.2, 3.5])
    let distance = wassersteinDistance(
      Tensor([3.4, 3.9, 7.5, 7.8], dtype: .float64), Tensor([4.5, 1.4], dtype: .float64),
      aWeights: Tensor([1.4, 0.9, 3.1, 7.2], dtype: .float64), bWeights: Tensor([3.2, 3.5], dtype: .float64))
    #expect(close(distance, 4.078133143804786, 1e-13))
    #expect(close(wassersteinDistance(Tensor([0, 1, 3]), Tensor([5, 6, 8]), order: 2), 5))
    #expect(close(wassersteinDistance(Tensor([0, 4]), Tensor([1])), 2))
    expectGradients(at: [Tensor([0.3, 2, -1]), Tensor([1, 5])], order: 1) {
      wassersteinDistance($0[0], $0[1], order: 2)
    }
  }

  @Test("a distribution without a mean is infinitely far from one that has it, and of order 2 one without a variance")
  func heavyTails() {
    #expect(wassersteinDistance(StudentT(1), Normal(0, 1)).item() == Double.infinity)
    #expect(wassersteinDistance(Normal(0, 1), StudentT(1.5), order: 2).item() == Double.infinity)
    #expect(wassersteinDistance(StudentT([1, 3]), Normal(0, 1)).scalars.map(\.isFinite) == [false, true])
    #expect(close(wassersteinDistance(StudentT(1), StudentT(1, 2, 1)), 2, 1e-4))
  }
}
