import ClassicalModels
import Tensors
import TestSupport
import Testing

@Suite struct SupportVectorMachineTests {
  // x, y = data(20, 3, 2); m = SVC(C=2, tol=1e-10, …).fit(x, y)
  // show(m.support_); show(m.dual_coef_); show(m.intercept_); show(m.decision_function(q))
  // LIBSVM keeps kernels in single precision, which shows in the sixth digit.
  private func check(
    _ kernel: SupportVectorKernel, _ support: [Double], _ dual: [Double], _ intercept: [Double], _ decision: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let (x, y) = examples(20, 3, 2)
    let model = SupportVectorMachine.fit(x, y, kernel: kernel, c: 2, tolerance: 1e-10)
    #expect(model.hasConverged && model.supportIndices.scalars == support, sourceLocation: sourceLocation)
    expectClose(model.dualCoefficients, dual, within: 1e-5, sourceLocation: sourceLocation)
    expectClose(model.intercepts, intercept, within: 1e-5, sourceLocation: sourceLocation)
    expectClose(model.decisionFunction(queries), decision, within: 1e-5, sourceLocation: sourceLocation)
    #expect(model.predict(queries).scalars == decision.map { $0 > 0 ? 1 : 0 }, sourceLocation: sourceLocation)
  }

  @Test("support vectors and decisions of two classes are scikit-learn's, with each kernel")
  func two() {
    // kernel="linear"
    check(
      .linear,
      [0.0, 2.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 3.0, 5.0, 7.0, 9.0, 11.0, 15.0, 17.0, 19.0],
      [
        -2.0, -2.0, -0.913844741, -2.0, -2.0, -2.0, -2.0, -2.0, 2.0, 2.0, 2.0, 2.0, 1.939287536, 2.0, 0.974557205,
        2.0,
      ],
      [0.435443055],
      [1.588468839, 1.823216749, 0.990548327, 0.1168681, -0.37249945])
    // kernel="rbf"
    check(
      .rbf(),
      [
        0.0, 2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 17.0, 19.0,
      ],
      [
        -2.0, -2.0, -2.0, -0.811605691, -0.349728077, -2.0, -2.0, -2.0, -2.0, -1.487093298, 0.477247479, 2.0, 2.0,
        2.0, 1.954889267, 2.0, 0.618968486, 1.597321835, 2.0, 2.0,
      ],
      [-0.280126766],
      [0.711173086, 0.917495388, -0.120166901, -0.909760526, -1.122258072])
    // kernel="poly", degree=2, coef0=1
    check(
      .polynomial(degree: 2, constant: 1),
      [0.0, 2.0, 4.0, 10.0, 12.0, 14.0, 16.0, 18.0, 1.0, 3.0, 5.0, 7.0, 9.0, 11.0, 15.0, 17.0],
      [
        -2.0, -2.0, -0.2929972, -2.0, -2.0, -2.0, -2.0, -1.905724436, 0.450395626, 2.0, 2.0, 2.0, 2.0, 2.0,
        1.785417246, 1.962908764,
      ],
      [0.995290969],
      [1.892531589, 0.699362032, -0.796431356, -0.796124936, -0.36789843])
    // kernel="sigmoid", gamma=.3, coef0=.1
    check(
      .sigmoid(gamma: 0.3, constant: 0.1),
      [0.0, 2.0, 6.0, 10.0, 12.0, 14.0, 16.0, 18.0, 3.0, 5.0, 7.0, 9.0, 11.0, 13.0, 15.0, 19.0],
      [-2.0, -2.0, -2.0, -2.0, -2.0, -2.0, -2.0, -2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0, 2.0],
      [0.019459058],
      [0.958199581, 1.066349656, 0.294866286, -0.367169049, -0.844188012])
  }

  @Test("a linear machine has weights")
  func linear() {
    // SVC(C=2, tol=1e-10, kernel="linear").fit(*data(20, 3, 2)).coef_, and SVC(C=1.5, …).fit(*data(30, 3, 3)).coef_
    var (x, y) = examples(20, 3, 2)
    let two = SupportVectorMachine.fit(x, y, kernel: .linear, c: 2, tolerance: 1e-10)
    expectClose(two.weights(), [0.679380796, 1.760278048, 0.817366244], within: 1e-5)
    (x, y) = examples(30, 3, 3)
    let three = SupportVectorMachine.fit(x, y, kernel: .linear, c: 1.5, tolerance: 1e-10)
    expectClose(
      three.weights(),
      [
        -0.21995301, -1.738240238, -0.820704098, -0.270601852, -2.039328819, -1.623736804, 0.293982896, -0.977382239,
        -0.676440395,
      ], within: 1e-5)
  }

