import Tensors
import TestSupport
import Testing

@Suite struct ChoosingTests {
  @Test("choices have their gradients")
  func gradients() {
    let a = point(3, 4)
    let b = point(4, seed: 2)
    expectGradients(at: [a, b]) { Tensor.maximum($0[0], $0[1]) }
    expectGradients(at: [a, b]) { Tensor.minimum($0[0], $0[1]) }
    expectGradients(at: [a]) { $0[0].clamp(-0.5, 0.8) }
    let mask = a > 0.1
    expectGradients(at: [a]) { $0[0].maskedFill(mask, -3).exp() }
    expectGradients(at: [a, b]) { Tensor.where(mask, $0[0] * $0[0], $0[1]) }
  }

  @Test("equal elements share the gradient of the larger")
  func ties() {
    // x = torch.tensor([1., 2.], requires_grad=True); torch.maximum(x, torch.tensor([1., 3.])).sum().backward()
    // x.grad  →  tensor([0.5000, 0.0000])
    let x = Tensor([1, 2], requiresGrad: true)
    Tensor.maximum(x, Tensor([1, 3])).sum().backward()
    #expect(x.grad!.scalars == [0.5, 0])
  }

  @Test("comparisons give truth values, which combine")
  func comparisons() {
    let x = Tensor([1, 2, 3])
    #expect((x > 1).description == "tensor([False,  True,  True])")
    #expect(((x > 1) & (x < 3)).scalars == [0, 1, 0])
    #expect((!(x >= 2) | (x == 3)).scalars == [1, 0, 1])
    #expect((Tensor([1, 2], dtype: .int64) > 1.5).scalars == [0, 1])
    #expect(x.equal(Tensor([1, 2, 3])) && !x.equal(Tensor([1, 2])))
    #expect(x.allclose(x + 1e-7) && !x.allclose(x + 0.1))
  }
}
