import Distributions
import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct MultivariateNormalTests {
  private var normal: MultivariateNormal {
    MultivariateNormal(
      [1, -2, 0.5], covariance: [[2, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 0.5]], dtype: .float64)
  }

  @Test("density and entropy are SciPy's")
  func values() {
    // mv = stats.multivariate_normal([1, -2, .5], [[2, .6, -.3], [.6, 1, .2], [-.3, .2, .5]])
    // mv.logpdf([[0, 0, 0], [1, -2, .5], [3, -4, 2]]), mv.entropy()
    let logP = normal.logProb([[0, 0, 0], [1, -2, 0.5], [3, -4, 2]])
    #expect(logP.allclose(Tensor([-8.99656572, -2.48272489, -18.09691175], dtype: .float64), rtol: 1e-8))
    #expect(abs(normal.entropy().item() - 3.982724894459139) < 1e-13)
    #expect(normal.pdf([1, -2, 0.5]).shape == [] && normal.mode.allclose(normal.loc))
    #expect(normal.variance.allclose(Tensor([2, 1, 0.5], dtype: .float64)))
    #expect(
      "\(normal.support)" == "ℝ³" && normal.support.contains(Tensor([[1, .nan, 2], [0, 0, 0]])).scalars == [0, 1])
  }

  @Test("batches broadcast as PyTorch's")
  func batches() {
    let batch = MultivariateNormal(
      Tensor.zeros(4, 1, 2), covariance: Tensor([[[2, 1], [1, 3]], [[1, 0], [0, 1]], [[5, 0], [0, 1]]]))
    #expect(batch.batchShape == [4, 3] && batch.eventShape == [2])
    #expect(
      batch.sample([5]).shape == [5, 4, 3, 2] && batch.mean.shape == [4, 3, 2] && batch.entropy().shape == [4, 3])
    let x = Tensor.randn(7, 1, 3, 2, generator: Generator(seed: 1))
    let logP = batch.logProb(x)
    #expect(logP.shape == [7, 4, 3])
    let one = MultivariateNormal([0, 0], covariance: [[5, 0], [0, 1]]).logProb(x[3, 0, 2])
    #expect(abs(logP[3, 1, 2].item() - one.item()) < 1e-5)
  }

  @Test("gradients agree with finite differences")
  func gradients() {
    let x = Tensor([[0.3, -0.2], [1, 2]]), factor = Tensor([[1.2, 0], [0.4, 0.8]])
    expectGradients(at: [x, Tensor([0.5, 1]), factor], order: 1) {
      MultivariateNormal($0[1], scaleTril: $0[2].tril()).logProb($0[0])
    }
    expectGradients(at: [x, factor], order: 1) { inputs in
      let covariance = matmul(inputs[1], inputs[1].mT) + Tensor.eye(2, dtype: .float64)
      return MultivariateNormal([0, 1], covariance: covariance).logProb(inputs[0])
    }
    expectGradients(at: [Tensor([0.5, 1]), factor], order: 1) {
      MultivariateNormal($0[0], scaleTril: $0[1].tril()).rsample([3], generator: Generator(seed: 2)).square()
    }
  }

  @Test("samples have the mean and the covariance")
  func samples() {
    let x = normal.sample([100_000], generator: Generator(seed: 5))
    let centred = x - x.mean(0)
    #expect(x.mean(0).allclose(normal.loc, atol: 0.02))
    #expect((matmul(centred.mT, centred) / 100_000).allclose(normal.covariance, atol: 0.03))
  }
}
