import Glibc
import NeuralNetworks
import Tensors
import Testing

@Suite struct LossTests {
  @Test("the squared error is the mean of squares, or what is asked for")
  func squaredError() {
    let x = Tensor([[1, 2], [3, 4]])
    let y = Tensor([[0, 2], [5, 1]])
    #expect(MSELoss()(x, y).item() == 3.5)
    #expect(MSELoss(reduction: .sum)(x, y).item() == 14.0)
    #expect(MSELoss(reduction: .none)(x, y).scalars == [1, 0, 4, 9])
    let leaf = Tensor([1, 2, 4], requiresGrad: true)
    MSELoss()(leaf, Tensor([0, 2, 1])).backward()
    #expect(leaf.grad!.allclose(Tensor([2 / 3.0, 0, 2])))
  }

  @Test("the squared error's gradient has a gradient")
  func squaredErrorTwice() {
    let x = Tensor([1, 2, 4], dtype: .float64, requiresGrad: true)
    let y = Tensor([0, 2, 1], dtype: .float64, requiresGrad: true)
    let first = grad(MSELoss()(x, y), x, createGraph: true)[0]
    let second = grad(first.pow(2).sum(), [x, y])
    // ∂/∂x Σ (2 (x − y) / 3)² = 8 (x − y) / 9
    #expect(second[0].allclose(Tensor([8 / 9.0, 0, 24 / 9.0], dtype: .float64)))
    #expect(second[1].allclose(Tensor([-8 / 9.0, 0, -24 / 9.0], dtype: .float64)))
  }

  @Test("the cross-entropy at one half is ln 2, and 100 where a prediction is certain and wrong")
  func crossEntropy() {
    #expect(abs(BCELoss()(Tensor([0.5, 0.5]), Tensor([1, 0])).item() - log(2)) < 1e-6)
    #expect(BCELoss()(Tensor([0.0]), Tensor([1])).item() == 100.0)
    // −(0.25 ln 0.9 + 0.75 ln 0.1)  →  1.7532791
    #expect(abs(BCELoss()(Tensor([0.9]), Tensor([0.25])).item() - 1.7532791) < 1e-5)
  }

  @Test("the cross-entropy's gradient is (p − t) / (p (1 − p)) / n")
  func crossEntropyGradient() {
    let p = Tensor([0.2, 0.7], requiresGrad: true)
    BCELoss()(p, Tensor([1, 0])).backward()
    #expect(p.grad!.allclose(Tensor([-0.8 / 0.16 / 2, 0.7 / 0.21 / 2]), rtol: 1e-5))
  }

  @Test("an input and a target of different shapes end the program")
  func shapes() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = MSELoss()(Tensor.ones(4, 1), Tensor.ones(4), file: "Cell9/module1.md", line: 3)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "module1.md:3: Fatal error: MSELoss: the input's shape [4, 1] is not the target's, [4]"))
  }
}
