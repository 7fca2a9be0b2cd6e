import NeuralNetworks
import Tensors
import Testing

@Suite struct SGDTests {
  @Test("momentum, dampening, decay and Nesterov's step follow PyTorch's recurrence")
  func recurrence() {
    // g = p + decay p on p²/2, by hand for two steps of lr 0.1 from p = 1:
    func run(momentum: Double, dampening: Double = 0, weightDecay: Double = 0, nesterov: Bool = false) -> Double {
      let p = Tensor(1, dtype: .float64, requiresGrad: true)
      let optimiser = SGD(
        [p], lr: 0.1, momentum: momentum, dampening: dampening, weightDecay: weightDecay, nesterov: nesterov)
      for _ in 0..<2 {
        optimiser.zeroGrad()
        (p * p * 0.5).backward()
        optimiser.step()
      }
      return p.item()
    }
    #expect(abs(run(momentum: 0) - 0.81) < 1e-12)
    // v = 1, p = 0.9; v = 0.9 + 0.9 = 1.8, p = 0.72
    #expect(abs(run(momentum: 0.9) - 0.72) < 1e-12)
    // v = 1, p = 0.9; v = 0.9 + 0.5 · 0.9 = 1.35, p = 0.765
    #expect(abs(run(momentum: 0.9, dampening: 0.5) - 0.765) < 1e-12)
    // g = 1.5, p = 0.85; g = 1.275, p = 0.7225
    #expect(abs(run(momentum: 0, weightDecay: 0.5) - 0.7225) < 1e-12)
    // v = 1, step 1 + 0.9, p = 0.81; v = 0.9 + 0.81 = 1.71, step 0.81 + 0.9 · 1.71 = 2.349, p = 0.5751
    #expect(abs(run(momentum: 0.9, nesterov: true) - 0.5751) < 1e-12)
  }
}
