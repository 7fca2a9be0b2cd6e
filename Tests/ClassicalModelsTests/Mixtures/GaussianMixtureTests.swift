import NotebookDisplay
import Plotting
import Tensors
import TestSupport
import Testing

@testable import ClassicalModels

@Suite struct GaussianMixtureTests {
  private let start = Tensor([[0, 0], [2, 2], [4, 0]], dtype: .float64)

  private func mixture(_ covariance: GaussianMixture.Covariance) -> GaussianMixture {
    let unit = Tensor.eye(2, dtype: .float64)
    let covariances =
      switch covariance {
      case .full: unit.expand([3, 2, 2])
      case .diagonal: Tensor.ones(3, 2)
      case .spherical: Tensor.ones(3)
      case .tied: unit
      }
    return GaussianMixture(
      weights: Tensor([0.2, 0.3, 0.5], dtype: .float64), means: start, covariances: covariances, covariance: covariance)
  }

  private func tensor(_ rows: [[Double]]) -> Tensor { Tensor(rows, dtype: .float64) }

  // g = GaussianMixture(3, covariance_type=…, weights_init=[.2, .3, .5], means_init=[[0, 0], [2, 2], [4, 0]],
  //                     precisions_init=<ones or unit matrices>, max_iter=5, tol=0).fit(x)
  // g.weights_, g.means_, g.covariances_, g.score(x) * 40, g.bic(x), g.aic(x)
  @Test("five steps of EM from given parameters are scikit-learn's")
  func full() {
    let fit = GaussianMixture.fit(threeClouds(), start: mixture(.full), maxIterations: 5, tolerance: 0)
    #expect(
      fit.weights.allclose(
        Tensor([0.349991529067, 0.325002640669, 0.325005830264], dtype: .float64), rtol: 1e-9))
    #expect(
      fit.means.allclose(
        tensor([
          [-0.114970421208, 0.098330671247], [2.10525445564, 2.870013170138], [4.071918602354, 0.058467689398],
        ]),
        rtol: 1e-9))
    let covariances = [
      [[0.459230961887, -0.021581337957], [-0.021581337957, 0.23181168983]],
      [[0.491546876508, -0.038446642394], [-0.038446642394, 0.255305778537]],
      [[0.489244376955, 0.030998358411], [0.030998358411, 0.221451780234]],
    ]
    #expect(fit.covariances.allclose(Tensor(covariances, dtype: .float64), rtol: 1e-9))
    #expect(abs(fit.logLikelihoodHistory.last! + 113.64562878797933) < 1e-8)
    #expect(abs(fit.bic(threeClouds()) - 290.00220829589557) < 1e-8)
    #expect(abs(fit.aic(threeClouds()) - 261.29125757595864) < 1e-8)
  }

  @Test("restricted covariances are scikit-learn's too")
  func restricted() {
    let diagonal = GaussianMixture.fit(threeClouds(), start: mixture(.diagonal), maxIterations: 5, tolerance: 0)
    #expect(
      diagonal.covariances.allclose(
        tensor([
          [0.459237062484, 0.231813778998], [0.491546491977, 0.255301762542], [0.489217343993, 0.221453902784],
        ]).diagEmbed(), rtol: 1e-9))
    #expect(abs(diagonal.bic(threeClouds()) - 279.26665904934487) < 1e-8)
    let spherical = GaussianMixture.fit(threeClouds(), start: mixture(.spherical), maxIterations: 5, tolerance: 0)
    #expect(
      spherical.covariances[.all, 0, 0].allclose(
        Tensor([0.345521071401, 0.373858094891, 0.355328387539], dtype: .float64), rtol: 1e-9))
    #expect(abs(spherical.bic(threeClouds()) - 273.1588133886767) < 1e-8)
    let tied = GaussianMixture.fit(threeClouds(), start: mixture(.tied), maxIterations: 5, tolerance: 0)
    #expect(
      tied.covariances[1].allclose(
        tensor([[0.479474782414, -0.009984255378], [-0.009984255378, 0.236075090764]]), rtol: 1e-9))
    #expect(abs(tied.bic(threeClouds()) - 268.253454130152) < 1e-8)
  }

  @Test("the fit ends where scikit-learn's ends, and no step lowers the likelihood")
  func convergence() {
    let fit = GaussianMixture.fit(threeClouds(), start: mixture(.full))
    #expect(fit.hasConverged && fit.logLikelihoodHistory.count == 6)
    #expect(zip(fit.logLikelihoodHistory, fit.logLikelihoodHistory.dropFirst()).allSatisfy { $0 <= $1 + 1e-6 })
    // g.predict_proba(np.array([[1., 1.], [3., 2.]]))
    #expect(
      fit.responsibilities(Tensor([[1, 1], [3, 2]])).allclose(
        tensor([
          [9.964266320708e-01, 3.485835763422e-03, 8.753216582216e-05],
          [2.730018739514e-08, 9.997302673375e-01, 2.697053622764e-04],
        ]), rtol: 1e-8))
    #expect(fit.predict(Tensor([[1, 1], [3, 2]])).scalars == [0, 1])
    var byHand = mixture(.full)
    for _ in 0..<5 { byHand = byHand.step(threeClouds()) }
    #expect(byHand.means.allclose(fit.means, rtol: 1e-12))
  }

  @Test("without a start k-means finds one")
  func found() {
    let fit = GaussianMixture.fit(threeClouds(), components: 3, restarts: 3, generator: Generator(seed: 2))
    #expect(abs(fit.logLikelihoodHistory.last! + 113.6456) < 1e-2)
  }

  @Test("samples have the mixture's moments, and the density is the normal one")
  func samples() {
    let mixture = GaussianMixture(
      weights: Tensor([0.25, 0.75], dtype: .float64), means: Tensor([[0, 0], [4, 1]]),
      covariances: Tensor([[[1, 0.6], [0.6, 2]], [[0.5, 0], [0, 0.5]]], dtype: .float64))
    let (points, components) = mixture.sample(20_000, generator: Generator(seed: 3))
    let own = points[components == 0]
    #expect(abs(Double(own.shape[0]) / 20_000 - 0.25) < 0.012)
    let centred = own - own.mean(0)
    let covariance = matmul(centred.T, centred) / Double(own.shape[0])
    #expect(covariance.allclose(tensor([[1, 0.6], [0.6, 2]]), atol: 0.08))
    // ln(¼ N((0, 0)) + ¾ N(…)): −ln 2π − ½ ln(2 − 0.36) at the first mean, the second being e^−17 away.
    let expected = Tensor([0.25, 0.75], dtype: .float64).log()[0].item() - 1.8378770664093453 - 0.5 * 0.494696241836
    #expect(abs(mixture.logProb(Tensor([[0, 0]])).item() - expected) < 1e-6)
  }

  @Test("the density's gradient leads to the mean")
  func gradient() {
    let mixture = GaussianMixture(
      weights: Tensor([1]), means: Tensor([[1, 2]]), covariances: Tensor([[2, 4]]), covariance: .diagonal)
    let x = Tensor([[3, 3]], dtype: .float64, requiresGrad: true)
    mixture.logProb(x).sum().backward()
    #expect(x.grad!.allclose(Tensor([[-1, -0.25]], dtype: .float64), rtol: 1e-12))
  }

  @Test("it shows itself: a row for each component, ellipses around the means")
  func display() {
    let fit = mixture(.full)
    #expect(fit.description.contains("component") && fit.mimeBundle.text(.html)!.contains("<table"))
    let ellipse = fit.ellipse(1, deviations: 2)
    #expect(((ellipse - start[1]).square().sum(1) - 4).abs().max().item() < 1e-9)
    #expect(fit.figure(threeClouds()).svg.contains("<svg"))
    let line = GaussianMixture.fit(threeClouds()[.all, 0], components: 2, generator: Generator(seed: 1))
    #expect(line.featureCount == 1 && line.figure(threeClouds()[.all, 0]).svg.contains("density"))
  }

  @Test("impossible parameters and data end the program with the reason")
  func failures() async {
    expectFailure(
      "the weights of 2 components must be 2 numbers that are not negative and sum to 1",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GaussianMixture(
          weights: Tensor([0.5, 0.6]), means: Tensor([[0], [1]]), covariances: Tensor([1, 1]), covariance: .spherical)
      })
    expectFailure(
      "GaussianMixture.fit: the data are not finite, first in row 1",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = GaussianMixture.fit(Tensor([[0], [Double.nan], [1]]), components: 2)
      })
    expectFailure(
      "KMeans.fit: 2 points: at least 3 are needed",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = KMeans.fit(Tensor([[0], [1]]), clusters: 3)
      })
  }
}
