import Distributions
import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct KLDivergenceTests {
  /// p, q, KL(p ‖ q), in two precisions' arguments.
  private var pairs: [(any UnivariateDistribution, any UnivariateDistribution, Double)] {
    // scipy.integrate.quad(lambda x: p.pdf(x) * (p.logpdf(x) - q.logpdf(x)), a, b, epsabs=1e-13), over pieces
    // np.sum(p.pmf(k) * (p.logpmf(k) - q.logpmf(k)))
    let families: [(any UnivariateDistribution, any UnivariateDistribution, Double)] = [
      (Normal(1, 2), Normal(-0.5, 0.7), 4.827728895909488),
      (LogNormal(0.5, 0.4), LogNormal(0, 1), 0.621290731874155),
      (Uniform(0.25, 0.5), Uniform(0, 2), 2.0794415416798357),
      (Exponential(1.5), Exponential(0.4), 0.5884225066489862),
      (Laplace(0, 1), Laplace(1.5, 2), 0.55471226063416),
      (Gamma(2, 1), Gamma(3.5, 0.5), 1.9928122316591825),
      (Beta(2, 5), Beta(3, 1.5), 1.6864924204110796),
      (Bernoulli(0.3), Bernoulli(0.6), 0.18378689738681225),
      (Binomial(10, 0.3), Binomial(10, 0.5), 0.8228287850505173),
      (Poisson(4), Poisson(2.5), 0.38001451698294153),
      (Geometric(0.25), Geometric(0.4), 0.19942702469689388),
    ]
    let densities: [(any UnivariateDistribution, any UnivariateDistribution, Double)] = [
      (Uniform(0.25, 0.75), Normal(0, 1), 1.7475023804312848),
      (Uniform(0.25, 0.75), Exponential(2), 0.9999999999999998),
      (Uniform(0.25, 0.75), Gamma(2, 3), 0.734298531341452),
      (Uniform(0.25, 0.75), Beta(2, 5), 0.9838294394864203),
      (Exponential(1.5), Gamma(2, 1), 1.054812547784528),
      (Exponential(1.5), Normal(0, 1), 0.7688480857572815),
      (Gamma(2, 1), Exponential(0.5), 0.11593151565841245),
      (Gamma(2, 1), Normal(1, 2), 0.40987004886308515),
      (Beta(2, 5), Normal(0, 1), 1.45704067677159),
      (Beta(2, 5), Exponential(2), 0.362812105864115),
      (Beta(2, 5), Gamma(2, 3), 0.5944489948021264),
      (Beta(2, 5), Uniform(-1, 2), 1.5831430036635985),
      (Normal(1, 2), Laplace(0, 1), 0.37224769640055155),
      (Laplace(0, 1), Normal(1, 2), 0.2939385332046726),
      (StudentT(5, 0, 1), StudentT(3, 1, 2), 0.4098899750627234),
      (Normal(0, 1), StudentT(3, 1, 2), 0.5577729127215444),
      (LogNormal(0, 1), Gamma(2, 1), 0.22978273749545555),
    ]
    let masses: [(any UnivariateDistribution, any UnivariateDistribution, Double)] = [
      (Binomial(8, 0.3), Binomial(10, 0.5), 1.4226273027943088),
      (Binomial(10, 0.3), Poisson(3), 0.029497175576528933),
      (Bernoulli(0.3), Poisson(0.5), 0.0970798521130901),
      (Hypergeometric(population: 20, successes: 7, draws: 12), Binomial(12, 0.35), 0.15257681691273972),
      (Geometric(0.25), Poisson(4), 0.4681660436249194),
    ]
    return families + densities + masses
  }

  private func divergence(_ p: some Distribution, _ q: some Distribution) -> Double { klDivergence(p, q).item() }
  private func cross(_ p: some Distribution, _ q: some Distribution) -> Double { crossEntropy(p, q).item() }

  @Test("divergences are what the integral or the sum gives")
  func values() {
    for (p, q, wanted) in pairs {
      let got = divergence(p, q)
      #expect(abs(got - wanted) < 3e-7 * max(1, wanted), "\(p) ‖ \(q): \(got), not \(wanted)")
      let surprise = cross(p, q), entropy: Double = p.entropy().item()
      #expect(abs(surprise - entropy - wanted) < 2e-6 * max(1, abs(surprise)), "\(p), \(q): \(surprise)")
    }
  }

  @Test("samples estimate what the closed forms give")
  func estimates() {
    for (p, q, wanted) in pairs.prefix(11) {
      func estimate(_ p: some Distribution, _ q: some Distribution) -> Double {
        klDivergence(p, q, samples: 40_000, generator: Generator(seed: 3)).item()
      }
      #expect(abs(estimate(p, q) - wanted) < 0.05 * max(1, wanted), "\(p) ‖ \(q)")
    }
  }

  @Test("of a distribution with itself it is 0")
  func zero() {
    for (p, q, _) in pairs { for d in [p, q] { #expect(abs(divergence(d, d)) < 1e-7, "\(d)") } }
    let normal = MultivariateNormal([1, 2], covariance: [[2, 1], [1, 3]])
    #expect(abs(divergence(normal, normal)) < 1e-6)
  }

  @Test("it is infinite where p has mass where q has none")
  func infinite() {
    #expect(divergence(Uniform(0, 2), Uniform(0, 1)) == .infinity)
    #expect(divergence(Normal(0, 1), Exponential(1)) == .infinity)
    #expect(divergence(Exponential(1), Uniform(0, 100)) == .infinity)
    #expect(divergence(Gamma(2, 1), Beta(2, 2)) == .infinity)
    #expect(divergence(StudentT(3), Gamma(1, 1)) == .infinity)
    #expect(divergence(StudentT(1.5), Normal(0, 1)) == .infinity && divergence(StudentT(1), Normal(3, 1)) == .infinity)
    #expect(divergence(Poisson(1e-12), Bernoulli(0.5)) == .infinity)
    #expect(divergence(Binomial(10, 0.5), Binomial(9, 0.5)) == .infinity)
    #expect(
      divergence(Bernoulli(0.5), Bernoulli(1)) == .infinity
        && divergence(Bernoulli(1), Bernoulli(0.5)) == 0.6931471824645996)
    #expect(divergence(Poisson(1), Poisson(0)) == .infinity && divergence(Poisson(0), Poisson(1)) == 1)
    #expect(divergence(Poisson(1), Normal(0, 1)) == .infinity && divergence(Normal(0, 1), Poisson(1)) == .infinity)
    #expect(divergence(Categorical([0.5, 0.5, 0]), Categorical([0.5, 0, 0.5])) == .infinity)
    #expect(divergence(Categorical([0.5, 0.5, 0]), Categorical([0.25, 0.75, 0])) < 0.2)
  }

  @Test("vectors have the closed form, and batches broadcast")
  func shapes() {
    // torch.distributions.kl_divergence: ½ (tr(Σq⁻¹Σp) + dᵀΣq⁻¹d − 2 + ln |Σq|/|Σp|), by hand: Σq = I, Σp = [[2, 1],
    // [1, 3]], d = (1, 1)
    let p = MultivariateNormal([1, 1], covariance: [[2, 1], [1, 3]], dtype: .float64)
    let q = MultivariateNormal([0, 0], scaleTril: [[1, 0], [0, 1]], dtype: .float64)
    #expect(abs(divergence(p, q) - (5 + 2 - 2 - log(5.0)) / 2) < 1e-12)
    let batch = klDivergence(Normal([[0], [1]], 1), Normal([0, 1, 2], 2))
    #expect(batch.shape == [2, 3] && abs(batch[1, 1].item() - divergence(Normal(1, 1), Normal(1, 2))) < 1e-6)
    let summed = klDivergence(Poisson([[1], [4]]), Binomial([60, 80], 0.1), samples: nil)
    #expect(summed.shape == [2, 2])
    let quadrature = klDivergence(StudentT(3, [[0], [1]]), Laplace([0, 1, 2], 2))
    #expect(quadrature.shape == [2, 3])
    #expect(abs(quadrature[1, 2].item() - divergence(StudentT(3, 1), Laplace(2, 2))) < 1e-6)
  }

  @Test("gradients agree with finite differences, in closed form, by summation and by quadrature")
  func gradients() {
    let x = Tensor([0.7, 1.3, 0.4, 2.1])
    expectGradients(at: [x], order: 1) { klDivergence(Normal($0[0][0], $0[0][1]), Normal($0[0][2], $0[0][3])) }
    expectGradients(at: [x], order: 1) { klDivergence(Gamma($0[0][0], $0[0][1]), Gamma($0[0][2], $0[0][3])) }
    expectGradients(at: [x], order: 1) { klDivergence(Beta($0[0][0], $0[0][1]), Beta($0[0][2], $0[0][3])) }
    expectGradients(at: [x], order: 1) { klDivergence(Laplace($0[0][0], $0[0][1]), Laplace($0[0][2], $0[0][3])) }
    expectGradients(at: [x], order: 1) { klDivergence(Gamma($0[0][0], $0[0][1]), Normal($0[0][2], $0[0][3])) }
    expectGradients(at: [x], order: 1) { klDivergence(Bernoulli(logits: $0[0][0]), Bernoulli(logits: $0[0][2])) }
    expectGradients(at: [x], order: 1) {
      klDivergence(Categorical(logits: $0[0]), Categorical(logits: $0[0].flip(0) * 2))
    }
    expectGradients(at: [x], order: 1) { klDivergence(Binomial(10, $0[0][0]), Poisson($0[0][1] * 3)) }
    expectGradients(at: [x], order: 1, tolerance: 1e-5) {
      klDivergence(Normal($0[0][0], $0[0][1]), StudentT($0[0][3] + 1, $0[0][2], $0[0][3]))
    }
    expectGradients(at: [Tensor([[1, 0], [0.5, 2]])], order: 1) {
      klDivergence(
        MultivariateNormal([0, 0], scaleTril: $0[0].tril()),
        MultivariateNormal([1, 1], covariance: [[2, 1], [1, 3]]))
    }
  }
}
