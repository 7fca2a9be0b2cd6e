import Distributions
import Tensors
import TestSupport
import Testing

@Suite struct FitTests {
  private let x = Tensor([0.3, 1.7, 2.2, 0.9, 4.1, 3.3, 0.2, 1.1, 2.6, 0.75], dtype: .float64)

  private func close(_ parameters: [Tensor], _ wanted: [Double], _ tolerance: Double = 1e-8) -> Bool {
    zip(parameters, wanted).allSatisfy { abs($0.item() - $1) <= tolerance * max(1, abs($1)) }
  }

  @Test("fits of numbers are SciPy's")
  func continuous() {
    // stats.gamma.fit(x, floc=0), stats.lognorm.fit(x, floc=0), stats.laplace.fit(x)
    let gamma = Gamma.fit(x)
    #expect(close([gamma.concentration, gamma.rate], [1.5242778235877905, 1 / 1.1251229752613565]))
    let logNormal = LogNormal.fit(x)
    #expect(close([logNormal.scale, logNormal.loc.exp()], [0.9519792235706458, 1.1934357562929279]))
    let laplace = Laplace.fit(x)
    #expect(close([laplace.loc, laplace.scale], [1.4, 1.065]))
    // stats.beta.fit(y, floc=0, fscale=1)
    let beta = Beta.fit([0.1, 0.35, 0.22, 0.6, 0.48, 0.81, 0.15, 0.3, 0.27, 0.41])
    #expect(close([beta.concentration1, beta.concentration0], [1.8824603021415733, 3.1190587052032877], 1e-5))
    #expect(close([Normal.fit([1, 2, 3]).loc, Normal.fit([1, 2, 3]).scale], [2, (2.0 / 3).squareRoot()], 1e-7))
    #expect(
      close(
        [Exponential.fit([1, 2, 3]).rate, Uniform.fit([1, 5, 3]).high, Uniform.fit([1, 5, 3]).low], [0.5, 5, 1]))
  }

  @Test("fits of Student's t have the greatest likelihood")
  func student() {
    // optimize.minimize(lambda t: -stats.t.logpdf(z, np.exp(t[0]), t[1], np.exp(t[2])).sum(), [0, 0, 0],
    // method='Nelder-Mead', …), and with 3 degrees of freedom
    let z = Tensor([-9, -1.2, -0.7, -0.3, -0.1, 0, 0.2, 0.4, 0.5, 0.9, 1.3, 14], dtype: .float64)
    let free = StudentT.fit(z)
    #expect(
      close([free.df, free.loc, free.scale], [0.807556744705428, 0.11882277431697169, 0.5169291484048091], 1e-5))
    let fixed = StudentT.fit(z, df: 3)
    #expect(close([fixed.loc, fixed.scale], [0.09268588017747678, 1.0788328506689233], 1e-7))
  }

  @Test("fits of counts are shares and means")
  func discrete() {
    #expect(close([Bernoulli.fit([1, 0, 0, 1]).probs, Binomial.fit([2, 4], totalCount: 5).probs], [0.5, 0.6], 1e-7))
    #expect(close([Poisson.fit([2, 4, 6]).rate, Geometric.fit([1, 2, 3]).probs], [4, 0.5]))
    let categorical = Categorical.fit(Tensor([0, 2, 2, 1], dtype: .int64), classCount: 4)
    #expect(categorical.probs.allclose(Tensor([0.25, 0.25, 0.5, 0])))
  }

  @Test("the fit of vectors is their mean and covariance, and keeps double precision")
  func vectors() {
    let normal = MultivariateNormal.fit([[0, 0], [2, 1], [1, 5]])
    #expect(normal.loc.allclose(Tensor([1, 2])))
    #expect(normal.covariance.allclose(Tensor([[2.0 / 3, 1.0 / 3], [1.0 / 3, 14.0 / 3]])))
    #expect(Normal.fit(x).dtype == .float64 && Normal.fit(x.float()).dtype == .float32)
  }
}

/// What ends the program, and what is said then.
@Suite struct FitFailureTests {
  @Test("no data")
  func empty() async {
    expectFailure(
      "module1.md:7: Fatal error: Normal.fit: there are no data",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Normal.fit(Tensor.zeros(0), file: "Cell3/module1.md", line: 7)
      })
  }

  @Test("a value outside the support")
  func outside() async {
    expectFailure(
      "Poisson.fit: data must be in the support {0, 1, …}, and is -1 at [2]",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Poisson.fit([3, 0, -1])
      })
  }

  @Test("data whose likelihood has no maximum")
  func degenerate() async {
    expectFailure(
      "Normal.fit: all 3 values are 2: the likelihood grows without bound as scale goes to 0",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Normal.fit([2, 2, 2]) })
    expectFailure(
      "MultivariateNormal.fit: the 2 vectors lie in a plane of fewer than 2 dimensions",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MultivariateNormal.fit([[1, 2], [3, 4]])
      })
    expectFailure(
      "StudentT.fit: half of the values or more are the same",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = StudentT.fit([2, 2, 2, 5, 6])
      })
  }

  @Test("a fit is told with the digits of its precision")
  func description() {
    #expect(Exponential.fit([1.0, 2, 4]).description == "Exponential(rate: 0.42857143)")
    #expect(Exponential(3 / 7).description == "Exponential(rate: 0.42857142857142855)")
    #expect(Normal(Tensor(0.1), 0.2).description == "Normal(loc: 0.1, scale: 0.2)")
  }
}
