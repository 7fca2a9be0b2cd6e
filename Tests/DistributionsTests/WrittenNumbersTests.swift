import Distributions
import Tensors
import Testing

@Suite("numbers that are written in the page")
struct WrittenNumbersTests {
  @Test("a fraction of two whole numbers is no whole number")
  func fractions() {
    #expect(Bernoulli(1 / 2).probs.item() == 0.5)
    #expect(Geometric(1 / 4).probs.item() == 0.25)
    #expect(Poisson(3 / 2).rate.item() == 1.5)
    #expect(Binomial(10, 1 / 4).probs.item() == 0.25)
    #expect(Categorical([1 / 4, 3 / 4]).probs.scalars == [0.25, 0.75])
    #expect(Exponential(1 / 8).rate.item() == 0.125)
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

  @Test("variables, lists and tensors are taken as they are")
  func others() {
    let three = 3, half: Float = 0.5
    #expect(Normal(0, three).scale.item() == 3 && Normal(0, half).scale.item() == 0.5)
    #expect(Binomial(three, 1 / 2).totalCount.item() == 3)
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

  @Test("a 0 that may have been a fraction is told with what to write")
  func hint() async {
    let advice = "If that was a fraction: between whole numbers 1/2 is 0, so write 1.0/2"
    let list = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let halves = [1 / 2, 1 / 2]
      _ = Categorical(halves, file: "Cell9/module1.md", line: 3)
    }
    expect(list, "module1.md:3: Fatal error: Categorical: the largest of probs must be above 0, and is 0. \(advice)")
    let scale = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Normal(Tensor([0, 1]), 1 / 2)
    }
    expect(scale, "Normal: scale must be positive, and is 0. \(advice)")
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Normal(Tensor([0, 1]), -1)
    }
    expect(negative, "Normal: scale must be positive, and is -1\n")
  }

  private func expect(_ result: ExitTest.Result?, _ message: String) {
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains(message), "\(text)")
  }
}
