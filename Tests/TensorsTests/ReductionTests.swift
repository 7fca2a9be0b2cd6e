import Tensors
import Testing

@Suite struct ReductionTests {
  @Test("sums, means and spreads have their gradients, over any dimensions")
  func gradients() {
    let x = point(2, 3, 4)
    expectGradients(at: [x]) { $0[0].sum() }
    expectGradients(at: [x]) { $0[0].sum(dim: 1) }
    expectGradients(at: [x]) { $0[0].sum(dim: 0, 2, keepDim: true) }
    expectGradients(at: [x]) { $0[0].mean(dim: -1) }
    expectGradients(at: [x]) { $0[0].mean() }
    expectGradients(at: [x]) { $0[0].variance(dim: 1) }
    expectGradients(at: [x]) { $0[0].std() }
    expectGradients(at: [x]) { $0[0].norm(dim: 1) }
    expectGradients(at: [x]) { $0[0].norm(3) }
    expectGradients(at: [x]) { $0[0].transpose(0, 2).sum(dim: 0) }
  }

  @Test("extremes have their gradients")
  func extremes() {
    let x = point(3, 4)
    expectGradients(at: [x]) { $0[0].max() }
    expectGradients(at: [x]) { $0[0].min() }
    expectGradients(at: [x]) { $0[0].max(dim: 0).values }
    expectGradients(at: [x]) { $0[0].min(dim: 1, keepDim: true).values }
  }

  @Test("softmax and its logarithm have their gradients along any dimension")
  func softmax() {
    let x = point(3, 4)
    for dim in 0..<2 {
      expectGradients(at: [x]) { $0[0].softmax(dim: dim) }
      expectGradients(at: [x]) { $0[0].logSoftmax(dim: dim) }
      expectGradients(at: [x]) { $0[0].logsumexp(dim: dim) }
    }
  }

  @Test("reductions agree with numpy")
  func values() {
    // x = np.arange(24.).reshape(2, 3, 4) ** 2
    let x = Tensor.arange(24).to(.float32).square().reshape(2, 3, 4)
    // x.sum(axis=(0, 2))  →  [748., 1356., 2220.]
    #expect(x.sum(dim: 0, 2).scalars == [748, 1356, 2220])
    #expect(x.sum(dim: 0, 2, keepDim: true).shape == [1, 3, 1])
    // x.var(axis=2, ddof=1)[0]  →  [16.33333333, 203., 603.]
    let variances = Tensor([49 / 3.0, 203, 603])
    #expect(x.variance(dim: 2)[0].allclose(variances, rtol: 1e-4))
    #expect(x.max().item() == 529.0 && x.argmax().item() == 23.0)
    #expect(x.max(dim: 1).indices.scalars == [2, 2, 2, 2, 2, 2, 2, 2])
    #expect((x > 100).sum().dtype == .int64 && (x > 100).sum().item() == 13.0)
  }

  @Test("a NaN is the extreme of whatever it is among, wherever it stands", arguments: [0, 3, 16, 40])
  func notANumber(place: Int) {
    let x = Tensor.rand(41, generator: Generator(seed: 1))
    #expect(x.max().item() == x.scalars.max()! && x.min().item() == x.scalars.min()!)
    x[place] = Tensor(Double.nan)
    #expect(x.max().isnan().all() && x.min().isnan().all() && x.argmax().item() == Double(place))
  }

  @Test("softmax of large numbers neither overflows nor loses its sum")
  func stability() {
    let x = Tensor([[1000, 1001, 999], [-1000, -1000, -1000]])
    // scipy.special.softmax([1000, 1001, 999])  →  [0.24472847, 0.66524096, 0.09003057]
    #expect(x.softmax(dim: 1)[0].allclose(Tensor([0.24472847, 0.66524096, 0.09003057]), rtol: 1e-5))
    #expect(x.logsumexp(dim: 1).allclose(Tensor([1001.40760596, -998.90138771]), rtol: 1e-6))
  }

  @Test("a sum of many elements keeps its precision")
  func pairwise() {
    #expect(abs(Tensor.full([10_000_000], 0.1).sum().item() - 1_000_000.0149) < 1)
  }

  @Test("the norm's gradient at zero is zero, as in PyTorch")
  func normAtZero() {
    let x = Tensor.zeros(2, 3, requiresGrad: true)
    x.norm(dim: 1).sum().backward()
    #expect(x.grad!.scalars == [0, 0, 0, 0, 0, 0])
  }
}
