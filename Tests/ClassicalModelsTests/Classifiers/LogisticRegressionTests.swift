import ClassicalModels
import Tensors
import TestSupport
import Testing

@Suite struct LogisticRegressionTests {
  @Test("weights and probabilities of three classes are scikit-learn's")
  func several() {
    // x, y = data(30, 3, 3); m = LogisticRegression(C=2, tol=1e-12, solver="newton-cholesky").fit(x, y)
    // show(m.coef_); show(m.intercept_); show(m.predict_proba(q))
    let (x, y) = examples(30, 3, 3)
    let model = LogisticRegression.fit(x, y, c: 2, tolerance: 1e-10, maxIterations: 10_000)
    #expect(model.hasConverged)
    expectClose(
      model.weights,
      [
        -0.116793337, -1.551819445, -1.017251076, 0.282313176, 0.433702397, 0.062884255, -0.165519839, 1.118117048,
        0.954366821,
      ], within: 1e-6)
    expectClose(model.intercepts, [-0.311697775, 0.082002311, 0.229695464], within: 1e-6)
    expectClose(
      model.probabilities(queries),
      [
        0.116809313, 0.476022431, 0.407168256, 0.025490481, 0.22817977, 0.746329749, 0.037103152, 0.169064664,
        0.793832185, 0.128941251, 0.208511909, 0.66254684, 0.313223533, 0.244125703, 0.442650764,
      ], within: 1e-6)
    #expect(model.predict(queries).scalars == [1.0, 2.0, 2.0, 2.0, 2.0])
  }

  @Test("of two classes there is one logit, as with scikit-learn")
  func two() {
    // x, y = data(20, 3, 2); m = LogisticRegression(C=.5, tol=1e-12, solver="newton-cholesky").fit(x, y)
    // show(m.coef_); show(m.intercept_); show(m.predict_proba(q)); show(m.decision_function(q))
    let (x, y) = examples(20, 3, 2)
    let model = LogisticRegression.fit(x, y, c: 0.5, tolerance: 1e-10, maxIterations: 10_000)
    #expect(model.weights.shape == [1, 3] && model.classCount == 2)
    expectClose(model.weights, [0.013511398, 0.647068335, 0.02007306], within: 1e-6)
    expectClose(model.intercepts, [0.166324104], within: 1e-6)
    expectClose(
      model.probabilities(queries),
      [
        0.336765251, 0.663234749, 0.318699077, 0.681300923, 0.407297303, 0.592702697, 0.511451298, 0.488548702,
        0.575219871, 0.424780129,
      ], within: 1e-6)
    expectClose(
      model.logits(queries), [0.677742896, 0.759756769, 0.375149528, -0.045813202, -0.303180662], within: 1e-6)
    #expect(model.predict(queries).scalars == [1, 1, 1, 0, 0])
  }

  @Test("balanced weights count each class the same")
  func balanced() {
    // x, y = data(30, 3, 3); y = np.where(np.arange(30) % 4 == 0, 0, y)
    // m = LogisticRegression(class_weight="balanced", tol=1e-12, solver="newton-cholesky").fit(x, y)
    var (x, y) = examples(30, 3, 3)
    y = y.maskedFill(Tensor.arange(30) % 4 == 0, 0)
    let model = LogisticRegression.fit(x, y, classWeights: .balanced, tolerance: 1e-10, maxIterations: 10_000)
    expectClose(
      model.weights,
      [
        -0.155251628, -0.981051934, -0.451304402, 0.437935573, 0.321034849, -0.11716782, -0.282683946, 0.660017085,
        0.568472221,
      ], within: 1e-6)
    expectClose(model.intercepts, [0.034507416, -0.114122685, 0.079615269], within: 1e-6)
  }

