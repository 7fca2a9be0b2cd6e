import ClassicalModels
import Tensors
import TestSupport
import Testing

@Suite struct GaussianDiscriminantAnalysisTests {
  @Test("with a shared covariance it is scikit-learn's LinearDiscriminantAnalysis")
  func shared() {
    // LinearDiscriminantAnalysis().fit(*data(30, 3, 3)).predict_proba(q)
    let (x, y) = examples(30, 3, 3)
    let model = GaussianDiscriminantAnalysis.fit(x, y)
    expectClose(
      model.probabilities(queries),
      [
        0.007702927, 0.469531426, 0.522765647, 0.000540094, 0.099904075, 0.899555831, 0.005059068, 0.089947527,
        0.904993405, 0.141519699, 0.180016738, 0.678463563, 0.606865259, 0.167004394, 0.226130346,
      ])
    #expect(model.covariance == .shared && model.predict(queries).equal(model.probabilities(queries).argmax(1)))
  }

  @Test("with covariances of their own it is scikit-learn's QuadraticDiscriminantAnalysis")
  func perClass() {
    // QuadraticDiscriminantAnalysis().fit(*data(30, 3, 3)).predict_proba(q)
    let (x, y) = examples(30, 3, 3)
    let model = GaussianDiscriminantAnalysis.fit(x, y, covariance: .perClass)
    expectClose(
      model.probabilities(queries),
      [
        0.168259095, 0.384178662, 0.447562243, 9.87e-07, 0.491533214, 0.508465799, 1e-09, 0.010999215, 0.989000784,
        2.4997e-05, 0.036150488, 0.963824516, 0.274310657, 0.482082919, 0.243606424,
      ])
  }

  @Test("shrinkage mixes the covariance with a sphere of its size")
  func shrinkage() {
    // mu = [x[y == k].mean(0) for k in range(3)]
    // S = sum(np.cov(x[y == k].T, bias=True) * (y == k).sum() for k in range(3)) / 30
    // S = .7 * S + .3 * np.trace(S) / 3 * np.eye(3)
    // show(np.stack([scipy.stats.multivariate_normal(mu[k], S).logpdf(q) + np.log(1/3) for k in range(3)], 1)); show(S)
    let (x, y) = examples(30, 3, 3)
    let model = GaussianDiscriminantAnalysis.fit(x, y, shrinkage: 0.3)
    expectClose(
      model.logJoint(queries),
      [
        -4.679698649, -3.141979674, -3.441516701, -6.874869606, -4.62807541, -3.439028893, -8.867644462,
        -7.346445701, -5.709621349, -7.89312022, -7.462546614, -6.229325582, -5.821463004, -6.174595261,
        -5.561043666,
      ])
    expectClose(
      model.covariances,
      [
        0.477695527, -0.295389798, 0.170271275, -0.295389798, 0.571852756, -0.311812972, 0.170271275, -0.311812972,
        0.496462304,
      ])
  }

  @Test("examples drawn from a model are distributed as it says")
  func samples() {
    let model = GaussianDiscriminantAnalysis(
      classPriors: Tensor([0.5, 0.5]), means: Tensor([[1, 2], [-3, 0]]), covariances: Tensor([[[2, 0.8], [0.8, 1]]]))
    let x = model.sample(20_000, ofClass: 1, generator: Generator(seed: 5)).double()
    expectClose(x.mean(dim: 0), [-3, 0], within: 0.03)
    let centred = x - x.mean(dim: 0)
    expectClose(matmul(centred.t(), centred) / 20_000, [2, 0.8, 0.8, 1], within: 0.05)
  }

  @Test("a covariance that is singular is named, with what to try")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([[1, 2], [2, 4], [3, 6], [4, 8], [5, 10]])
        _ = GaussianDiscriminantAnalysis.fit(
          x, Tensor([0, 0, 0, 1, 1]), covariance: .perClass, file: "page.md", line: 12)
      }, "GaussianDiscriminantAnalysis.fit: the covariance of class 0 is not positive definite")
  }
}
