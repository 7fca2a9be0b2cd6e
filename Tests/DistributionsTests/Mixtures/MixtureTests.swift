import Distributions
import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct MixtureTests {
  private var list: Mixture<Normal> {
    Mixture([0.3, 0.7], [Normal(-2, 1, dtype: .float64), Normal(2, 0.5, dtype: .float64)])
  }
  private var batch: Mixture<Normal> { Mixture([0.3, 0.7], Normal([-2, 2], [1, 0.5], dtype: .float64)) }

  @Test("values are the weighted sums'")
  func values() {
    // p = lambda x: .3 * stats.norm(-2, 1).pdf(x) + .7 * stats.norm(2, .5).pdf(x); np.log(p(…)), the same of
    // cdf(1.5), quad of −p ln p
    for mixture in [list, batch] {
      #expect(
        mixture.logProb([-3, 0, 2]).allclose(
          Tensor([-2.62291134, -4.11141022, -0.58239441], dtype: .float64), rtol: 1e-8))
      #expect(abs(mixture.cdf(1.5).item() - 0.41098888902830927) < 1e-14)
      #expect(abs(mixture.survival(1.5).item() - (1 - 0.41098888902830927)) < 1e-14)
      #expect(abs(mixture.logSurvival(1.5).item() - log(1 - 0.41098888902830927)) < 1e-14)
      #expect(abs(mixture.entropy().item() - 1.5354977962430008) < 1e-7)
      #expect(
        abs(mixture.mean.item() - 0.8) < 1e-14 && abs(mixture.variance.item() - (0.3 + 0.175 + 0.21 * 16)) < 1e-12)
      let p = Tensor([1e-12, 0.2, 0.3, 0.7, 1], dtype: .float64)
      let x = mixture.icdf(p)
      #expect(mixture.cdf(x).allclose(p, rtol: 1e-11) && x[4].item() == Double.infinity)
      let mode: Double = mixture.mode.item()
      let around = mixture.logProb([mode - 1e-5, mode, mode + 1e-5]).scalars
      #expect(abs(mode - 2) < 1e-3 && around[1] > around[0] && around[1] > around[2])
    }
    #expect(list.sample([5], generator: Generator(seed: 1)).shape == [5])
  }

  @Test("quantiles are exact in both tails, between far components, and where the scales differ by hundreds of digits")
  func quantiles() {
    let far = Mixture([0.3, 0.7], [Normal(-20, 1, dtype: .float64), Normal(20, 0.5, dtype: .float64)])
    let scales = Mixture([0.5, 0.5], [Gamma(0.01, 1, dtype: .float64), Gamma(5, 1, dtype: .float64)])
    let p = Tensor([1e-300, 1e-20, 1e-3, 0.1, 0.2999999, 0.3000001, 0.5, 0.9, 1 - 1e-9, 1 - 0x1p-50], dtype: .float64)
    for mixture in [list, batch, far] {
      let x = mixture.icdf(p)
      #expect(
        mixture.logCDF(x).allclose(p.log(), rtol: 1e-13) && mixture.logSurvival(x).allclose((1 - p).log(), rtol: 1e-13))
    }
    let x = scales.icdf(p[2...])
    #expect(scales.cdf(x).allclose(p[2...], rtol: 1e-13) && x[0].item() < 1e-250)
    #expect(scales.survival(x).allclose(1 - p[2...], rtol: 1e-12))
  }

  @Test("quantiles of what leaves a gap, and of no probability")
  func gap() {
    let mixture = Mixture([0.5, 0.5], [Uniform(0, 1, dtype: .float64), Uniform(2, 3, dtype: .float64)])
    let x = mixture.icdf(Tensor([0, 0.25, 0.5, 0.75, 1, 1.5, .nan], dtype: .float64)).scalars
    #expect(x[..<5] == [0, 0.5, 1, 2.5, 3] && x[5].isNaN && x[6].isNaN)
    let open = Mixture([0.5, 0.5], [Normal(0, 1), Uniform(-1, 1)])
    #expect(open.icdf(Tensor([0, 1])).scalars == [-Double.infinity, .infinity])
  }

  @Test("a component of no weight does not change quantiles")
  func absent() {
    let mixture = Mixture(Tensor([[0.5, 0.5], [1, 0]], dtype: .float64), Normal([0, 40], 1, dtype: .float64))
    let p = Tensor([[0.01], [0.2], [0.999]], dtype: .float64)
    #expect(mixture.icdf(p).select(1, 1).allclose(Normal(0, 1, dtype: .float64).icdf(p.squeeze(1)), rtol: 1e-12))
    #expect(
      mixture.icdf(p).select(1, 0).allclose(Mixture([1, 1], Normal([0, 40], 1, dtype: .float64)).icdf(p.squeeze(1))))
  }

  @Test("a quantile asks for few values of the distribution function")
  func evaluations() {
    let counted = Counted(base: Normal([-2, 2], [1, 0.5], dtype: .float64))
    let p = Tensor.rand(1000, dtype: .float64, generator: Generator(seed: 1))
    _ = Mixture([0.3, 0.7], counted).icdf(p)
    #expect(counted.counter.places < 9 * 1000)
  }

  @Test(
    "where the density is infinite at an end, entropies and divergences are finite", arguments: [(0.5, 0.5), (3, 0.5)])
  func infiniteDensity(a: Double, b: Double) {
    let beta = Beta(a, b, dtype: .float64), mixture = Mixture([0.5, 0.5], [beta, beta])
    #expect(mixture.entropy().allclose(beta.entropy(), atol: 1e-6))
    let uniform = Uniform(0, 1, dtype: .float64)
    #expect(klDivergence(mixture, uniform).allclose(klDivergence(beta, uniform), atol: 1e-6))
  }

  @Test("components may be of different kinds, vectors, or counts")
  func kinds() {
    let mixed = Mixture([0.5, 0.5], [Normal(0, 1), Uniform(-1, 1)])
    #expect(abs(mixed.pdf(0.5).item() - (exp(-0.125) / sqrt(2 * .pi) + 0.5) / 2) < 1e-6)
    #expect("\(mixed.support)" == "ℝ")
    let counts = Mixture([0.5, 0.5], [Poisson(2), Geometric(0.5)])
    #expect(abs(counts.pmf(1).item() - (2 * exp(-2.0) + 0.5) / 2) < 1e-6 && counts.pmf(0.5).item() == 0)
    #expect(counts.icdf(0.5).item() == 2.0 && counts.mode.item() == 1.0)
    let vectors = Mixture([0.5, 0.5], MultivariateNormal([[0, 0], [3, 3]], covariance: [[1, 0], [0, 1]]))
    #expect(
      vectors.sample([4, 2], generator: Generator(seed: 1)).shape == [4, 2, 2]
        && vectors.logProb(Tensor.zeros(7, 2)).shape == [7])
    #expect(vectors.mean.allclose(Tensor([1.5, 1.5])) && vectors.variance.allclose(Tensor([3.25, 3.25])))
  }

  @Test("a batch of mixtures")
  func batches() {
    let mixture = Mixture(Tensor([[0.5, 0.5], [0.1, 0.9], [1, 0]]), Normal([0, 4], 1))
    #expect(
      mixture.batchShape == [3] && mixture.sample([6]).shape == [6, 3]
        && mixture.logProb(Tensor.zeros(2, 3)).shape == [2, 3])
    #expect(mixture.mean.allclose(Tensor([2, 3.6, 0])) && mixture.mode.allclose(Tensor([0, 4, 0]), atol: 0.02))
    #expect(abs(mixture.logProb(1)[2].item() - Normal(0, 1).logProb(1).item()) < 1e-6)
  }

  @Test("weights and components learn by the likelihood")
  func gradients() {
    expectGradients(at: [Tensor([0.3, 0.7]), Tensor([-1, 2]), Tensor([0.5, 1, 3])], order: 1) {
      Mixture($0[0], Normal($0[1], [1, 0.5])).logProb($0[2])
    }
  }
}
