import Tensors
import Testing

@Suite struct CreationTests {
  @Test("nested lists give their shape, numbers float32, truth values bool")
  func literals() {
    let x = Tensor([[1], [0]])
    #expect(x.shape == [2, 1] && x.dtype == .float32)
    #expect(Tensor(3.5).shape == [] && Tensor(3.5).item() == 3.5)
    #expect(Tensor([[[1, 2.5]], [[3, 4]]]).shape == [2, 1, 2])
    #expect(Tensor([true]).dtype == .bool)
    #expect(Tensor([1, 2], dtype: .int64).dtype == .int64)
    let floats: [Float] = [1, 2, 3]
    #expect(Tensor(floats).scalars == [1, 2, 3])
  }

  @Test("regular tensors have the elements of PyTorch's")
  func filled() {
    #expect(Tensor.eye(2, 3).scalars == [1, 0, 0, 0, 1, 0])
    #expect(Tensor.arange(5).dtype == .int64 && Tensor.arange(2, 10, 3).scalars == [2, 5, 8])
    #expect(Tensor.arange(0.0, 1.0, 0.25).scalars == [0, 0.25, 0.5, 0.75])
    #expect(Tensor.linspace(0, 1, 5).scalars == [0, 0.25, 0.5, 0.75, 1])
    // torch.logspace(0, 3, 4); torch.linspace(0, 1, 4, dtype=torch.float64)
    #expect(Tensor.logspace(0, 3, 4).scalars == [1, 10, 100, 1000])
    #expect(Tensor.linspace(0, 0.3, 4, dtype: .float64)[-1].item() == 0.3)
    #expect(Tensor.arange(3, dtype: .float32).dtype == .float32 && Tensor.arange(2.5).scalars == [0, 1, 2])
    #expect(Tensor.full([2], 7, dtype: .int64).scalars == [7, 7])
    #expect(Tensor.zerosLike(Tensor.ones(2, 2, dtype: .float64)).dtype == .float64)
  }

  @Test("elements convert between types")
  func conversion() {
    let x = Tensor([-1.7, 0, 2.9])
    #expect(x.to(.int64).scalars == [-1, 0, 2])
    #expect(x.to(.bool).scalars == [1, 0, 1])
    #expect((x > 0).to(.float32).scalars == [0, 0, 1])
    let y = Tensor([1, 2], requiresGrad: true)
    y.to(.float64).sum().backward()
    #expect(y.grad!.dtype == .float32)
  }

  @Test("uneven lists end the program")
  func uneven() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([[1, 2], [3]]) }
  }

  @Test("more elements or bytes than can be counted are refused with the shape")
  func tooMany() async {
    let elements = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(Int.max, 2)
    }
    let bytes = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor.zeros(Int.max)
    }
    for (result, shape) in [(elements, "[\(Int.max), 2]"), (bytes, "[\(Int.max)]")] {
      let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
      #expect(
        text.contains("Fatal error: a tensor of shape \(shape) would have more elements than any memory"), "\(text)")
    }
  }
}
