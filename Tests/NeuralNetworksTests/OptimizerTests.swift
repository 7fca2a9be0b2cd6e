import NeuralNetworks
import Tensors
import TestSupport
import Testing

/// What a parameter is after six steps of an optimiser on a bowl, beginning at (1, −2, 3).
private func trajectory(dtype: DType = .float64, _ make: ([Tensor]) -> Optimizer) -> Tensor {
  let p = Tensor([1, -2, 3], dtype: dtype, requiresGrad: true)
  let optimiser = make([p])
  for _ in 0..<6 { step(p, optimiser) }
  return p.detach()
}

private func step(_ p: Tensor, _ optimiser: Optimizer) {
  optimiser.zeroGrad()
  let distance = p - Tensor([0.5, 1, -1], dtype: p.dtype)
  (distance.square() * Tensor([1, 2, 0.125], dtype: p.dtype)).sum().backward()
  optimiser.step()
}

private func expect(
  _ golden: [Double], sourceLocation: SourceLocation = #_sourceLocation, _ make: ([Tensor]) -> Optimizer
) {
  let exact = Tensor(golden, dtype: .float64)
  let double = trajectory(make)
  #expect(double.allclose(exact, rtol: 1e-12), "\(double.scalars)", sourceLocation: sourceLocation)
  let single = trajectory(dtype: .float32, make).to(.float64)
  #expect(single.allclose(exact, rtol: 1e-5, atol: 1e-6), "\(single.scalars)", sourceLocation: sourceLocation)
}

@Suite struct OptimizerTests {
  @Test("every option steps as in PyTorch, in both precisions")
  func golden() {
    // p = torch.tensor([1., -2., 3.], dtype=torch.float64, requires_grad=True); opt = SGD([p], lr=0.1)
    // for _ in range(6):
    //   opt.zero_grad()
    //   ((p - torch.tensor([0.5, 1., -1.])) ** 2 * torch.tensor([1., 2., 0.125])).sum().backward()
    //   opt.step()
    expect([0.631072, 0.860032, 2.4362732041015622]) { SGD($0, lr: 0.1) }
    expect([0.14551299999999995, 2.0935, 1.3615079345703123]) { SGD($0, lr: 0.1, momentum: 0.9) }
    expect([0.14855293661199992, 3.4056682634760005, 1.35269115886014]) {
      SGD($0, lr: 0.1, momentum: 0.9, dampening: 0.5, weightDecay: 0.2)
    }
    expect([0.2533851022983735, 0.8742770787958193, 0.25126912528819917]) {
      SGD($0, lr: 0.1, momentum: 0.9, weightDecay: 0.2, nesterov: true)
    }
    expect([1.9929920000000005, -21.588608000000004, 3.6387736728515625]) { SGD($0, lr: 0.1, maximize: true) }
    expect([0.45256847796128163, -1.403063606865604, 2.402173828787475]) { Adam($0, lr: 0.1) }
    expect([0.5807039493427943, -1.424303496254944, 2.4233998008697943]) {
      Adam($0, lr: 0.1, betas: (0, 0.9), eps: 0.01)
    }
    expect([0.46176886512593096, 0.2954450076395873, 0.5526422539514889]) {
      Adam($0, lr: 0.5, betas: (0.3, 0.5), weightDecay: 0.2, amsgrad: true)
    }
    expect([1.603177836794083, -2.601955287980902, 3.601552484847985]) { Adam($0, lr: 0.1, maximize: true) }
    expect([0.4490293076831154, -1.3926579192124684, 2.3857870570043684]) { AdamW($0, lr: 0.1) }
    expect([0.4599474928414993, 0.47696616903639855, -0.073316127962234]) {
      AdamW($0, lr: 0.5, betas: (0.3, 0.5), weightDecay: 0.2, amsgrad: true)
    }
    expect([0.5039079499475001, 0.5456346738164821, 0.13454578020241248]) { RMSprop($0, lr: 0.1) }
    expect([0.4545849439711031, 0.019345531944861827, 0.8216211709111076]) {
      RMSprop($0, lr: 0.1, alpha: 0.4, eps: 0.01, weightDecay: 0.2, centered: true)
    }
    expect([0.5020931469425918, -0.5625243243826137, 1.5281450273667692]) {
      RMSprop($0, lr: 0.1, alpha: 0.8, momentum: 0.5)
    }
    expect([3.513390909697029, -4.32572825170026, 5.29688548717464]) {
      RMSprop($0, lr: 0.1, alpha: 0.8, momentum: 0.5, centered: true, maximize: true)
    }
    expect([0.9641032918973826, -1.9636830033676569, 2.9636623973364578]) { Adagrad($0) }
    expect([0.455028311239632, -0.621362132963288, 1.63034206952739]) {
      Adagrad($0, lr: 0.5, lrDecay: 0.1, weightDecay: 0.2, initialAccumulatorValue: 0.3)
    }
    expect([3.318554041496258, -3.98976376907971, 4.953315425677105]) { Adagrad($0, lr: 0.5, maximize: true) }
  }

