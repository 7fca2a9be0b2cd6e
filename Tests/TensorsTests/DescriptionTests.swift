import NotebookDisplay
import Tensors
import Testing

@Suite struct DescriptionTests {
  @Test("tensors print as in PyTorch")
  func prints() {
    // print(torch.tensor([[1., 2.], [3., 4.]]))
    #expect(Tensor([[1, 2], [3, 4]]).description == "tensor([[1., 2.],\n        [3., 4.]])")
    // print(torch.tensor([[1.5, 2.], [-3., 4.]]))
    #expect(Tensor([[1.5, 2], [-3, 4]]).description == "tensor([[ 1.5000,  2.0000],\n        [-3.0000,  4.0000]])")
    // print(torch.tensor(0.25)); print(torch.tensor([1e-5, 1.])); print(torch.tensor([0.1, 1e5]))
    #expect(Tensor(0.25).description == "tensor(0.2500)")
    #expect(Tensor([1e-5, 1]).description == "tensor([1.0000e-05, 1.0000e+00])")
    #expect(Tensor([0.1, 1e5]).description == "tensor([1.0000e-01, 1.0000e+05])")
    // print(torch.tensor([1, 20])); print(torch.tensor([True, False])); print(torch.zeros(0)); print(torch.zeros(2, 0))
    #expect(Tensor([1, 20], dtype: .int64).description == "tensor([ 1, 20])")
    #expect(Tensor([true, false]).description == "tensor([ True, False])")
    #expect(Tensor.zeros(0).description == "tensor([])")
    #expect(Tensor.zeros(2, 0).description == "tensor([], size=(2, 0))")
    // print(torch.ones(2, dtype=float64)); print(torch.tensor([float('nan'), float('inf'), 1.]))
    #expect(Tensor.ones(2, dtype: .float64).description == "tensor([1., 1.], dtype=float64)")
    #expect(Tensor([Float.nan, .infinity, 1]).description == "tensor([nan, inf, 1.])")
  }

  @Test("what a gradient is for is noted")
  func notes() {
    let x = Tensor([1, 2], requiresGrad: true)
    #expect(x.description == "tensor([1., 2.], requires_grad=True)")
    #expect((x * 2).description == "tensor([2., 4.], grad_fn=<MulBackward0>)")
  }