  @Test("it says how the fit went")
  func course() {
    let (x, y) = examples(30, 3, 3)
    let short = LogisticRegression.fit(x, y, tolerance: 1e-10, maxIterations: 2)
    #expect(!short.hasConverged && short.iterations == 2 && short.lossHistory.count == 3)
    #expect(short.description.contains("2 iterations (not converged)"))
    let long = LogisticRegression.fit(x, y)
    #expect(long.hasConverged && long.lossHistory.last! < short.lossHistory[0])
    // ln 3, with all weights 0.
    #expect((long.lossHistory[0] - 1.0986122886681098).magnitude < 1e-12)
  }

  @Test("single precision, images and labels of any type give the same")
  func types() {
    let (x, y) = examples(40, 4, 3)
    let model = LogisticRegression.fit(x, y)
    let single = LogisticRegression.fit(x.float().view(40, 1, 2, 2), y.float())
    #expect(single.weights.dtype == .float32)
    expectClose(single.weights.double(), model.weights.scalars, within: 1e-3)
    #expect(single.predict(x.view(40, 2, 2)).equal(model.predict(x)))
  }

  @Test("results don't depend on the number of threads")
  func threads() {
    let (x, y) = examples(3000, 20, 5)
    let before = getNumThreads()
    defer { setNumThreads(before) }
    setNumThreads(1)
    let one = LogisticRegression.fit(x, y, maxIterations: 5)
    setNumThreads(2)
    #expect(LogisticRegression.fit(x, y, maxIterations: 5).weights.equal(one.weights))
  }

  @Test("separable classes have finite weights, and huge features no NaN")
  func extremes() {
    let x = Tensor([[-3e4], [-2e4], [2e4], [3e4]])
    let model = LogisticRegression.fit(x, Tensor([0, 0, 1, 1]), c: 1e6)
    #expect(model.weights.isfinite().all() && model.accuracy(x, Tensor([0, 0, 1, 1])) == 1)
  }

  @Test("known weights make a model")
  func known() {
    let model = LogisticRegression(weights: Tensor([[1, 0], [0, 1], [-1, -1]]), intercepts: Tensor([0, 0, 0.5]))
    #expect(model.predict(Tensor([[2, 0], [0, 2], [-1, -1]])).scalars == [0, 1, 2])
  }

  @Test("what can't be fitted is named")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([[1, 2], [3, .nan]])
        _ = LogisticRegression.fit(x, Tensor([0, 1]), file: "page.md", line: 12)
      }, "LogisticRegression.fit: x must be finite, and is nan at [1, 1]")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LogisticRegression.fit(Tensor.zeros(3, 2), Tensor([0, 1]), file: "page.md", line: 12)
      }, "LogisticRegression.fit: x has 3 examples, and y has 2 labels")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LogisticRegression.fit(Tensor.zeros(2, 2), Tensor([0, 0.5]), file: "page.md", line: 12)
      }, "LogisticRegression.fit: y must hold whole numbers, the classes, and is 0.5 at [1]")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LogisticRegression.fit(Tensor.zeros(2, 2), Tensor([0, 3]), classCount: 3, file: "page.md", line: 12)
      }, "LogisticRegression.fit: y must hold classes in 0..<3, and is 3 at [1]")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LogisticRegression.fit(Tensor.zeros(2, 2), Tensor([1, 1]), file: "page.md", line: 12)
      }, "LogisticRegression.fit: all examples, 2, are of class 1: there must be two classes at least")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = LogisticRegression.fit(Tensor.zeros(2, 2), Tensor([0, 1]), c: 0, file: "page.md", line: 12)
      }, "LogisticRegression.fit: c must be positive, and is 0.0")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let model = LogisticRegression(weights: Tensor([[1, 2]]), intercepts: Tensor([0]))
        _ = model.predict(Tensor.zeros(3, 5), file: "page.md", line: 12)
      }, "LogisticRegression.predict: the model was fitted to 2 features, and x has 5")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let model = LogisticRegression(weights: Tensor([[1]]), intercepts: Tensor([0]))
        _ = model.predict(Tensor([[1e300]], dtype: .float64), file: "page.md", line: 12)
      }, "LogisticRegression.predict: x has numbers too large for float32, the model's precision")
  }
}
