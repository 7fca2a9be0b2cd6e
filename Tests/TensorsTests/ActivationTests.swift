import Glibc
import Tensors
import TestSupport
import Testing

@Suite struct ActivationTests {
  @Test("activations have PyTorch's values and gradients")
  func golden() {
    // x = torch.tensor([-3., -1, -.1, 0, .5, 2, 8], dtype=torch.float64, requires_grad=True)
    // y = F.elu(x, 1.5)  (F.gelu(x), F.gelu(x, approximate="tanh"), F.silu(x), F.softplus(x, 2, 10),
    // F.hardtanh(x, -.5, 1.)); y.sum().backward(); y.tolist(), x.grad.tolist()
    expect(
      { $0.elu(1.5) }, [-1.425319397, -0.948180838, -0.142743873, 0, 0.5, 2, 8],
      [0.074680603, 0.551819162, 1.357256127, 1.5, 1, 1, 1])
    expect(
      { $0.gelu() }, [-0.004049694, -0.158655254, -0.046017216, 0, 0.345731231, 1.954499736, 8],
      [-0.011945647, -0.083315471, 0.420476908, 0.5, 0.867495125, 1.085231801, 1])
    expect(
      { $0.geluTanh() }, [-0.003637392, -0.158808009, -0.046017249, 0, 0.34571401, 1.954597694, 8],
      [-0.011584167, -0.082964084, 0.420478211, 0.5, 0.867369904, 1.086099257, 1])
    expect(
      { $0.silu() }, [-0.14227762, -0.268941421, -0.047502081, 0, 0.311229666, 1.761594156, 7.997317199],
      [-0.088104106, 0.072329488, 0.450083209, 0.5, 0.739961187, 1.090784249, 1.002346551])
    expect(
      { $0.softplus(beta: 2, threshold: 10) },
      [0.001237843, 0.063464006, 0.299069435, 0.34657359, 0.656630844, 2.009074964, 8],
      [0.002472623, 0.119202922, 0.450166003, 0.5, 0.731058579, 0.98201379, 1])
    expect({ $0.hardtanh(-0.5, 1) }, [-0.5, -0.5, -0.1, 0, 0.5, 1, 1], [0, 0, 1, 1, 1, 0, 0])
  }

