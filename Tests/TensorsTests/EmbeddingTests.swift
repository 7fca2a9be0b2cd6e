import TestSupport
import Testing

@testable import Tensors

@Suite struct EmbeddingTests {
  @Test("looking up has its gradients, however often a row is looked up")
  func gradients() {
    let index = Tensor([[0, 2, 2], [4, 0, 2]], dtype: .int64)
    expectGradients(at: [point(5, 3)]) { embedding($0[0], index) }
    expectGradients(at: [point(3, 5)]) { embedding($0[0].t(), index.t()) }
    expectGradients(at: [point(5, 70)], order: 1) { embedding($0[0], index) }
    expectGradients(at: [point(5, 3)]) { embedding($0[0], index[0..<0]) }
  }

  @Test("the padding's row gets no gradient, at first and at second order")
  func padding() {
    let index = Tensor([[0, 2, 2], [4, 0, 2]], dtype: .int64)
    let table = point(5, 3).requiresGrad_()
    func gradients(_ padding: Int?) -> (Tensor, Tensor) {
      let first = grad(embedding(table, index, paddingIndex: padding).pow(3).sum(), table, createGraph: true)[0]
      return (first, grad(first.square().sum(), table)[0])
    }
    let (all, some) = (gradients(nil), gradients(2))
    let keeps = Tensor([1, 1, 0, 1, 1], dtype: .float64).unsqueeze(1)
    #expect(some.0.allclose(all.0 * keeps) && some.1.allclose(all.1 * keeps))
  }

  @Test("leaving out has its gradients")
  func dropout() {
    expectGradients(at: [point(3, 4)]) { $0[0].dropout(0.4, generator: Generator(seed: 2)) }
    expectGradients(at: [point(3, 4)]) { $0[0].t().square().dropout(0.4, generator: Generator(seed: 2)) }
    #expect(Tensor([Float.nan, .nan]).dropout(0.5).isnan().all())
    #expect(Tensor.zeros(0).dropout(0.5).shape == [0])
  }

  @Test("what is left out does not depend on the type or on how much else there is")
  func stream() {
    let holes = Tensor.ones(5000).dropout(0.5, generator: Generator(seed: 4)) == 0
    #expect((Tensor.ones([5000], dtype: .float64).dropout(0.5, generator: Generator(seed: 4)) == 0).equal(holes))
    #expect((Tensor.ones(1100).dropout(0.5, generator: Generator(seed: 4)) == 0).equal(holes[..<1100]))
  }
}
