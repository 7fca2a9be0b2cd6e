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
}