  // X = [[2, 1], [7, 4], [−4, 12], [5, 8]], y = 3 x₁ + x₂ − 2, from zero, summed squared error (candle's optimiser tests).
  private func expectLine(
    _ weight: [Double], _ bias: Double, steps: Int, sourceLocation: SourceLocation = #_sourceLocation,
    _ make: ([Tensor]) -> Optimizer
  ) {
    let x = Tensor([[2, 1], [7, 4], [-4, 12], [5, 8]])
    let y = Tensor([[5], [23], [-2], [21]])
    let model = Linear(2, 1)
    noGrad { for parameter in model.parameters() { parameter.zero_() } }
    let optimiser = make(model.parameters())
    let criterion = MSELoss(reduction: .sum)
    for _ in 0..<steps {
      optimiser.zeroGrad()
      criterion(model(x), y).backward()
      optimiser.step()
    }
    #expect(model.weight.allclose(Tensor([weight]), rtol: 1e-4), sourceLocation: sourceLocation)
    #expect(model.bias!.allclose(Tensor([bias]), rtol: 1e-4), sourceLocation: sourceLocation)
  }

  @Test("a line is found as candle and PyTorch find it")
  func line() {
    expectLine([2.9983196, 0.99790204], -1.9796902, steps: 1000) { SGD($0, lr: 0.004) }
    expectLine([2.751784, 0.713856], 0.740591, steps: 100) { Adam($0, lr: 0.1) }
    expectLine([2.7257, 0.7097], 0.7873, steps: 100) { AdamW($0, lr: 0.1, weightDecay: 0.01) }
    expectLine([1.664980, 0.786703], 1.301244, steps: 100) { RMSprop($0, lr: 0.01) }
  }

  @Test("parameters of many sizes are each changed alone")
  func manyParameters() {
    let sizes = [1, 0, 7, 40_000, 64, 1, 30_001, 3]
    let generator = Generator(seed: 3)
    let starts = sizes.map { Tensor.randn([$0], generator: generator) }
    let slopes = sizes.map { Tensor.randn([$0], generator: generator) }
    for make in [
      { SGD($0, lr: 0.1, momentum: 0.9) as Optimizer }, { Adam($0, lr: 0.1) }, { RMSprop($0) }, { Adagrad($0) },
    ] as [([Tensor]) -> Optimizer] {
      let together = starts.map { $0.clone().requiresGrad_() }
      let alone = starts.map { $0.clone().requiresGrad_() }
      let optimisers = [make(together)] + alone.map { make([$0]) }
      for _ in 0..<3 {
        for (i, slope) in slopes.enumerated() {
          together[i].grad = slope
          alone[i].grad = slope
        }
        for optimiser in optimisers { optimiser.step() }
      }
      for (a, b) in zip(together, alone) { #expect(a.equal(b)) }
      #expect(!together[3].equal(starts[3]))
    }
  }

  @Test("a transposed parameter, and a transposed gradient, are stepped like others")
  func strides() {
    let start = Tensor.randn(3, 4, generator: Generator(seed: 1))
    let plain = start.clone().requiresGrad_()
    let turned = start.t().clone().t().requiresGrad_()
    #expect(!turned.isContiguous)
    let slope = Tensor.randn(4, 3, generator: Generator(seed: 2)).t()
    (plain.grad, turned.grad) = (slope.contiguous(), slope)
    Adam([plain]).step()
    Adam([turned]).step()
    #expect(plain.equal(turned) && !plain.equal(start))
  }

  @Test("groups have learning rates and decays of their own, which may change between steps")
  func groups() {
    let parameters = [1.0, 1, 1].map { Tensor($0, dtype: .float64, requiresGrad: true) }
    let optimiser = SGD(
      [ParameterGroup([parameters[0]]), ParameterGroup([parameters[1]], lr: 1, weightDecay: 0.5)], lr: 0.1)
    optimiser.add(ParameterGroup([parameters[2]], lr: 0))
    func step() -> [Double] {
      for parameter in parameters { parameter.grad = Tensor.onesLike(parameter) }
      optimiser.step()
      return parameters.map { $0.item() }
    }
    #expect(step() == [0.9, -0.5, 1])
    optimiser.groups[1].lr = 0
    #expect(step() == [0.8, -0.5, 1])
    optimiser.lr = 1
    #expect(step()[2] == 0 && optimiser.lr == 1)
  }

  @Test("a frozen parameter and one without a gradient stay as they are")
  func frozen() {
    let p = [1.0, 2, 3].map { Tensor($0, requiresGrad: true) }
    let optimiser = SGD(p, lr: 1, weightDecay: 1)
    p[0].grad = Tensor(1)
    p[2].grad = Tensor(1)
    p[2].requiresGrad = false
    optimiser.step()
    #expect(p.map { $0.item() } == [-1, 2, 3])
    optimiser.zeroGrad()
    optimiser.step()
    #expect(p.allSatisfy { $0.grad == nil })
  }

  @Test("an optimiser of one's own changes the parameters itself")
  func own() {
    final class SignSGD: Optimizer {
      override func step() {
        noGrad { for p in parameters { if let g = p.grad { p.sub_(g.sign() * lr) } } }
      }
    }
    let p = Tensor([1, -2, 3], requiresGrad: true)
    let optimiser = SignSGD([p], lr: 0.5)
    step(p, optimiser)
    #expect(p.scalars == [0.5, -1.5, 2.5])
    #expect(optimiser.stateDict().keys == ["groups.0.lr", "groups.0.weight_decay"])
  }

  @Test("an optimiser prints its numbers as PyTorch's does")
  func description() {
    #expect(
      SGD([Tensor(1, requiresGrad: true)], lr: 0.1, momentum: 0.9).description == """
        SGD (
        Parameter Group 0
            dampening: 0.0
            lr: 0.1
            momentum: 0.9
            weight_decay: 0.0
        )
        """)
  }

