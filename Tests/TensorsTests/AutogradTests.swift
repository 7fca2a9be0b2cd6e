import Glibc
import Tensors
import Testing

@Suite struct AutogradTests {
  @Test("gradients of several uses add up")
  func accumulation() {
    let x = Tensor(3, requiresGrad: true)
    (x * x + x * 2).backward()
    #expect(x.grad!.item() == 8.0)
    (x * 1).backward()
    #expect(x.grad!.item() == 9.0)
  }

  @Test("the gradient penalty of a critic has the values of the closed form")
  func gradientPenalty() {
    // D(x) = w·x with w = (3, 4): (‖∇D‖ − 1)² = 16, and its gradient with respect to w is 2 (5 − 1) w / 5 = (4.8, 6.4).
    let w = Tensor([3, 4], requiresGrad: true)
    let x = Tensor([0.5, -0.2], requiresGrad: true)
    let penalty = (grad((w * x).sum(), x, createGraph: true)[0].norm() - 1).pow(2)
    #expect(abs(penalty.item() - 16) < 1e-5)
    #expect(grad(penalty, w)[0].allclose(Tensor([4.8, 6.4])))
    // D(x) = tanh(w·x) with w = (1, 2): by finite differences in double precision 1.473445 and (0.539245, 2.364111).
    let v = Tensor([1, 2], dtype: .float64, requiresGrad: true)
    let z = Tensor([0.5, -0.2], dtype: .float64, requiresGrad: true)
    func criticPenalty(_ v: Tensor) -> Tensor {
      (grad((v * z).sum().tanh(), z, createGraph: true)[0].norm() - 1).pow(2)
    }
    #expect(abs(criticPenalty(v).item() - 1.473445) < 1e-5)
    #expect(grad(criticPenalty(v), v)[0].allclose(Tensor([0.539245, 2.364111], dtype: .float64), atol: 1e-5))
    expectGradients(at: [v], order: 1) { criticPenalty($0[0]) }
  }

  @Test("third derivatives are derivatives of second ones")
  func thirdOrder() {
    let x = Tensor(0.7, dtype: .float64, requiresGrad: true)
    let first = grad(x.pow(5), x, createGraph: true)[0]
    let second = grad(first, x, createGraph: true)[0]
    let third = grad(second, x)[0]
    #expect(abs(third.item() - 60 * 0.49) < 1e-12)
  }

  @Test("a graph of a hundred thousand operations is differentiated and released without recursion")
  func depth() {
    let x = Tensor([1], dtype: .float64, requiresGrad: true)
    var y = x
    for _ in 0..<100_000 { y = y * 1.00001 }
    y.backward()
    // (1 + 1/n)ⁿ
    #expect(abs(x.grad!.item() - 2.718268237) < 1e-6)
    // Never differentiated, released from its end.
    y = x
    for _ in 0..<200_000 { y = y * y * 0.5 + x }
    y = x
  }

  @Test("nothing is recorded inside noGrad, and a detached tensor is outside the graph")
  func noGraph() {
    let x = Tensor([1, 2], requiresGrad: true)
    #expect(!noGrad { x * 2 }.requiresGrad)
    #expect((x * 2).requiresGrad)
    (x * x.detach()).sum().backward()
    #expect(x.grad!.scalars == [1, 2])
  }

  @Test("grad leaves the grad property alone, and reaches results in between")
  func functionalGrad() {
    let x = Tensor([1, 2], requiresGrad: true)
    let h = x * 3
    let y = (h * h).sum()
    let gradients = grad(y, [h, x])
    #expect(gradients[0].scalars == [6, 12] && gradients[1].scalars == [18, 36])
    #expect(x.grad == nil)
  }

  @Test("two leaves never share the memory of a gradient")
  func separateGradients() {
    let a = Tensor([1, 2], requiresGrad: true)
    let b = Tensor([3, 4], requiresGrad: true)
    (a + b).sum().backward()
    a.grad!.mul_(5)
    #expect(b.grad!.scalars == [1, 1])
  }

  @Test("a view made once can be used in the graphs of many steps")
  func sharedView() {
    let w = Tensor([[1, 2]], requiresGrad: true)
    let transposed = w.t()
    for _ in 0..<2 { matmul(Tensor([[3, 4]]), transposed * 1).sum().backward() }
    #expect(w.grad!.scalars == [6, 8])
  }

  @Test("nothing of a graph outlives its last tensor")
  func release() {
    weak var square: Tensor?
    weak var slope: Tensor?
    do {
      let x = Tensor([1, 2], requiresGrad: true)
      let y = x * x
      let g = grad(y.sum(), x, createGraph: true)[0]
      (square, slope) = (y, g)
      (g * y).sum().backward()
    }
    #expect(square === nil && slope === nil)
  }

  @Test("threads record each for itself")
  func threads() async {
    let x = Tensor([1, 2], requiresGrad: true)
    nonisolated(unsafe) let leaf = x
    let inner = noGrad {
      nonisolated(unsafe) var requires = false
      var thread = pthread_t()
      nonisolated(unsafe) let work = { requires = (leaf * 2).requiresGrad }
      withUnsafePointer(to: work) { work in
        let argument = UnsafeMutableRawPointer(mutating: work)
        pthread_create(
          &thread, nil,
          {
            $0!.assumingMemoryBound(to: (() -> Void).self).pointee()
            return nil
          }, argument)
        pthread_join(thread, nil)
      }
      return requires
    }
    #expect(inner)
  }

  @Test("parameters change in place inside noGrad")
  func inPlace() {
    let w = Tensor([1, 2], requiresGrad: true)
    w.sum().backward()
    noGrad { _ = w.sub_(w.grad! * 0.5) }
    #expect(w.scalars == [0.5, 1.5] && w.requiresGrad)
    noGrad { _ = w.clamp_(-1, 1) }
    #expect(w.scalars == [0.5, 1])
  }
}

/// What ends the program, and what is said then.
@Suite struct AutogradFailureTests {
  private func expect(_ message: String, in result: ExitTest.Result?) throws {
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains(message), "\(text)")
  }

  @Test("a second backward through a freed graph")
  func freed() async throws {
    try expect(
      "Fatal error: backward: the graph was already differentiated and freed (at MulBackward0)",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(2, requiresGrad: true)
        let y = x * x
        y.backward()
        y.backward()
      })
  }

  @Test("a backward from several elements")
  func severalElements() async throws {
    try expect(
      "this tensor has shape [2]: reduce it with sum() or mean()",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        (Tensor([1, 2], requiresGrad: true) * 2).backward()
      })
  }

  @Test("a change in place of a leaf that requires a gradient")
  func leafInPlace() async throws {
    try expect(
      "Fatal error: add_: this is a leaf that requires a gradient: change it inside noGrad { … }",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1, 2], requiresGrad: true).add_(1)
      })
  }

  @Test("a value changed in place between forward and backward")
  func stale() async throws {
    try expect(
      "Fatal error: backward: a tensor that MulBackward0 needs was changed in place",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1, 2], requiresGrad: true)
        let w = Tensor([3, 4], requiresGrad: true)
        let y = (x * w).sum()
        noGrad { _ = w.add_(1) }
        y.backward()
      })
  }

  @Test("the item of several elements")
  func item() async throws {
    try expect(
      "Fatal error: item: a tensor of shape [3] has 3 elements, not one",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let _: Double = Tensor([1, 2, 3]).item()
      })
  }
}
