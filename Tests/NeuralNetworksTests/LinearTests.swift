import NeuralNetworks
import Tensors
import Testing

@Suite struct LinearTests {
  @Test("y = x Wᵀ + b, for any number of leading dimensions")
  func formula() {
    let layer = Linear(2, 3)
    noGrad {
      layer.weight.copy_(Tensor([[1, 0], [0, 1], [1, 1]]))
      layer.bias!.copy_(Tensor([10, 20, 30]))
    }
    #expect(layer(Tensor([[1, 2]])).scalars == [11, 22, 33])
    #expect(layer(Tensor([1, 2])).shape == [3])
    #expect(layer(Tensor.ones(4, 5, 2)).shape == [4, 5, 3])
  }

  @Test("parameters begin uniformly within 1/√in, and follow the seed")
  func initialisation() {
    let layer = Linear(100, 200, generator: Generator(seed: 1))
    #expect(layer.weight.abs().max().item() <= 0.1 && layer.bias!.abs().max().item() <= 0.1)
    // The variance of U(−a, a) is a²/3.
    #expect(abs(layer.weight.variance().item() - 0.01 / 3) < 1e-4)
    #expect(layer.weight.equal(Linear(100, 200, generator: Generator(seed: 1)).weight))
  }
}
