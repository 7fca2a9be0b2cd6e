import Glibc
import Tensors
import TestSupport
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

  @Test("deep graphs of gradients, and of joins, are differentiated and released without recursion")
  func depthOfGradients() {
    let x = Tensor([1.5], dtype: .float64, requiresGrad: true)
    var y = x
    for _ in 0..<4000 { y = y * x.sin() * 1.0002 }
    let slope = grad(y.sum(), x, createGraph: true)[0]
    #expect(grad(slope.sum(), x)[0].isfinite().all())
    var z = x
    for _ in 0..<10_000 { z = cat([z, x])[1...] }
    for _ in 0..<10_000 { z = stack([z, x], dim: 1).mean(1) }
    z.sum().backward()
    #expect(abs(x.grad!.item() - 1) < 1e-9)
  }

  @Test("gradients that nobody needs are not computed")
  func unneeded() {
    let frozen = Tensor([1, 2, 3])
    let w = Tensor([1, 1, 1], requiresGrad: true)
    let other = Tensor([1, 1, 1], requiresGrad: true)
    let y = (w * frozen + other * 2).sum()
    // What is not on the way to the goal is not visited: its values may have changed.
    let hidden = (other * other).sum()
    noGrad { _ = other.add_(1) }
    #expect(grad(y + hidden, w)[0].scalars == [1, 2, 3])
    #expect(frozen.grad == nil && other.grad == nil && w.grad == nil)
    // The frozen factor's own value is needed, the parameter's is not.
    let z = (w * frozen).sum()
    noGrad { _ = w.mul_(5) }
    z.backward()
    #expect(w.grad!.scalars == [1, 2, 3])
  }

  @Test("a result keeps its gradient where it was asked to")
  func retained() {
    let x = Tensor([1, 2], requiresGrad: true)
    let h = x * 3
    h.retainGrad()
    (h * h).sum().backward()
    #expect(h.grad!.scalars == [6, 12] && x.grad!.scalars == [18, 36] && !h.isLeaf)
    h.grad!.zero_()
    #expect(x.grad!.scalars == [18, 36])
  }

  @Test("an input that the output does not depend on has no gradient, where that is allowed")
  func unused() {
    let x = Tensor([1, 2], requiresGrad: true)
    let z = Tensor([3], requiresGrad: true)
    let gradients = grad((x * 2).sum(), [x, z], allowUnused: true)
    #expect(gradients[0]!.scalars == [2, 2] && gradients[1] == nil)
  }

  @Test("compound assignment changes in place outside the graph, and makes a new tensor in it")
  func compoundAssignment() {
    let w = Tensor([1, 2], requiresGrad: true)
    var total = Tensor(0)
    for _ in 0..<3 { total += (w * w).sum() }
    total.backward()
    #expect(w.grad!.scalars == [6, 12])
    var parameter = w
    noGrad { parameter -= w.grad! * 0.5 }
    #expect(parameter === w && w.scalars == [-2, -4] && w.requiresGrad)
    var x = Tensor([2, 4])
    let sameMemory = x.view(2, 1)
    x *= 2
    x /= Tensor([4, 1])
    #expect(sameMemory.scalars == [1, 8])
  }

  @Test("operations in place agree with those that make new tensors")
  func everyInPlace() {
    let base = Tensor([[0.5, 2], [1.5, 0.25]])
    func expect(_ name: String, _ change: (Tensor) -> Tensor, _ function: (Tensor) -> Tensor) {
      let x = base.clone()
      let y = change(x)
      #expect(y === x && x.equal(function(base)), "\(name)")
      // On a view the rest of the memory stays.
      let whole = Tensor.ones(2, 3)
      whole[.all, 1...] = base
      _ = change(whole[.all, 1...])
      #expect(whole[.all, 1...].equal(function(base)) && (whole[.all, 0] == 1).all(), "\(name)")
    }
    let other = Tensor([2, 3])
    let mask = Tensor([true, false])
    expect("exp_", { $0.exp_() }) { $0.exp() }
    expect("log_", { $0.log_() }) { $0.log() }
    expect("sqrt_", { $0.sqrt_() }) { $0.sqrt() }
    expect("pow_", { $0.pow_(3) }) { $0.pow(3) }
    expect("pow_", { $0.pow_(other) }) { $0.pow(other) }
    expect("neg_", { $0.neg_() }) { -$0 }
    expect("relu_", { $0.relu_() }) { $0.relu() }
    expect("round_", { $0.round_() }) { $0.round() }
    expect("remainder_", { $0.remainder_(0.3) }) { $0 % 0.3 }
    expect("mul_", { $0.mul_(other) }) { $0 * other }
    expect("sub_", { $0.sub_(other, alpha: 2) }) { $0 - other * 2 }
    expect("lerp_", { $0.lerp_(other, 0.25) }) { $0.lerp(other, 0.25) }
    expect("addcmul_", { $0.addcmul_(other, other, value: 2) }) { $0 + other * other * 2 }
    expect("addcdiv_", { $0.addcdiv_(other, other + 1) }) { $0 + other / (other + 1) }
    expect("maskedFill_", { $0.maskedFill_(mask, 7) }) { $0.maskedFill(mask, 7) }
    expect("clamp_", { $0.clamp_(max: 1) }) { $0.clamp(max: 1) }
    let index = Tensor([[1], [0]], dtype: .int64)
    expect("scatter_", { $0.scatter_(1, index, 9) }) { $0.scatter(1, index, 9) }
    let ones = Tensor.ones(2, 1)
    expect("scatterAdd_", { $0.scatterAdd_(1, index, ones) }) { $0.scatterAdd(1, index, ones) }
    expect("indexAdd_", { $0.indexAdd_(1, Tensor([0], dtype: .int64), ones) }) { $0 + Tensor([1, 0]) }
    let drawn = Tensor.zeros(10_000).bernoulli_(0.3, generator: Generator(seed: 1))
    #expect(abs(drawn.mean().item() - 0.3) < 0.02 && ((drawn == 0) | (drawn == 1)).all())
  }

  @Test("what overlaps is read before it is written")
  func overlaps() {
    let x = Tensor([1, 2, 3, 4, 5])
    x[1...].copy_(x[..<4])
    #expect(x.scalars == [1, 1, 2, 3, 4])
    x[1...].add_(x[..<4])
    #expect(x.scalars == [1, 2, 3, 5, 7])
    let square = Tensor([[1, 2], [3, 4]])
    square.copy_(square.t())
    #expect(square.scalars == [1, 3, 2, 4])
  }

  @Test("gradients are clipped by their common norm as in PyTorch")
  func clipping() {
    // a.grad = [3, 4], b.grad = [12]: torch.nn.utils.clip_grad_norm_([a, b], 6.5) → 13, a.grad = [1.5, 2], b.grad = [6]
    let a = Tensor([0, 0], requiresGrad: true)
    let b = Tensor([0], requiresGrad: true)
    let frozen = Tensor([1])
    func set() { (a.grad, b.grad) = (Tensor([3, 4]), Tensor([12])) }
    set()
    #expect(clipGradNorm([a, b, frozen], 6.5).item() == 13.0)
    #expect(a.grad!.allclose(Tensor([1.5, 2])) && b.grad!.allclose(Tensor([6])))
    set()
    #expect(clipGradNorm([a, b], 20).item() == 13.0 && a.grad!.scalars == [3, 4])
    #expect(clipGradNorm([a, b], 6, normType: .infinity).item() == 12.0 && b.grad!.allclose(Tensor([6])))
    b.grad = Tensor([Double.infinity])
    #expect(clipGradNorm([a, b], 1).isinf().all() && a.grad!.scalars == [0, 0] && b.grad!.isnan().all())
    #expect(clipGradNorm([a, b], 1).isnan().all() && a.grad!.isnan().all())
    set()
    clipGradValue([a, b], 3.5)
    #expect(a.grad!.scalars == [3, 3.5] && b.grad!.scalars == [3.5])
    #expect(clipGradNorm([frozen], 1).item() == 0.0)
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
  @Test("a second backward through a freed graph")
  func freed() async {
    expectFailure(
      "Fatal error: backward: the graph was already differentiated and freed (at MulBackward0)",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor(2, requiresGrad: true)
        let y = x * x
        y.backward()
        y.backward()
      })
  }

  @Test("a backward from several elements")
  func severalElements() async {
    expectFailure(
      "this tensor has shape [2]: reduce it with sum() or mean()",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        (Tensor([1, 2], requiresGrad: true) * 2).backward()
      })
  }

  @Test("a change in place of a leaf that requires a gradient")
  func leafInPlace() async {
    expectFailure(
      "Fatal error: add_: this is a leaf that requires a gradient: change it inside noGrad { … }",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1, 2], requiresGrad: true).add_(1)
      })
  }

  @Test("a value changed in place between forward and backward")
  func stale() async {
    expectFailure(
      "Fatal error: backward: MulBackward0 needs input 1, of shape [2], as it was when the loss was computed, and add_ "
        + "changed it in place since at page.md:12.",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1, 2], requiresGrad: true)
        let w = Tensor([3, 4], requiresGrad: true)
        let y = (x * w).sum()
        noGrad { _ = w.add_(1, file: "Cell2/page.md", line: 12) }
        y.backward()
      })
    expectFailure(
      "backward: ExpBackward0 needs its result, of shape [2], as it was when the loss was computed, and mul_ changed",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1, 2], requiresGrad: true)
        let y = x.exp()
        noGrad { _ = y.view(2, 1).mul_(2) }
        y.sum().backward()
      })
    expectFailure(
      "backward: WhereBackward0 needs input 2, of shape [2], as it was when the loss was computed, and []= changed",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1, 2], requiresGrad: true)
        let mask = Tensor([true, false])
        let y = Tensor.where(mask, x, x * x).sum()
        mask[0] = 0
        y.backward()
      })
  }

  @Test("an assignment that would lose a gradient says what to write instead")
  func assignment() async {
    expectFailure(
      "[]=: the other tensor requires a gradient, which would be lost: change it inside noGrad { … }, or make a new tensor: "
        + "stack and cat join parts",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let x = Tensor([1, 2], requiresGrad: true)
        let rows = Tensor.zeros(3, 2)
        rows[0] = x * 2
      })
    expectFailure(
      "add_: the result is float32, which a tensor of int64 cannot hold: convert it with to(.float32) first",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        Tensor([1, 2], dtype: .int64).add_(0.5)
      })
  }

  @Test("the item of several elements")
  func item() async {
    expectFailure(
      "Fatal error: item: a tensor of shape [3] has 3 elements, not one",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let _: Double = Tensor([1, 2, 3]).item()
      })
  }
}
