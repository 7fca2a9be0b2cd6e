import ClassicalModels
import Tensors
import TestSupport
import Testing

/// Data far from 1, where squares overflow or vanish in single precision.
@Suite struct ExtremeNumbersTests {
  @Test(
    "the nearest are found among numbers whose squares are subnormal or overflow",
    arguments: [1e-21, 1e-22, 1e-30, 1e25])
  func nearest(scale: Double) {
    let x = Tensor.rand(300, 4, dtype: .float64, generator: Generator(seed: 3)) - 0.5
    let y = Tensor.arange(300).remainder(2)
    let exact = KNearestNeighbors.fit(x, y).neighbors(of: x).indices
    let scaled = (x * scale).to(.float32)
    #expect(KNearestNeighbors.fit(scaled, y).neighbors(of: scaled).indices.equal(exact))
  }

  @Test("columns whose sums overflow both ways leave neighbours all the same")
  func overflow() {
    let x = Tensor.cat([Tensor.full([3000, 1], 3e38), Tensor.full([3000, 1], -3e38)])
    let y = (x.squeeze(1) > 0).long()
    #expect(KNearestNeighbors.fit(x, y).predict(x[2990..<3010]).equal(y[2990..<3010]))
  }

  @Test("a support vector machine finds the classes of large and small numbers", arguments: [1e-30, 1, 1e30])
  func machine(scale: Double) {
    let x = Tensor.randn(60, 2, generator: Generator(seed: 5)) * scale
    let y = (x.select(1, 0) * (1 / scale) + x.select(1, 1) * (1 / scale) > 0).long()
    #expect(SupportVectorMachine.fit(x, y, c: 100).accuracy(x, y) > 0.9)
  }

  @Test("kernels beyond all numbers are refused")
  func kernel() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SupportVectorMachine.fit(
          Tensor([[1e6], [2e6]]), Tensor([0, 1]), kernel: .polynomial(degree: 100, gamma: 1), file: "page.md", line: 12)
      }, "SupportVectorMachine.fit: the kernel's values are too large to compute with")
  }

  @Test("gamma is a number, whole or not, or fits the data")
  func gamma() {
    let x = Tensor([[0, 0], [1, 1], [0, 1], [1, 0]]), y = Tensor([0, 0, 1, 1])
    let width = 2.0
    let machines = [
      SupportVectorMachine.fit(x, y, kernel: .rbf(gamma: 2)),
      SupportVectorMachine.fit(x, y, kernel: .rbf(gamma: width)),
      SupportVectorMachine.fit(x, y, kernel: .rbf(gamma: .value(width))),
    ]
    for machine in machines { #expect(machine.decisionFunction(x).equal(machines[0].decisionFunction(x))) }
    #expect(SupportVectorMachine.fit(x, y, kernel: .rbf(gamma: .scale)).accuracy(x, y) == 1)
  }

  @Test("what a Bernoulli model draws as on and off is read so again", arguments: [127.0, 1, 0.1, -3, -0.1])
  func threshold(threshold: Double) {
    let model = NaiveBayes(
      classPriors: Tensor([0.5, 0.5]),
      likelihood: .bernoulli(probabilities: Tensor([[0, 0], [1, 1]]), threshold: threshold))
    let (x, y) = model.sample(20, generator: Generator(seed: 1))
    #expect(model.predict(x).equal(y))
  }

  @Test("images are points to clusters and mixtures as they are to classifiers")
  func images() {
    let x = Tensor.rand(20, 1, 3, 2, generator: Generator(seed: 1))
    #expect(KMeans.fit(x, clusters: 2, generator: Generator(seed: 1)).centers.shape == [2, 6])
    #expect(GaussianMixture.fit(x, components: 2, generator: Generator(seed: 1)).responsibilities(x).shape == [20, 2])
  }

  @Test("points whose squares are beyond all numbers are refused")
  func squares() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = KMeans.fit(Tensor([[1e200], [2e200]], dtype: .float64), clusters: 2, file: "page.md", line: 12)
      }, "KMeans.fit: the data are too large for double precision: scale them")
  }

  @Test("a class that a confusion matrix has not is refused")
  func classes() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let matrix = ConfusionMatrix(predicted: Tensor([0, 1]), actual: Tensor([0, 1]))
        _ = matrix.precision(of: 2, file: "page.md", line: 12)
      }, "ConfusionMatrix.precision: classes are in 0..<2, and 2 is none")
  }
}
