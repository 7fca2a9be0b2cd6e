import Distributions
import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct SampleTests {
  private static var densities: [any UnivariateDistribution & ContinuousDistribution] {
    [
      Normal(0, 1), Normal(1, 2), Uniform(-1, 3), Exponential(1), Exponential(1.5), LogNormal(0.2, 0.7), Laplace(0, 1),
      Laplace(2, 0.5),
      Gamma(0.3, 2), Gamma(1, 1), Gamma(7.5, 0.5), Beta(2, 5), Beta(0.5, 0.5), Beta(0.1, 3), StudentT(3),
      StudentT(1, 2, 0.5),
      Mixture([0.3, 0.7], [Normal(-2, 1), Normal(2, 0.5)]), Mixture([0.5, 0.5], [Normal(0, 1), Uniform(-1, 1)]),
    ]
  }

  private static var masses: [any DiscreteDistribution] {
    [
      Bernoulli(0.3), Bernoulli(logits: -1), Binomial(10, 0.3), Binomial(1000, 0.4), Binomial(5, 0.97), Poisson(0.5),
      Poisson(4), Poisson(60),
      Geometric(0.25), Geometric(0.9), Hypergeometric(population: 20, successes: 7, draws: 12),
      Hypergeometric(population: 5000, successes: 2000, draws: 300), Categorical([0.2, 0, 0.5, 0.3]),
      Categorical(logits: [0, 1, 2]),
      Mixture([0.5, 0.5], [Poisson(2), Geometric(0.5)]),
    ]
  }

  /// √n · the greatest distance from the distribution function: above 1.95 once in a thousand times (Kolmogorov).
  @Test("samples of densities follow the distribution function")
  func densities() {
    let generator = Generator(seed: 11), n = 20_000
    for d in Self.densities {
      let x = d.sample([n], generator: generator)
      #expect(x.shape == [n] && x.dtype == .float32 && d.support.contains(x).all(), "\(d)")
      let u = d.cdf(x.to(.float64)).sort().values
      let steps = Tensor.arange(n, dtype: .float64) / Double(n)
      let distance = max((u - steps).abs().max().item() as Double, (steps + 1 / Double(n) - u).abs().max().item())
      #expect(distance * sqrt(Double(n)) < 1.95, "\(d): \(distance)")
    }
  }

  /// χ² over the values that are expected five times or more, the others together: its standard deviation is √(2 ·
  /// cells).
  @Test("samples of masses are as often as they are likely")
  func masses() {
    let generator = Generator(seed: 12), n = 20_000
    for d in Self.masses {
      let x = d.sample([n], generator: generator)
      #expect(x.shape == [n] && d.support.contains(x).all(), "\(d)")
      let counts = x.long().bincount().to(.float64)
      let expected = d.pmf(Tensor.arange(counts.shape[0], dtype: .float64)) * Double(n)
      let isCell = expected >= 5
      let deviation = Tensor.where(isCell, (counts - expected).square() / expected, 0).sum().item() as Double
      let rest = Tensor.where(isCell, 0, counts).sum().item() as Double
      let restExpected = Double(n) - (Tensor.where(isCell, expected, 0).sum().item() as Double)
      let cells = Double(isCell.sum().item() as Double)
      let all = deviation + (rest - restExpected) * (rest - restExpected) / max(restExpected, 1)
      #expect(all < cells + 4 * sqrt(2 * cells) + 8, "\(d): χ² is \(all) with \(cells) cells")
    }
  }

  @Test("the members of a batch are drawn by their own parameters, and independently")
  func batches() {
    let generator = Generator(seed: 13)
    let gamma = Gamma([1, 4], [[1], [2], [4]])
    #expect(gamma.sample([40_000], generator: generator).mean(0).allclose(gamma.mean, rtol: 0.04))
    let binomial = Binomial([[5], [50]], [0.2, 0.9])
    #expect(binomial.sample([40_000], generator: generator).mean(0).allclose(binomial.mean, rtol: 0.03))
    let categorical = Categorical([[1, 0, 0], [0, 0, 1]])
    let classes = categorical.sample([3], generator: generator)
    #expect(classes.dtype == .int64 && classes.scalars == [0, 2, 0, 2, 0, 2])
    let mixture = Mixture([[0.5, 0.5], [0.5, 0.5]], Normal([0, 0], [1, 1])).sample([1000], generator: generator)
    #expect(abs((mixture.select(1, 0) * mixture.select(1, 1)).mean().item()) < 0.15)
    #expect(Normal(0, 1).sample([0, 3]).shape == [0, 3] && Poisson(Tensor.zeros(0)).sample([2]).shape == [2, 0])
  }

  @Test("samples depend on the seed alone")
  func seeds() {
    for d in Self.densities as [any Distribution] + Self.masses {
      let first = d.sample([5], generator: Generator(seed: 3)), second = d.sample([5], generator: Generator(seed: 3))
      #expect(first.equal(second) && !first.requiresGrad, "\(d)")
    }
  }

  @Test("what noise is moved and scaled to has the gradients of finite differences")
  func pathwise() {
    let a = Tensor([0.7, 1.3, 2.4]), b = Tensor([1.9, 0.6, 1.1])
    func seeded() -> Generator { Generator(seed: 21) }
    expectGradients(at: [a, b], order: 1) { Normal($0[0], $0[1]).rsample([2], generator: seeded()).square() }
    expectGradients(at: [a, b], order: 1) { LogNormal($0[0], $0[1]).rsample([2], generator: seeded()) }
    expectGradients(at: [a, b], order: 1) { Laplace($0[0], $0[1]).rsample([2], generator: seeded()).square() }
    expectGradients(at: [a, b], order: 1) { Uniform($0[0], $0[0] + $0[1]).rsample([2], generator: seeded()).square() }
    expectGradients(at: [a], order: 1) { Exponential($0[0]).rsample([2], generator: seeded()).square() }
    expectGradients(at: [b], order: 1) { Gamma(2, $0[0]).rsample([2], generator: seeded()).square() }
    expectGradients(at: [a, b], order: 1) { StudentT(3, $0[0], $0[1]).rsample([2], generator: seeded()) }
  }

  /// dx/dα = −∂F(x; α)/∂α / p(x): the sample at a fixed probability.
  @Test("gamma samples have the gradients of the quantile at their probability")
  func implicit() {
    for alpha in [0.3, 1, 4.5, 40] {
      let theta = Tensor(alpha, dtype: .float64, requiresGrad: true)
      let x = Gamma(theta, 1).rsample([8], generator: Generator(seed: 5)), fixed = x.detach()
      let step = 1e-5
      let up = Gamma(alpha + step, 1).cdf(fixed), down = Gamma(alpha - step, 1).cdf(fixed)
      let wanted = -(up - down) / (2 * step) / Gamma(alpha, 1).pdf(fixed)
      for i in 0..<8 {
        let slope: Double = grad(x[i], theta, retainGraph: true)[0].item(), expected: Double = wanted[i].item()
        #expect(abs(slope - expected) < 1e-5 * max(1, abs(expected)), "\(alpha): \(slope), not \(expected)")
      }
    }
  }

  /// What is made of several samples moves differently from the quantile, but as much in the mean.
  @Test("beta and Student samples have the right gradients in the mean")
  func expected() {
    func check(
      _ parameter: Double, _ f: (Tensor) -> Tensor,
      _ make: (Tensor) -> any ReparameterizedDistribution & UnivariateDistribution
    ) {
      let theta = Tensor(parameter, dtype: .float64, requiresGrad: true)
      let values = f(make(theta).rsample([20_000], generator: Generator(seed: 6)))
      let slope: Double = grad(values.mean(), theta)[0].item()
      let u = (Tensor.arange(4_000, dtype: .float64) + 0.5) / 4_000
      func mean(_ value: Double) -> Double { f(make(Tensor(value, dtype: .float64)).icdf(u)).mean().item() }
      let wanted = (mean(parameter + 1e-4) - mean(parameter - 1e-4)) / 2e-4
      #expect(abs(slope - wanted) < 0.03 * abs(wanted) + 5e-4, "\(make(theta)): \(slope), not \(wanted)")
    }
    for alpha in [0.4, 3.5] {
      check(alpha, { $0.square() }, { Beta($0, 2) })
      check(alpha, { $0.square() }, { Beta(1.5, $0) })
    }
    check(3, { $0.square().log1p() }, { StudentT($0) })
  }

  @Test("a number of draws may be given as a number")
  func counts() {
    let shape = Normal([0, 1, 2], 1).sample(5, 4).shape
    #expect(shape == [5, 4, 3] && Poisson(3).sample(7).shape == [7])
    let plane = MultivariateNormal([0, 0], covariance: Tensor.eye(2))
    #expect(plane.rsample(6).shape == [6, 2])
    #expect(
      Normal(0, 1).sample(3, generator: Generator(seed: 1)).equal(
        Normal(0, 1).sample([3], generator: Generator(seed: 1))))
  }
}
