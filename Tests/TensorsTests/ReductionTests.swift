import Tensors
import TestSupport
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
    expectGradients(at: [x]) { $0[0].mean(0, 2) }
    expectGradients(at: [x]) { $0[0].mean(dim: [1], keepDim: true) }
    expectGradients(at: [x]) { $0[0].var(0, 2, correction: 0) }
    expectGradients(at: [x]) { $0[0].std(1, correction: 0, keepDim: true) }
    expectGradients(at: [x]) { $0[0][.all, 1...].transpose(0, 2).std(0) }
    expectGradients(at: [point(3, 1)]) { $0[0].expand(3, 4).var() + $0[0].expand(3, 4).mean() }
  }

  @Test("norms of every power have their gradients", arguments: [-1, 0, 0.5, 1, 1.5, 2, 3, .infinity, -.infinity])
  func norms(p: Double) {
    let x = point(3, 4)
    expectGradients(at: [x]) { $0[0].norm(p) }
    expectGradients(at: [x]) { $0[0].t().norm(p, dim: 0, keepDim: true) }
  }

  @Test("products and running sums and products have their gradients, at 0 too")
  func products() {
    let x = point(3, 4)
    let withZeros = x.clone()
    withZeros[0, 1] = Tensor(0)
    withZeros[2, 1] = Tensor(0)
    withZeros[2, 3] = Tensor(0)
    for x in [x, withZeros, point(1, 3), Tensor.zeros(2, 0, dtype: .float64)] {
      expectGradients(at: [x]) { $0[0].prod() }
      for dim in 0..<2 {
        expectGradients(at: [x]) { $0[0].prod(dim) }
        expectGradients(at: [x]) { $0[0].cumsum(dim) }
        expectGradients(at: [x]) { $0[0].cumprod(dim) }
      }
    }
    expectGradients(at: [x]) { $0[0].t().cumprod(0)[1...] }
  }

  @Test("extremes have their gradients")
  func extremes() {
    let x = point(3, 4)
    expectGradients(at: [x]) { $0[0].max() }
    expectGradients(at: [x]) { $0[0].min() }
    expectGradients(at: [x]) { $0[0].max(dim: 0).values }
    expectGradients(at: [x]) { $0[0].min(dim: 1, keepDim: true).values }
    expectGradients(at: [x]) { $0[0].max(1).values }
    expectGradients(at: [x]) { $0[0].amax(0, 1) }
    expectGradients(at: [x]) { $0[0].t().amin(dim: 1, keepDim: true) }
  }

  @Test("softmax and its logarithm have their gradients along any dimension")
  func softmax() {
    let x = point(3, 4)
    for dim in 0..<2 {
      expectGradients(at: [x]) { $0[0].softmax(dim: dim) }
      expectGradients(at: [x]) { $0[0].logSoftmax(dim: dim) }
      expectGradients(at: [x]) { $0[0].logsumexp(dim: dim) }
    }
    expectGradients(at: [x]) { $0[0].logsumexp(0, 1, keepDim: true) }
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

  @Test("reductions agree with PyTorch")
  func golden() {
    // x = torch.tensor([[3., -1, 2, 2], [0, 5, -4, 5]])
    let x = Tensor([[3, -1, 2, 2], [0, 5, -4, 5]])
    // x.var(1)  →  [3., 19.] ; x.std(0, correction=0)  →  [1.5, 3., 3., 1.5] ; x.var(unbiased=False)  →  8.25
    #expect(x.var(1).scalars == [3, 19] && x.std(0, correction: 0).scalars == [1.5, 3, 3, 1.5])
    #expect(x.var(unbiased: false).item() == 8.25)
    // x.norm(1, dim=1) ; x.norm(inf, dim=0) ; x.norm(0, dim=1) ; x.norm(-inf, dim=1) ; x.norm(3)
    #expect(x.norm(1, dim: 1).scalars == [8, 14] && x.norm(.infinity, dim: 0).scalars == [3, 5, 4, 5])
    #expect(x.norm(0, dim: 1).scalars == [4, 3] && x.norm(-.infinity, dim: 1).scalars == [1, 0])
    #expect(abs(x.norm(3).item() - 7.1005887985) < 1e-5)
    // x.prod(1) ; x.cumsum(1) ; x.cumprod(0) ; x.logsumexp((0, 1)) ; x.amax((0, 1)) ; x.amin(1)
    #expect(x.prod(1).scalars == [-12, 0] && x.cumsum(1).scalars == [3, 2, 4, 6, 0, 5, 1, 6])
    #expect(x.cumprod(0).scalars == [3, -1, 2, 2, 0, -5, -8, 10])
    #expect(abs(x.logsumexp(0, 1).item() - 5.8083710670) < 1e-5)
    #expect(x.amax(0, 1).item() == 5.0 && x.amin(1).scalars == [-1, -4])
    // x.argmax(1) ; x.argmax(0) ; x.argmin() ; x.count_nonzero(1) ; (x > 0).all(0) ; (x > 4).any(1)
    #expect(x.argmax(1).scalars == [0, 1] && x.argmax(0).scalars == [0, 1, 0, 1] && x.argmin().item() == 6.0)
    #expect(x.countNonzero(1).scalars == [4, 3] && x.countNonzero().item() == 7.0)
    #expect((x > 0).all(0).scalars == [0, 0, 0, 1] && (x > 4).any(dim: 1).scalars == [0, 1])
    #expect((x > 0).sum(0).scalars == [1, 1, 1, 2] && (x > 0).sum(0).dtype == .int64)
    #expect(x.long().prod(1).scalars == [-12, 0] && x.long().cumsum(0).dtype == .int64)
  }

  @Test("gradients at ties, zeros and infinities are PyTorch's")
  func specialGradients() {
    // z = torch.tensor([2., 0, 4, 4], requires_grad=True); f(z).backward(); z.grad
    func slope(_ f: (Tensor) -> Tensor) -> Tensor {
      [Tensor([2, 0, 4, 4], requiresGrad: true)].map { grad(f($0), $0)[0] }[0]
    }
    #expect(slope { $0.prod() }.scalars == [0, 32, 0, 0])
    #expect(slope { $0.cumprod(0).sum() }.scalars == [1, 42, 0, 0])
    #expect(
      slope { $0.std(correction: 0) }.allclose(Tensor([-0.0753778368, -0.3768891692, 0.2261335105, 0.2261335105])))
    #expect(slope { $0.norm(.infinity) }.scalars == [0, 0, 0.5, 0.5])
    #expect(slope { $0.amax() }.scalars == [0, 0, 0.5, 0.5] && slope { $0.max() }.scalars == [0, 0, 0.5, 0.5])
    #expect(slope { $0.max(0).values }.scalars == [0, 0, 1, 0])
    #expect(slope { $0.norm(0.5) }.allclose(Tensor([3.8284270763, 0, 2.7071068287, 2.7071068287])))
    #expect(slope { $0.norm(1.5) }.allclose(Tensor([0.5315902233, 0, 0.7517821193, 0.7517821193])))
    // z = torch.tensor([2., 2, 2], requires_grad=True); z.std().backward(); z.grad  →  [0., 0., 0.]
    let flat = Tensor([2, 2, 2], requiresGrad: true)
    #expect(grad(flat.std(), flat)[0].scalars == [0, 0, 0])
  }

  @Test("what is reduced over nothing is PyTorch's")
  func empty() {
    #expect(Tensor.zeros(0, 3).sum(0).scalars == [0, 0, 0] && Tensor.zeros(0, 3).prod(0).scalars == [1, 1, 1])
    #expect(Tensor.zeros(2, 0).sum().item() == 0.0 && Tensor.zeros(0).mean().isnan().all())
    #expect(Tensor.zeros(0, 3).amax(1).shape == [0] && Tensor.zeros(2, 0).all(1).scalars == [1, 1])
    #expect(Tensor([1]).var().isnan().all() && Tensor.zeros(0, 3).sum(1).shape == [0])
    #expect(Tensor.zeros(0, 3).cumsum(0).shape == [0, 3] && Tensor.zeros(0).norm().item() == 0.0)
  }

  @Test("the extreme of nothing ends the program")
  func noExtreme() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor.zeros(2, 0).amax(1, file: "Cell1/page.md", line: 3)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "page.md:3: Fatal error: amax: a tensor of shape [2, 0] has no elements to choose from"))
  }

  /// Runs of every length that the kernels treat apart, side by side in every number.
  @Test(
    "every reduction is that of its elements, whatever the shape",
    arguments: zip([1, 1, 1, 3, 15, 16, 17, 17, 300, 300], [1, 63, 200, 65, 200, 5, 65, 200, 2, 65]))
  func layouts(inner: Int, n: Int) {
    let x = Tensor.randn(2, n, inner, dtype: .float64, generator: Generator(seed: 3))
    let rows = (0..<2).flatMap { o in (0..<inner).map { i in x[o, 0..., i].scalars } }
    func expect(_ y: Tensor, _ of: ([Double]) -> Double) {
      let expected = rows.map(of)
      #expect(zip(y.scalars, expected).allSatisfy { abs($0 - $1) <= 1e-10 * max(1, abs($1)) })
    }
    let mean = { (row: [Double]) in row.reduce(0, +) / Double(row.count) }
    let squares = { (row: [Double]) in row.map { ($0 - mean(row)) * ($0 - mean(row)) }.reduce(0, +) }
    expect(x.sum(1)) { $0.reduce(0, +) }
    expect(x.prod(1)) { $0.reduce(1, *) }
    expect(x.var(1, correction: 0)) { squares($0) / Double(n) }
    expect(x.amax(1)) { $0.max()! }
    expect(x.amin(1)) { $0.min()! }
    expect(x.argmax(1)) { row in Double(row.firstIndex(of: row.max()!)!) }
    expect(x.argmin(1)) { row in Double(row.firstIndex(of: row.min()!)!) }
    expect((x > 0).sum(1)) { Double($0.count { $0 > 0 }) }
    expect(x.cumsum(1)[.all, -1]) { $0.reduce(0, +) }
    let single = x.to(.float32)
    expect(single.argmax(1).to(.float64)) { row in
      Double(row.map { Float($0) }.firstIndex(of: Float(row.max()!))!)
    }
    // A NaN, and equal ones, anywhere.
    let at = n / 2
    single[1, at] = Tensor(Double.nan)
    #expect(single.amax(1)[1].isnan().all() && single.amin(1)[1].isnan().all() && single.sum(1)[1].isnan().all())
    #expect((single.argmax(1)[1] == Double(at)).all() && (single.argmin(1)[1] == Double(at)).all())
    #expect((Tensor.zeros(2, n, inner).argmax(1) == 0).all())
  }

  @Test("a sum of many elements keeps its precision, along every dimension")
  func pairwise() {
    #expect(abs(Tensor.full([10_000_000], 0.1).sum().item() - 1_000_000.0149) < 1)
    for shape in [[1_000_000, 2], [200_000, 20]] as [Shape] {
      let sums = Tensor.full(shape, 0.1).sum(0)
      #expect(((sums / (0.1 * Double(shape[0])) - 1).abs() < 1e-6).all())
    }
    // The mean is taken away before squaring.
    #expect(abs((Tensor.randn(300_000, generator: Generator(seed: 1)) + 10_000).var().item() - 1) < 0.02)
    // Long runs are folded by pieces.
    let x = Tensor.zeros(300_001, dtype: .float64)
    #expect(!x.any() && x.countNonzero().item() == 0.0 && (x + 1).all())
    x[299_999] = -2
    #expect(x.any() && !(x + 2).all() && x.countNonzero().item() == 1.0 && x.min().item() == -2.0)
    #expect(x.norm(1).item() == 2.0 && x.norm(4).item() == 2.0 && (x + 1).prod().item() == -1.0)
    #expect(x[1...].view(100_000, 3).var(0, correction: 0).allclose(Tensor([0, 4e-5 - 4e-10, 0], dtype: .float64)))
  }

  @Test("the norm's gradient at zero is zero, as in PyTorch")
  func normAtZero() {
    let x = Tensor.zeros(2, 3, requiresGrad: true)
    x.norm(dim: 1).sum().backward()
    #expect(x.grad!.scalars == [0, 0, 0, 0, 0, 0])
  }
}
