import NeuralNetworks
import Tensors
import Testing

@Suite struct ActivationLayerTests {
  @Test("activations print as in PyTorch, and compute what the functions do")
  func descriptions() {
    let x = wave(2, 3)
    let layers: [(Module, String, Tensor)] = [
      (ReLU(), "ReLU()", F.relu(x)),
      (LeakyReLU(0.2), "LeakyReLU(negative_slope=0.2)", F.leakyRelu(x, 0.2)),
      (ELU(), "ELU(alpha=1.0)", F.elu(x)),
      (GELU(), "GELU(approximate='none')", F.gelu(x)),
      (GELU(approximate: .tanh), "GELU(approximate='tanh')", F.gelu(x, approximate: .tanh)),
      (SiLU(), "SiLU()", F.silu(x)),
      (Sigmoid(), "Sigmoid()", F.sigmoid(x)),
      (Tanh(), "Tanh()", F.tanh(x)),
      (Softplus(), "Softplus(beta=1.0, threshold=20.0)", F.softplus(x)),
      (Hardtanh(), "Hardtanh(min_val=-1.0, max_val=1.0)", F.hardtanh(x)),
      (Softmax(dim: 1), "Softmax(dim=1)", F.softmax(x, dim: 1)),
      (LogSoftmax(dim: 1), "LogSoftmax(dim=1)", F.logSoftmax(x, dim: 1)),
      (Identity(), "Identity()", x),
    ]
    for (layer, text, value) in layers {
      #expect(layer.description == text)
      #expect(layer(x).equal(value))
    }
  }

  @Test("dimensions are folded together and apart")
  func flattening() {
    let x = wave(2, 3, 4, 5)
    #expect(Flatten()(x).shape == [2, 60] && Flatten(0, 1)(x).shape == [6, 4, 5])
    #expect(Unflatten(1, [3, -1])(Flatten()(x)).shape == [2, 3, 20])
    #expect(Unflatten(-1, [4, 5])(Flatten(2)(x)).equal(x))
    #expect(Flatten().description == "Flatten(start_dim=1, end_dim=-1)")
    // Unflatten(1, (3, 4)) prints Unflatten(dim=1, unflattened_size=(3, 4))
    #expect(Unflatten(1, [3, 4]).description == "Unflatten(dim=1, unflattened_size=(3, 4))")
  }
}