  @Test("blocks of more than two dimensions stand apart, long rows are broken")
  func layout() {
    // print(torch.zeros(2, 1, 2))
    #expect(Tensor.zeros(2, 1, 2).description == "tensor([[[0., 0.]],\n\n        [[0., 0.]]])")
    // print(torch.arange(30.))
    #expect(
      Tensor.arange(0.0, 30.0).description == """
        tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.,
                14., 15., 16., 17., 18., 19., 20., 21., 22., 23., 24., 25., 26., 27.,
                28., 29.])
        """)
  }

  @Test("beyond a thousand elements only the edges are printed")
  func summary() {
    // print(torch.arange(1001))
    #expect(Tensor.arange(1001).description == "tensor([   0,    1,    2,  ...,  998,  999, 1000])")
    // print(torch.zeros(100, 100))
    #expect(
      Tensor.zeros(100, 100).description == """
        tensor([[0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.],
                ...,
                [0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.],
                [0., 0., 0.,  ..., 0., 0., 0.]])
        """)
  }

  @Test("numbers of every size, and every note, print as in PyTorch", arguments: golden.indices)
  func everything(index: Int) {
    let (tensor, text) = Self.golden[index]
    #expect(tensor().description == text)
  }

  @Test("a page shows vectors and matrices as tables, large ones by their edges, others as text")
  func display() throws {
    let html = try #require(Tensor([[1, 2.5], [-3, 4]], requiresGrad: true).mimeBundle.text(.html))
    #expect(html.contains("<caption>2 × 2, float32, requires_grad=True</caption>"))
    #expect(html.contains("<tr><th>1</th><td class=\"number\">-3.0000</td><td class=\"number\">4.0000</td></tr>"))
    let result = try #require((Tensor([1, 2], requiresGrad: true) * 2).mimeBundle.text(.html))
    #expect(result.contains("2, float32, grad_fn=&lt;MulBackward0&gt;"))
    let large = try #require(Tensor.arange(1_000_000).view(1000, 1000).mimeBundle.text(.html))
    #expect(large.count < 10_000 && large.contains(">999999<") && large.contains(">…<") && large.contains(">⋮<"))
    #expect(Tensor([true, false]).t().mimeBundle.text(.html)?.contains(">False<") == true)
    for plain in [Tensor(1), Tensor.zeros(0), Tensor.zeros(2, 0), Tensor.zeros(1, 2, 3)] {
      #expect(plain.mimeBundle.text(.html) == nil && plain.mimeBundle.plainText == plain.description)
    }
  }

  /// `print(…)` of the same in PyTorch, which writes `dtype=torch.float64`.
  private static let golden: [(@Sendable () -> Tensor, String)] = [
    ({ Tensor(3) }, "tensor(3.)"),
    ({ Tensor(3, dtype: .int64) }, "tensor(3)"),
    ({ Tensor(true) }, "tensor(True)"),
    ({ Tensor(0.1, dtype: .float64) }, "tensor(0.1000, dtype=float64)"),
    ({ Tensor(Double.nan) }, "tensor(nan)"),
    ({ Tensor(-Double.infinity) }, "tensor(-inf)"),
    ({ Tensor([Double.nan, .infinity, -.infinity]) }, "tensor([nan, inf, -inf])"),
    ({ Tensor([Double.nan, 1.5, -.infinity]) }, "tensor([   nan, 1.5000,   -inf])"),
    ({ Tensor([0, 0]) }, "tensor([0., 0.])"),
    ({ Tensor([1e-9, 1e-8]) }, "tensor([1.0000e-09, 1.0000e-08])"),
    ({ Tensor([0.0, 1e-5]) }, "tensor([0.0000e+00, 1.0000e-05])"),
    ({ Tensor([1e8, 1]) }, "tensor([1.0000e+08, 1.0000e+00])"),
    ({ Tensor([1e9, 1]) }, "tensor([1.0000e+09, 1.0000e+00])"),
    ({ Tensor([1000, 1]) }, "tensor([1000.,    1.])"),
    ({ Tensor([10000, 1]) }, "tensor([1.0000e+04, 1.0000e+00])"),
    ({ Tensor([1001.5, 1]) }, "tensor([1.0015e+03, 1.0000e+00])"),
    ({ Tensor([999.5, 1]) }, "tensor([999.5000,   1.0000])"),
    ({ Tensor([0.5, 499.99]) }, "tensor([  0.5000, 499.9900])"),
    ({ Tensor([0.5, 500.01]) }, "tensor([5.0000e-01, 5.0001e+02])"),
    ({ Tensor([123456789.0, 1]) }, "tensor([1.2346e+08, 1.0000e+00])"),
    ({ Tensor([123456.0, 100000.0]) }, "tensor([123456., 100000.])"),
    ({ Tensor([1e-4, 2e-4]) }, "tensor([1.0000e-04, 2.0000e-04])"),
    ({ Tensor([9e-5, 2e-4]) }, "tensor([9.0000e-05, 2.0000e-04])"),
    ({ Tensor([1e10, 1e10]) }, "tensor([1.0000e+10, 1.0000e+10])"),
    ({ Tensor([1e38, -1e38]) }, "tensor([ 1.0000e+38, -1.0000e+38])"),
    ({ Tensor([-0.0, 1]) }, "tensor([-0., 1.])"),
    ({ Tensor([-0.00001, 1]) }, "tensor([-1.0000e-05,  1.0000e+00])"),
    ({ Tensor([1e300, 1], dtype: .float64) }, "tensor([1.0000e+300,  1.0000e+00], dtype=float64)"),
    ({ Tensor([1e-200, 2e-200], dtype: .float64) }, "tensor([1.0000e-200, 2.0000e-200], dtype=float64)"),
    ({ Tensor.zeros(0) }, "tensor([])"),
    ({ Tensor.zeros(3, 0) }, "tensor([], size=(3, 0))"),
    ({ Tensor.zeros(0, dtype: .int64) }, "tensor([], dtype=int64)"),
    ({ Tensor.zeros(0, dtype: .bool) }, "tensor([], dtype=bool)"),
    ({ Tensor.zeros(0, dtype: .float64) }, "tensor([], dtype=float64)"),
    (
      { Tensor.zeros(2, 0, dtype: .float64, requiresGrad: true) },
      "tensor([], size=(2, 0), dtype=float64, requires_grad=True)"
    ),
    ({ Tensor([-1, 20, -300], dtype: .int64) }, "tensor([  -1,   20, -300])"),
    ({ Tensor([[true, false]]) }, "tensor([[ True, False]])"),
    ({ Tensor.arange(1001.0) }, "tensor([   0.,    1.,    2.,  ...,  998.,  999., 1000.])"),
    ({ Tensor.zeros(2, 2000) }, "tensor([[0., 0., 0.,  ..., 0., 0., 0.],\n        [0., 0., 0.,  ..., 0., 0., 0.]])"),
    (
      { Tensor.ones(3, dtype: .float64, requiresGrad: true) }, "tensor([1., 1., 1.], dtype=float64, requires_grad=True)"
    ),
    (
      { Tensor.arange(14.0, dtype: .float64) },
      "tensor([ 0.,  1.,  2.,  3.,  4.,  5.,  6.,  7.,  8.,  9., 10., 11., 12., 13.],\n       dtype=float64)"
    ),
    ({ Tensor.arange(10.0, dtype: .float64) }, "tensor([0., 1., 2., 3., 4., 5., 6., 7., 8., 9.], dtype=float64)"),
    (
      { Tensor.ones(1, 7, requiresGrad: true).exp() },
      "tensor([[2.7183, 2.7183, 2.7183, 2.7183, 2.7183, 2.7183, 2.7183]],\n       grad_fn=<ExpBackward0>)"
    ),
    (
      { Tensor.ones(1, 5, requiresGrad: true).sigmoid() },
      "tensor([[0.7311, 0.7311, 0.7311, 0.7311, 0.7311]], grad_fn=<SigmoidBackward0>)"
    ),
    ({ Tensor.ones(3, requiresGrad: true).sum() }, "tensor(3., grad_fn=<SumBackward0>)"),
    ({ Tensor.ones(3, requiresGrad: true).mean() }, "tensor(1., grad_fn=<MeanBackward0>)"),
    ({ Tensor.ones(2, 2, requiresGrad: true).max(1).values }, "tensor([1., 1.], grad_fn=<MaxBackward0>)"),
    ({ Tensor.ones(2, 2, requiresGrad: true).var() }, "tensor(0., grad_fn=<VarBackward0>)"),
    ({ Tensor.ones(2, 2, requiresGrad: true)[0] }, "tensor([1., 1.], grad_fn=<SelectBackward0>)"),
    ({ Tensor.ones(2, 2, requiresGrad: true)[0, 1...] }, "tensor([1.], grad_fn=<SliceBackward0>)"),
    ({ Tensor.ones(2, 2, requiresGrad: true).t() }, "tensor([[1., 1.],\n        [1., 1.]], grad_fn=<TBackward0>)"),
    ({ Tensor.ones(2, 2, requiresGrad: true).view(4) }, "tensor([1., 1., 1., 1.], grad_fn=<ViewBackward0>)"),
    ({ Tensor.ones(2, 2, requiresGrad: true).reshape(4) }, "tensor([1., 1., 1., 1.], grad_fn=<ViewBackward0>)"),
    (
      { Tensor.ones(2, 2, requiresGrad: true).to(.float64) },
      "tensor([[1., 1.],\n        [1., 1.]], dtype=float64, grad_fn=<ToCopyBackward0>)"
    ),
    ({ 1 - Tensor.ones(2, requiresGrad: true) }, "tensor([0., 0.], grad_fn=<RsubBackward1>)"),
    (
      { Tensor.ones(2, requiresGrad: true).maskedFill(Tensor([true, false]), 0) },
      "tensor([0., 1.], grad_fn=<MaskedFillBackward0>)"
    ),
    (
      { matmul(Tensor.ones(2, 2, requiresGrad: true), Tensor.ones(2, 2)) },
      "tensor([[2., 2.],\n        [2., 2.]], grad_fn=<MmBackward0>)"
    ),
    ({ 1 / Tensor.ones(2, requiresGrad: true) }, "tensor([1., 1.], grad_fn=<MulBackward0>)"),
    ({ Tensor.ones(2, requiresGrad: true).norm() }, "tensor(1.4142, grad_fn=<LinalgVectorNormBackward0>)"),
    (
      { Tensor.ones(2, 1, requiresGrad: true).expand(2, 3) },
      "tensor([[1., 1., 1.],\n        [1., 1., 1.]], grad_fn=<ExpandBackward0>)"
    ),
    ({ cat([Tensor.ones(2, requiresGrad: true), Tensor.ones(1)]) }, "tensor([1., 1., 1.], grad_fn=<CatBackward0>)"),
    ({ Tensor.ones(2, requiresGrad: true).unsqueeze(0) }, "tensor([[1., 1.]], grad_fn=<UnsqueezeBackward0>)"),
    (
      { Tensor.ones(2, 2, requiresGrad: true)[Tensor([0], dtype: .int64)] },
      "tensor([[1., 1.]], grad_fn=<IndexBackward0>)"
    ),
    ({ Tensor([16777217, 0.5], dtype: .float64) }, "tensor([1.6777e+07, 5.0000e-01], dtype=float64)"),
    ({ Tensor([0.1, 0.25, 100.125]) }, "tensor([1.0000e-01, 2.5000e-01, 1.0012e+02])"),
    (
      { Tensor([[1, -2.5], [1000.25, 0]]) }, "tensor([[ 1.0000e+00, -2.5000e+00],\n        [ 1.0002e+03,  0.0000e+00]])"
    ),
    ({ Tensor([1.00005, 2]) }, "tensor([1.0000, 2.0000])"),
    ({ Tensor([0.99999, 1]) }, "tensor([1.0000, 1.0000])"),
    ({ Tensor([1, 1.00000001], dtype: .float64) }, "tensor([1.0000, 1.0000], dtype=float64)"),
  ]
}
