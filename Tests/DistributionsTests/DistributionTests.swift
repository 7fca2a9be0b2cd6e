import Distributions
import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct DistributionTests {
  @Test("parameters broadcast, and results have the batch's shape behind the samples'")
  func shapes() {
    let normal = Normal(Tensor.zeros(3, 1), Tensor.ones(4))
    #expect(normal.batchShape == [3, 4] && normal.eventShape == [] && normal.mean.shape == [3, 4])
    #expect(normal.sample().shape == [3, 4] && normal.sample([2, 5]).shape == [2, 5, 3, 4])
    #expect(normal.logProb(0.5).shape == [3, 4] && normal.cdf(Tensor.zeros(7, 1, 1)).shape == [7, 3, 4])
    #expect(normal.entropy().shape == [3, 4] && normal.icdf(Tensor([0.1, 0.2, 0.3, 0.4])).shape == [3, 4])
    #expect(Categorical(Tensor.ones(2, 3, 5)).sample([7]).shape == [7, 2, 3])
    #expect(Uniform(0, [1, 2]).logProb(0.5).scalars == [0, Double(-logf(2))])
    #expect(Binomial([1, 2, 3], 0.5).icdf(1).scalars == [1, 2, 3])
    #expect(
      Hypergeometric(population: [20, 10], successes: 7, draws: 5).support.contains(Tensor([0, 1])).scalars == [1, 0])
  }

  @Test("results have the tensors' type, or x's where parameters are plain numbers")
  func types() {
    let x = Tensor(0.5, dtype: .float64)
    #expect(Normal(0, 1).dtype == .float32 && Normal(0, 1).sample().dtype == .float32)
    #expect(Normal(Tensor([0], dtype: .float64), 1).dtype == .float64 && Normal(Tensor([0]), 1).dtype == .float32)
    #expect(Normal(0.1, 1).logProb(x).dtype == .float64 && Normal(0.1, 1).logProb(0.5).dtype == .float32)
    #expect(Gamma(Tensor([0.3], dtype: .float64), 1).logProb(Tensor([0.5])).dtype == .float64)
    #expect(
      Normal(0, 1, dtype: .float64).sample().dtype == .float64
        && Binomial(3, 0.5).pmf(Tensor([1], dtype: .int64)).dtype == .float32)
    // Numbers stay exact: not as 0.1 in single precision.
    #expect(Normal(0.1, 1).cdf(Tensor(0.1, dtype: .float64)).item() == 0.5)
  }

  private var all: [any UnivariateDistribution] {
    [
      Bernoulli(0.3), Binomial(10, 0.3), Poisson(4), Geometric(0.25),
      Hypergeometric(population: 20, successes: 7, draws: 12),
      Categorical([0.2, 0.5, 0.3]), Uniform(0, 1), Normal(0, 1), Exponential(1.5), LogNormal(0, 1), Beta(2, 5),
      Gamma(2, 1),
      StudentT(3), Laplace(0, 1),
    ]
  }

  @Test("outside the support there is no mass, and NaN stays NaN")
  func outside() {
    for d in all {
      let nan = Double.nan
      for y in [d.logProb(nan), d.cdf(nan), d.survival(nan), d.logCDF(nan), d.logSurvival(nan), d.icdf(nan)] {
        #expect((y.item() as Double).isNaN, "\(d)")
      }
      #expect(
        d.logProb(-Double.infinity).item() == -Double.infinity && d.logProb(Double.infinity).item() == -Double.infinity)
      #expect(d.cdf(-Double.infinity).item() == 0.0 && d.cdf(Double.infinity).item() == 1.0, "\(d)")
      #expect(d.survival(-Double.infinity).item() == 1.0 && d.survival(Double.infinity).item() == 0.0, "\(d)")
      #expect(
        d.logCDF(-Double.infinity).item() == -Double.infinity
          && d.logSurvival(Double.infinity).item() == -Double.infinity)
      #expect((d.icdf(-0.1).item() as Double).isNaN && (d.icdf(1.1).item() as Double).isNaN, "\(d)")
      #expect(d.support.contains(d.mode.item()), "\(d)")
      if "\(d.support)" != "ℝ" { #expect(d.logProb(-3).item() == -Double.infinity && d.cdf(-3).item() == 0.0, "\(d)") }
      if d is any DiscreteDistribution {
        #expect(d.logProb(1.5).item() == -Double.infinity && d.cdf(1.5).item() == d.cdf(1).item() as Double, "\(d)")
      }
    }
  }

  @Test("the ends of quantiles are the ends of the support")
  func ends() {
    for d in all where !(d is any DiscreteDistribution) {
      let text = "\(d.support)"
      #expect(d.icdf(0).item() == (text == "ℝ" ? -Double.infinity : 0), "\(d)")
      #expect(d.icdf(1).item() == (text.hasSuffix("1]") ? 1 : Double.infinity), "\(d)")
    }
    #expect(Poisson(4).icdf(1).item() == Double.infinity && Poisson(4).icdf(0).item() == 0.0)
    #expect(Geometric(0.25).icdf(0).item() == 1.0 && Binomial(10, 0.3).icdf(1).item() == 10.0)
  }

  @Test("limits: certain trials, none at all, nothing to draw")
  func limits() {
    #expect(Bernoulli(0).pmf([0, 1]).scalars == [1, 0] && Bernoulli(1).pmf([0, 1]).scalars == [0, 1])
    #expect(Bernoulli(1).entropy().item() == 0.0 && Bernoulli(0).logProb(1).item() == -Double.infinity)
    let none = Binomial(0, 0.3)
    #expect(
      none.pmf([0, 1]).scalars == [1, 0] && none.cdf(0).item() == 1.0 && none.entropy().item() == 0.0
        && none.icdf(0.5).item() == 0.0)
    for (p, k) in [(0.0, 0.0), (1, 5)] {
      let certain = Binomial(5, p)
      #expect(certain.pmf(k).item() == 1.0 && certain.cdf(k).item() == 1.0 && certain.survival(k).item() == 0.0)
      #expect(certain.entropy().item() == 0.0 && certain.mode.item() == k && certain.icdf(0.5).item() == k)
    }
    #expect(
      Poisson(0).pmf([0, 1]).scalars == [1, 0] && Poisson(0).cdf(0).item() == 1.0 && Poisson(0).mode.item() == 0.0)
    #expect(Geometric(1).pmf([1, 2]).scalars == [1, 0] && Geometric(1).entropy().item() == 0.0)
    let empty = Hypergeometric(population: 0, successes: 0, draws: 0)
    #expect(
      empty.pmf(0).item() == 1.0 && empty.mean.item() == 0.0 && empty.variance.item() == 0.0 && empty.mode.item() == 0.0
    )
    #expect(Hypergeometric(population: 5, successes: 5, draws: 3).pmf(3).item() == 1.0)
    #expect(Bernoulli(logits: 800).logProb(0).item() == -800.0 && Bernoulli(logits: -800).logProb(0).item() == 0.0)
    #expect(Categorical(logits: [0, -Double.infinity]).pmf([0, 1]).scalars == [1, 0])
    #expect(Categorical(logits: [0, -Double.infinity]).entropy().item() == 0.0)
    #expect(
      (Beta(0.5, 0.5).pdf(0).item() as Double) == .infinity && Gamma(1, 2).pdf(0).item() == 2.0
        && Gamma(2, 2).pdf(0).item() == 0.0)
  }

  @Test("modes")
  func modes() {
    #expect(
      Binomial(10, 0.3).mode.item() == 3.0 && Binomial(9, 0.5).mode.item() == 4.0 && Poisson(4).mode.item() == 3.0
        && Poisson(4.5).mode.item() == 4.0)
    #expect(
      Hypergeometric(population: 20, successes: 7, draws: 12).mode.item() == 4.0
        && Categorical([0.2, 0.5, 0.3]).mode.item() == 1.0)
    #expect(
      abs(Beta(2, 5).mode.item() - 0.2) < 1e-7 && Beta(1, 1).mode.item() == 0.5 && Beta(1, 3).mode.item() == 0.0
        && Beta(3, 1).mode.item() == 1.0)
    #expect(
      Gamma(2, 0.5).mode.item() == 2.0 && Gamma(0.5, 1).mode.item() == 0.0
        && abs(LogNormal(0, 1).mode.item() - exp(-1)) < 1e-7)
  }

  @Test("entropies of wide distributions do not cancel, and their sums stay short")
  func wide() {
    func close(_ x: Tensor, _ wanted: Double) -> Bool { abs(x.item() - wanted) < 1e-9 }
    // ½ ln(2πe σ²) and the first terms of the expansions
    let normal = 0.5 * log(2 * .pi * M_E)
    #expect(close(Poisson(1e10, dtype: .float64).entropy(), normal + 0.5 * log(1e10)))
    #expect(close(Binomial(4_000_000_000, 0.5, dtype: .float64).entropy(), normal + 0.5 * log(1e9)))
    #expect(close(Gamma(1e8, 1, dtype: .float64).entropy(), normal + 0.5 * log(1e8) - 1 / 3e8))
    #expect(close(StudentT(1e9, dtype: .float64).entropy(), normal + 1e-9))
    // stats.gamma(1000.0001).entropy() from both sides of where the formula changes
    #expect(
      close(Gamma(1000.0001, 1, dtype: .float64).entropy() - Gamma(1000, 1, dtype: .float64).entropy(), 0.5 * 1e-7))
    #expect(
      close(StudentT(500, dtype: .float64).entropy() - StudentT(500.0001, dtype: .float64).entropy(), 1e-4 / 250_000))
  }

  @Test("quantiles of numbers beyond the whole ones of a double are found")
  func enormous() {
    // ln 2 / p; λ
    #expect(abs(Geometric(1e-300, dtype: .float64).icdf(0.5).item() / (log(2) * 1e300) - 1) < 1e-14)
    #expect(abs(Poisson(1e17, dtype: .float64).icdf(0.5).item() / 1e17 - 1) < 1e-9)
    #expect(Binomial(1e12, 0.5, dtype: .float64).icdf(0.5).item() == 5e11)
  }

  @Test("ln p is differentiable in the parameters and, of densities, in x")
  func gradients() {
    let x = Tensor([0.3, 0.6, 0.8]), k = Tensor([0, 1, 1]), a = Tensor([0.7, 1.3, 2.4]), b = Tensor([1.9, 0.6, 1.1])
    expectGradients(at: [x, a, b], order: 1) { Normal($0[1], $0[2]).logProb($0[0]) }
    expectGradients(at: [x, a, b], order: 1) { LogNormal($0[1], $0[2]).logProb($0[0]) }
    expectGradients(at: [x, a, b], order: 1) { Laplace($0[1], $0[2]).logProb($0[0]) }
    expectGradients(at: [x, a, b], order: 1) { Gamma($0[1], $0[2]).logProb($0[0]) }
    expectGradients(at: [x, a, b], order: 1) { Beta($0[1], $0[2]).logProb($0[0]) }
    expectGradients(at: [x, a, b], order: 1) { StudentT($0[1], $0[0] * 2, $0[2]).logProb($0[0]) }
    expectGradients(at: [x, a], order: 1) { Exponential($0[1]).logProb($0[0]) }
    expectGradients(at: [x, a], order: 1) { Uniform(-$0[1], $0[1] + 1).logProb($0[0]) }
    expectGradients(at: [x], order: 1) { Bernoulli($0[0]).logProb(k) }
    expectGradients(at: [a], order: 1) { Bernoulli(logits: $0[0]).logProb(k) }
    expectGradients(at: [x], order: 1) { Binomial(3, $0[0]).logProb(k) }
    expectGradients(at: [a], order: 1) { Poisson($0[0]).logProb(k) }
    expectGradients(at: [x], order: 1) { Geometric($0[0]).logProb(k + 1) }
    expectGradients(at: [a], order: 1) { Categorical($0[0]).logProb(k) }
    expectGradients(at: [a], order: 1) { Categorical(logits: $0[0]).logProb(k) }
  }

  @Test("distribution functions are differentiable in x, in the tails too")
  func slopes() {
    let x = Tensor([-1.7, -0.2, 0.3, 2.5]), p = Tensor([0.1, 0.4, 0.8])
    let shared: [any UnivariateDistribution] = [Normal(0.5, 2), Laplace(0.1, 1), StudentT(3), Uniform(-2, 3)]
    for d in shared {
      expectGradients(at: [x], order: 1) { d.cdf($0[0]) }
      expectGradients(at: [x], order: 1) { d.survival($0[0]) }
      expectGradients(at: [x], order: 1) { d.logCDF($0[0]) }
      expectGradients(at: [x], order: 1) { d.logSurvival($0[0]) }
      expectGradients(at: [p], order: 1) { d.icdf($0[0]) }
    }
    let positive: [any UnivariateDistribution] = [Exponential(1.5), LogNormal(0, 1), Beta(2, 5), Gamma(2, 1)]
    for d in positive {
      expectGradients(at: [p], order: 1) { d.cdf($0[0]) }
      expectGradients(at: [p], order: 1) { d.logSurvival($0[0]) }
      expectGradients(at: [p], order: 1) { d.logCDF($0[0]) }
      expectGradients(at: [p], order: 1) { d.icdf($0[0]) }
    }
    expectGradients(at: [Tensor([0.0])], order: 1) { StudentT(3).cdf($0[0]) }
    // Outside, where nothing changes, no NaN.
    let outside = Tensor([-1, 0.5, 2], dtype: .float64, requiresGrad: true)
    let slope = grad(Beta(2, 5).cdf(outside).sum(), outside)[0]
    #expect(slope[0].item() == 0.0 && slope[2].item() == 0.0 && slope[1].item() > 0)
    let rate = Tensor(2, dtype: .float64, requiresGrad: true)
    let missed = Exponential(rate).logProb(Tensor([-1, 1], dtype: .float64))
    #expect(grad(missed[1], rate)[0].item() == -0.5)
  }

  @Test("a distribution can be differentiated again after backward")
  func again() {
    let loc = Tensor([1], requiresGrad: true)
    let normal = Normal(loc, 2)
    for count in 1...3 {
      normal.logProb(Tensor([3])).sum().backward()
      #expect(loc.grad!.item() == 0.5 * Double(count))
    }
  }

  @Test("what is not 1 minus the distribution function is given by survival")
  func survival() {
    #expect(abs(Normal(0, 1, dtype: .float64).survival(10).item() / 7.619853024160527e-24 - 1) < 1e-12)
    #expect(abs(Poisson(1000, dtype: .float64).logCDF(5).item() + 970.243707846241) < 1e-11)
  }

  @Test("descriptions name the parameters, supports their values")
  func descriptions() {
    #expect("\(Normal(0, 1))" == "Normal(loc: 0, scale: 1)" && "\(Bernoulli(logits: 0.3))" == "Bernoulli(logits: 0.3)")
    #expect("\(Normal([0, 2], 0.5))" == "Normal(loc: [0, 2], scale: 0.5)")
    #expect("\(Normal(Tensor([0.1, 0.25]), 1))" == "Normal(loc: [0.1, 0.25], scale: 1)")
    #expect("\(Normal(Tensor.zeros(100), 1))" == "Normal(loc: a tensor of shape [100], scale: 1)")
    #expect(
      "\(Hypergeometric(population: 20, successes: 7, draws: 12))"
        == "Hypergeometric(population: 20, successes: 7, draws: 12)")
    #expect(
      "\(Mixture([0.3, 0.7], [Normal(-2, 1), Normal(2, 1)]))"
        == "Mixture(weights: [0.3, 0.7], components: [Normal(loc: -2, scale: 1), Normal(loc: 2, scale: 1)])")
    let supports = [
      "\(Normal(0, 1).support)", "\(Exponential(1).support)", "\(LogNormal(0, 1).support)", "\(Beta(1, 1).support)",
      "\(Poisson(1).support)",
      "\(Geometric(0.5).support)", "\(Binomial(10, 0.5).support)", "\(Bernoulli(0.5).support)",
      "\(Uniform(-1, 2.5).support)",
    ]
    #expect(
      supports == ["ℝ", "[0, ∞)", "(0, ∞)", "[0, 1]", "{0, 1, …}", "{1, 2, …}", "{0, 1, …, 10}", "{0, 1}", "[-1, 2.5]"])
  }
}