  private func expect(
    _ f: (Tensor) -> Tensor, _ values: [Double], _ gradients: [Double],
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    for dtype in [DType.float32, .float64] {
      let x = Tensor([-3, -1, -0.1, 0, 0.5, 2, 8], dtype: dtype, requiresGrad: true)
      let y = f(x)
      y.sum().backward()
      let tolerance = dtype == .float32 ? 2e-7 : 1e-9
      #expect(y.allclose(Tensor(values, dtype: dtype), rtol: tolerance, atol: 1e-9), sourceLocation: sourceLocation)
      #expect(
        x.grad!.allclose(Tensor(gradients, dtype: dtype), rtol: 5 * tolerance, atol: 1e-9),
        sourceLocation: sourceLocation)
    }
  }

  static let all: [(name: String, f: @Sendable (Tensor) -> Tensor)] = [
    ("relu", { $0.relu() }), ("leakyRelu", { $0.leakyRelu(0.2) }), ("hardtanh", { $0.hardtanh(-0.7, 0.9) }),
    ("elu", { $0.elu(1.3) }), ("gelu", { $0.gelu() }), ("geluTanh", { $0.geluTanh() }), ("silu", { $0.silu() }),
    ("softplus", { $0.softplus(beta: 1.5, threshold: 2) }), ("sigmoid", { $0.sigmoid() }), ("tanh", { $0.tanh() }),
  ]

  @Test("activations have their gradients, fused and composed, wherever their input lies", arguments: all.indices)
  func gradients(_ i: Int) {
    let f = Self.all[i].f
    expectGradients(at: [point(9)]) { f($0[0]) }
    expectGradients(at: [point(3, 4)]) { f($0[0].t()) }
    expectGradients(at: [point(5, 4)]) { f($0[0][1..<4, 2...]) }
    expectGradients(at: [point(3, 1)]) { f($0[0].expand(3, 4)) }
    expectGradients(at: [point(0, 3)]) { f($0[0]) }
  }

  @Test("activations keep NaN, and are finite where their input is large", arguments: all.indices)
  func limits(_ i: Int) {
    let (name, f) = Self.all[i]
    let x = Tensor([Float.nan, 100, -100, 3e4, -3e4], requiresGrad: true)
    let y = f(x)
    y.sum().backward()
    #expect(y.isnan().scalars == [1, 0, 0, 0, 0])
    #expect(!x.grad!.isnan()[1...].any())
    // On the right all but three are x itself, on the left all are what they tend to.
    let right: [String: Double] = ["hardtanh": 0.9, "sigmoid": 1, "tanh": 1]
    let left: [String: Double] = ["leakyRelu": -20, "hardtanh": -0.7, "elu": -1.3, "tanh": -1]
    #expect(y[1...2].allclose(Tensor([right[name] ?? 100, left[name] ?? 0]), atol: 1e-30))
  }

  @Test("activations in single precision are close to those in double")
  func accuracy() {
    let inputs = (0..<20000).map { Float($0) / 1000 - 10 }
    for (name, f) in Self.all {
      let exact = f(Tensor(inputs, dtype: .float64)).scalars
      let single = f(Tensor(inputs)).scalars
      // In units in the last place; where the value is all but 0, in those of 0.01.
      let worst = zip(exact, single).map { abs($0 - $1) / Double(max(Float(abs($0)), 0.01).ulp) }.max()!
      #expect(worst < 10, "\(name)")
    }
  }

  @Test("a piecewise straight function has second derivatives of zero")
  func straight() {
    let x = Tensor([-1, 2], requiresGrad: true)
    let slope = grad(x.leakyRelu(0.2).sum(), x, createGraph: true)[0]
    #expect(slope.allclose(Tensor([0.2, 1])))
    #expect(grad(slope.sum(), x)[0].scalars == [0, 0])
  }
}

@Suite struct SoftmaxTests {
  @Test("softmax and its logarithm have their gradients along every dimension")
  func gradients() {
    for dim in [0, 1, 2, -1] {
      expectGradients(at: [point(2, 3, 4)]) { $0[0].softmax(dim: dim) }
      expectGradients(at: [point(2, 3, 4)]) { $0[0].logSoftmax(dim: dim) }
    }
    expectGradients(at: [point(4, 3)]) { $0[0].t().softmax(dim: 1) }
    expectGradients(at: [point(3, 1)]) { $0[0].expand(3, 4).logSoftmax(dim: 1) }
    expectGradients(at: [point(2, 0)]) { $0[0].softmax(dim: 0) }
    expectGradients(at: [point(1)]) { $0[0].view([]).logSoftmax(dim: 0) + $0[0] }
  }

  @Test("long rows and columns add up to one")
  func sums() {
    let x = Tensor.randn(3, 100, 70) * 5
    for dim in 0..<3 {
      let y = x.softmax(dim: dim)
      #expect(y.sum(dim: dim).allclose(Tensor.ones(x.shape).sum(dim: dim) / Double(x.shape[dim]), rtol: 1e-5))
      #expect(x.logSoftmax(dim: dim).exp().allclose(y, rtol: 1e-4, atol: 1e-7))
      #expect(x.to(.float64).softmax(dim: dim).to(.float32).allclose(y, rtol: 1e-5, atol: 1e-9))
    }
  }

  @Test("infinities and NaN go where they go in PyTorch")
  func limits() {
    // torch.tensor([[-inf, 0., 0.], [-inf, -inf, -inf], [nan, 0., 1.], [inf, 0., 1.]]).softmax(1)
    let inf = Float.infinity
    let x = Tensor([[-inf, 0, 0], [-inf, -inf, -inf], [.nan, 0, 1], [inf, 0, 1]])
    for y in [x.softmax(dim: 1), x.t().contiguous().softmax(dim: 0).t()] {
      #expect(y[0].scalars == [0, 0.5, 0.5])
      #expect(y[1].isnan().all() && y[2].isnan().all())
      #expect(y[3].isnan().all())
    }
  }
}