  @Test("a step is seen by autograd as a change in place of the values")
  func version() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let w = Tensor([1, 2], requiresGrad: true)
        let loss = (w * w).sum()
        w.grad = Tensor([1, 1])
        SGD([w]).step()
        loss.backward()
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains("an optimiser's step changed it in place"))
  }
}

@Suite struct OptimizerStateTests {
  @Test("training goes on from a saved state as if it had never stopped")
  func resume() throws {
    for make in [
      { SGD($0, lr: 0.1, momentum: 0.9) as Optimizer }, { Adam($0, lr: 0.1, amsgrad: true) }, { AdamW($0, lr: 0.1) },
      { RMSprop($0, momentum: 0.5, centered: true) }, { Adagrad($0, lrDecay: 0.1) },
    ] as [([Tensor]) -> Optimizer] {
      let p = Tensor([1, -2, 3], requiresGrad: true)
      let optimiser = make([p])
      for _ in 0..<3 { step(p, optimiser) }
      optimiser.lr *= 0.5
      let q = p.detach().clone().requiresGrad_()
      let resumed = make([q])
      try resumed.loadStateDict(optimiser.stateDict())
      for _ in 0..<3 {
        step(p, optimiser)
        step(q, resumed)
      }
      #expect(p.equal(q))
      #expect(optimiser.stateDict().keys == resumed.stateDict().keys)
    }
  }

  @Test("a state has PyTorch's names, and nothing of parameters that took no step")
  func names() {
    let p = [Tensor([1, 2], requiresGrad: true), Tensor([3], requiresGrad: true)]
    let optimiser = Adam(p)
    p[1].grad = Tensor([1])
    optimiser.step()
    #expect(
      optimiser.stateDict().keys == [
        "groups.0.lr", "groups.0.weight_decay", "betas.0", "betas.1", "eps", "state.1.step", "state.1.exp_avg",
        "state.1.exp_avg_sq",
      ])
  }

  @Test("a state that does not fit is refused with everything that is wrong, and changes nothing")
  func mismatch() {
    let p = Tensor([1, 2], requiresGrad: true)
    let optimiser = Adam([p], lr: 0.5)
    var state = optimiser.stateDict()
    state["groups.0.lr"] = Tensor(0.1)
    state["eps"] = nil
    state["state.0.exp_avg"] = Tensor([1, 2, 3])
    state["state.7.exp_avg"] = Tensor([1])
    let error = #expect(throws: StateDictError.self) { try optimiser.loadStateDict(state) }
    #expect(error?.missing == ["eps", "state.0.step", "state.0.exp_avg_sq"])
    #expect(error?.unexpected == ["state.7.exp_avg"] && error?.misshaped.map(\.name) == ["state.0.exp_avg"])
    #expect(error?.description.hasPrefix("the state does not fit Adam:") == true)
    #expect(optimiser.lr == 0.5)
  }
}

/// What ends the program, and what is said then.
@Suite struct OptimizerFailureTests {
  @Test("a step before any gradient")
  func noGradient() async {
    expectFailure(
      "Fatal error: SGD.step: no parameter has a gradient: call loss.backward() before step()",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        SGD([Tensor([1, 2], requiresGrad: true)]).step()
      })
  }

  @Test("an empty list of parameters")
  func empty() async {
    expectFailure(
      "Adam: there is nothing to optimise: the list of parameters is empty",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Adam(ReLU().parameters())
      })
  }

  @Test("a negative learning rate")
  func negativeRate() async {
    expectFailure(
      "module1.md:3: Fatal error: RMSprop: lr must not be negative, and is -0.1",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = RMSprop([Tensor(1, requiresGrad: true)], lr: -0.1, file: "Cell9/module1.md", line: 3)
      })
  }

  @Test("a beta of one")
  func beta() async {
    expectFailure(
      "AdamW: the second beta must lie in 0 ..< 1, and is 1.0",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = AdamW([Tensor(1, requiresGrad: true)], betas: (0.9, 1))
      })
  }

  @Test("a parameter that is given twice")
  func twice() async {
    expectFailure(
      "Adam: a parameter of shape [2] is given twice",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let p = Tensor([1, 2], requiresGrad: true)
        _ = Adam([ParameterGroup([p]), ParameterGroup([p])])
      })
  }

  @Test("a parameter that was computed")
  func computed() async {
    expectFailure(
      "SGD: an optimiser changes leaves only",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = SGD([Tensor([1, 2], requiresGrad: true) * 2])
      })
  }
}
