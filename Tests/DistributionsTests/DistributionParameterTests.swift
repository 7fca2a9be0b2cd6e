import Distributions
import Tensors
import Testing

@Suite("Numbers, lists and tensors that distributions are given")
struct DistributionParameterTests {
  @Test("a fraction of two whole numbers that is written for a parameter is no whole number")
  func fractions() {
    #expect(Bernoulli(1 / 2).probs.item() == 0.5)
    #expect(Geometric(1 / 4).probs.item() == 0.25)
    #expect(Poisson(3 / 2).rate.item() == 1.5)
    #expect(Binomial(10, 1 / 4).probs.item() == 0.25)
    #expect(Exponential(1 / 8).rate.item() == 0.125)
    #expect(Normal(-1 / 2, 1 / 4).loc.item() == -0.5)
    #expect(Beta(1 / 2, 1 + 3).concentration1.item() == 0.5)
  }

  @Test("and in a list of them, however long")
  func lists() {
    let dice = Categorical([1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6, 1 / 6])
    #expect(dice.probs.allclose(Tensor.full([6], 1.0 / 6)))
    let mixture = Mixture([1 / 4, 1 / 4, 1 / 2], Normal([-1, 0, 1 / 2], 1))
    #expect(mixture.weights.probs.scalars == [0.25, 0.25, 0.5])
    #expect(mixture.mean.item() == 0)
  }

  @Test("a function is asked at a fraction, not at its whole part")
  func functions() {
    #expect(Uniform(0, 1).cdf(1 / 4).item() == 0.25)
    #expect(Uniform(0, 1).survival(1 / 4).item() == 0.75)
    #expect(Uniform(0, 1).icdf(3 / 4).item() == 0.75)
    #expect(Uniform(0, 2).pdf(5 / 2).item() == 0)
    #expect(Uniform(0, 2).logProb(5 / 2).item() == -Double.infinity)
    #expect(Bernoulli(0.25).pmf(1 / 2).item() == 0)
    #expect(Exponential(1).logSurvival(1 / 2).item() == -0.5)
    #expect(Exponential(1).logCDF(0).item() == -Double.infinity)
  }

  @Test("counts, places and data may be variables that hold whole numbers, or numbers in single precision")
  func variables() {
    let three = 3, half: Float = 0.5, counts = [1, 2, 3]
    #expect(Binomial(three, 1 / 2).totalCount.item() == 3)
    #expect(Hypergeometric(population: 20, successes: three, draws: three).mean.allclose(Tensor(0.45)))
    #expect(Poisson(2).pmf(three).item() == Poisson(2).pmf(3).item())
    #expect(Poisson(2).logProb(counts).shape == [3] && Poisson(2).cdf(counts).shape == [3])
    let normal = Normal(0, 1)
    #expect(normal.cdf(three).item() == normal.cdf(3).item() && normal.pdf(half).item() == normal.pdf(0.5).item())
    #expect(Poisson.fit(counts).rate.item() == 2)
  }

  @Test("lists and tensors are batches")
  func batches() {
    #expect(Normal(Tensor([0, 1]), 2).scale.scalars == [2, 2])
    #expect(Normal(0, 1).logProb(Tensor([0, 1])).shape == [2])
    #expect(Poisson([1, 2]).rate.scalars == [1, 2])
  }

  @Test("an element of a tensor stays a tensor, through which gradients flow")
  func gradients() {
    let x = Tensor([0.5, 0.25], requiresGrad: true)
    for p in [Bernoulli(x[0]).probs, Geometric(x[0]).probs, Poisson(x[0]).rate, Exponential(x[0]).rate] {
      #expect(p.requiresGrad)
    }
    #expect(Binomial(3, x[0]).probs.requiresGrad && Binomial(3, 1 - x[0] / 2).probs.requiresGrad)
    let normal = Normal(0, 1)
    for y in [
      normal.logProb(x[0]), normal.pdf(x[0]), normal.cdf(x[0]), normal.logCDF(x[0]), normal.survival(x[0]),
      normal.logSurvival(x[0]), normal.icdf(x[0]), normal.icdf(1 - x[0] / 2),
    ] { #expect(y.requiresGrad) }
    #expect(Normal(x[0], 0.5).loc.requiresGrad && Normal(0.5, x[0]).scale.requiresGrad)
  }

  @Test("results stay in single precision, and in double where that was asked for")
  func types() {
    #expect(Normal(0, 1).dtype == .float32 && Normal(0, 1).cdf(0.5).dtype == .float32)
    #expect(Normal(0, 1, dtype: .float64).cdf(0.5).dtype == .float64)
    #expect(Normal(0, 1).logProb(Tensor([0.5], dtype: .float64)).dtype == .float64)
  }
}
