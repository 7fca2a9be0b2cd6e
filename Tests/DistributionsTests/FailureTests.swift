import Distributions
import Tensors
import TestSupport
import Testing

/// What ends the program, and what is said then.
@Suite struct DistributionFailureTests {
  @Test("a scale that is not positive, with its place")
  func scale() async {
    expectFailure(
      "module1.md:3: Fatal error: Normal: scale must be positive, and is -1 at [2]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Normal(0, [1, 2, -1], file: "Cell9/module1.md", line: 3)
      })
    expectFailure(
      "Exponential: rate must be positive, and is nan",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Exponential(Double.nan) }
    )
  }

  @Test("a probability outside [0, 1]")
  func probability() async {
    expectFailure(
      "Bernoulli: probs must lie between 0 and 1, and is 1.5 at [0, 1]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Bernoulli(Tensor([[0.5, 1.5]]))
      })
    expectFailure(
      "Geometric: probs must be above 0 and at most 1, and is 0",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Geometric(0) })
    expectFailure(
      "Categorical: the largest of probs must be above 0, and is 0",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Categorical([0, 0]) })
  }

  @Test("numbers of things that do not fit")
  func counts() async {
    expectFailure(
      "Binomial: totalCount must be a whole number, not negative, and is 2.5",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Binomial(2.5, 0.5) })
    expectFailure(
      "Hypergeometric: draws must not exceed the population, and is 21",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Hypergeometric(population: 20, successes: 7, draws: 21)
      })
    expectFailure(
      "Uniform: high must be greater than low, and is 1 at [1]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Uniform([0, 1], 1) })
  }

  @Test("a covariance that is none")
  func covariance() async {
    expectFailure(
      "MultivariateNormal: covariance must be symmetric: an element minus its mirror image must be 0, and is 1 at [0, 1]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MultivariateNormal([0, 0], covariance: [[1, 0.5], [-0.5, 1]])
      })
    expectFailure(
      "MultivariateNormal: covariance must be positive definite: its least eigenvalue must be above 0, and is -1",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MultivariateNormal([0, 0], covariance: [[1, 2], [2, 1]])
      })
    expectFailure(
      "MultivariateNormal: for a loc of shape [2] covariance must be 2 by 2, and has shape [3, 3]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MultivariateNormal([0, 0], covariance: Tensor.eye(3))
      })
  }

  @Test("shapes that do not match")
  func shapes() async {
    expectFailure(
      "Normal: the shapes of the parameters do not match: loc [2], scale [3]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Normal([0, 1], [1, 2, 3])
      })
    expectFailure(
      "module1.md:5: Fatal error: Normal.logProb: values of shape [2] do not match a batch of shape [3]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Normal(0, [1, 2, 3]).logProb([1, 2], file: "Cell9/module1.md", line: 5)
      })
    expectFailure(
      "Mixture: there are 2 components and 3 weights",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Mixture([0.2, 0.3, 0.5], [Normal(0, 1), Normal(1, 1)])
      })
    expectFailure(
      "Normal: dtype must be float32 or float64, and is int64",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Normal(0, 1, dtype: .int64)
      })
  }

  @Test("divergences of what does not match")
  func divergences() async {
    expectFailure(
      "klDivergence: a batch [] of events [] and a batch [] of events [2] do not match",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = klDivergence(Normal(0, 1), MultivariateNormal([0, 0], covariance: Tensor.eye(2)))
      })
    expectFailure(
      "wassersteinDistance: the second sample must be finite, and is nan at [1]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = wassersteinDistance(Tensor([1, 2]), Tensor([1, .nan]))
      })
  }
}