  @Test("of several classes each is told from each, as scikit-learn does it")
  func several() {
    // x, y = data(30, 3, 3); m = SVC(C=1.5, tol=1e-10, decision_function_shape="ovo").fit(x, y)
    let (x, y) = examples(30, 3, 3)
    let model = SupportVectorMachine.fit(x, y, c: 1.5, tolerance: 1e-10)
    #expect(
      model.supportIndices.scalars == [
        0.0, 3.0, 6.0, 9.0, 12.0, 21.0, 24.0, 27.0, 1.0, 4.0, 7.0, 10.0, 13.0, 16.0, 19.0, 22.0, 25.0, 28.0, 2.0,
        5.0, 8.0, 11.0, 14.0, 17.0, 20.0, 23.0, 26.0, 29.0,
      ])
    #expect(model.supportCounts.map(Double.init) == [8.0, 10.0, 10.0])
    expectClose(
      model.dualCoefficients,
      [
        1.5, 1.5, 1.252407158, 0.472722093, 1.5, 1.376799901, 1.5, 1.5, -0.0, -1.5, -1.5, -1.113705561, -1.466033785,
        -1.5, -0.798523455, -1.223666352, -1.5, -0.0, -0.511544395, -1.5, -1.30482698, -0.019786021, -0.990753238,
        -1.5, -1.5, -1.5, -0.0, -0.628844106, 1.5, 1.5, 0.0, 1.496287803, 1.5, 0.459466937, 1.5, 1.5, 1.5, 1.5,
        1.230899396, 1.5, 1.5, 1.5, 1.5, 1.5, 1.5, 0.762674744, -1.446110757, -1.5, -1.5, -1.5, -1.5, -1.5, -1.5,
        -1.5, -0.547463383, -1.5,
      ], within: 1e-5)
    expectClose(model.intercepts, [-0.21954215, -0.162338917, 0.033846781], within: 1e-5)
    expectClose(
      model.decisionFunction(queries),
      [
        -0.921615837, -0.665463338, 0.934113934, -1.059683144, -1.149401035, -0.328782625, -0.71320458, -0.920340542,
        -1.093778579, -0.455556303, -0.630715061, -0.744240103, -0.105417492, -0.227604498, -0.345270448,
      ], within: 1e-5)
    #expect(model.predict(queries).scalars == [1.0, 2.0, 2.0, 2.0, 2.0])
  }

  @Test("only support vectors matter")
  func support() {
    let x = Tensor([[0, 0], [1, 0], [4, 0], [5, 0]]), y = Tensor([0, 0, 1, 1])
    let model = SupportVectorMachine.fit(x, y, kernel: .linear, c: 1000, tolerance: 1e-6)
    #expect(model.supportIndices.scalars == [1, 2])
    // The widest margin lies between 1 and 4.
    expectClose(
      model.decisionFunction(Tensor([[1, 0], [2.5, 7], [4, 0]], dtype: .float64)), [-1, 0, 1], within: 1e-5)
  }

  @Test("single precision gives the same, also far from the origin")
  func single() {
    let (x, y) = examples(60, 3, 3)
    let model = SupportVectorMachine.fit(x, y, tolerance: 1e-6)
    let other = SupportVectorMachine.fit((x + 64).float(), y, tolerance: 1e-6)
    let decisions = other.decisionFunction((x + 64).float())
    #expect(decisions.dtype == .float32)
    expectClose(decisions, model.decisionFunction(x).scalars, within: 1e-3)
  }

  @Test("no examples have no classes")
  func none() {
    let (x, y) = examples(20, 3, 3)
    #expect(SupportVectorMachine.fit(x, y).predict(Tensor.zeros(0, 3)).shape == [0])
    #expect(GaussianDiscriminantAnalysis.fit(x, y).predict(Tensor.zeros(0, 3)).shape == [0])
    #expect(NaiveBayes.fit(x, y).probabilities(Tensor.zeros(0, 3)).shape == [0, 3])
    #expect(KNearestNeighbors.fit(x, y).predict(Tensor.zeros(0, 3)).shape == [0])
    #expect(LogisticRegression.fit(x, y).predict(Tensor.zeros(0, 3)).shape == [0])
  }

  @Test("too few iterations are told")
  func limit() {
    let (x, y) = examples(30, 3, 2)
    let model = SupportVectorMachine.fit(x, y, tolerance: 1e-10, maxIterations: 3)
    #expect(!model.hasConverged && model.iterations == 3 && model.description.hasSuffix("not converged)"))
  }

  @Test("what can't be fitted is named")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SupportVectorMachine.fit(
          Tensor.zeros(2, 2), Tensor([0, 1]), kernel: .rbf(gamma: -1.0), file: "page.md", line: 12)
      }, "SupportVectorMachine.fit: gamma must be positive, and is -1.0")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let model = SupportVectorMachine.fit(Tensor([[0], [1]]), Tensor([0, 1]))
        _ = model.weights(file: "page.md", line: 12)
      }, "SupportVectorMachine.weights: a kernel that is rbf has none, only a linear one")
  }
}
