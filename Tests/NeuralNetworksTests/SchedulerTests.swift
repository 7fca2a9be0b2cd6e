import NeuralNetworks
import Tensors
import Testing

private func optimiser(lr: Double = 0.1) -> SGD { SGD([Tensor(1, requiresGrad: true)], lr: lr, momentum: 0.9) }

/// The rates of as many steps as there are golden ones.
private func expect(
  _ golden: [Double], sourceLocation: SourceLocation = #_sourceLocation, _ make: (Optimizer) -> LRScheduler
) {
  let optimiser = optimiser()
  let schedule = make(optimiser)
  let rates = golden.map { _ -> Double in
    defer { schedule.step() }
    return optimiser.lr
  }
  #expect(close(rates, golden), "\(rates)", sourceLocation: sourceLocation)
}

private func close(_ a: [Double], _ b: [Double]) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= 1e-12 }
}

@Suite struct SchedulerTests {
  @Test("rates are PyTorch's")
  func golden() {
    // p = torch.zeros(1, requires_grad=True); o = SGD([p], lr=0.1, momentum=0.9); s = StepLR(o, 3, gamma=0.5)
    // for _ in range(12): print(o.param_groups[0]['lr']); o.step(); s.step()
    expect([0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025]) { StepLR($0, stepSize: 3, gamma: 0.5) }
    expect([0.1, 0.1, 0.05, 0.05, 0.05, 0.0125, 0.0125]) { MultiStepLR($0, milestones: [2, 5, 5], gamma: 0.5) }
    expect([0.1, 0.09, 0.081, 0.0729, 0.06561]) { ExponentialLR($0, gamma: 0.9) }
    expect([
      0.1, 0.09140576474687263, 0.06890576474687263, 0.04109423525312736, 0.018594235253127367, 0.01,
      0.018594235253127367, 0.04109423525312739,
    ]) { CosineAnnealingLR($0, tMax: 5, etaMin: 0.01) }
    expect([0.025, 0.04375, 0.0625, 0.08125, 0.1, 0.1]) { LinearLR($0, startFactor: 0.25, totalIters: 4) }
    expect([0.1, 0.05, 0.1 / 3, 0.025]) { LambdaLR($0) { t in 1 / Double(1 + t) } }
    expect([
      0.025, 0.04375, 0.0625, 0.08125, 0.1, 0.09619397662556434, 0.08535533905932738, 0.0691341716182545, 0.05,
      0.030865828381745515, 0.014644660940672627, 0.0038060233744356634,
    ]) {
      SequentialLR(
        $0, [LinearLR($0, startFactor: 0.25, totalIters: 4), CosineAnnealingLR($0, tMax: 8)], milestones: [4])
    }
  }

  @Test("one cycle goes up and down as PyTorch's, and momentum the other way")
  func oneCycle() {
    // OneCycleLR(o, max_lr=1., total_steps=11)
    let sgd = optimiser()
    let cycle = OneCycleLR(sgd, maxLR: 1, totalSteps: 11)
    var (rates, momenta): ([Double], [Double]) = ([], [])
    for _ in 0..<11 {
      rates.append(sgd.lr)
      momenta.append(sgd.momentum)
      cycle.step()
    }
    #expect(
      close(
        rates,
        [
          0.04, 0.4223411137347358, 0.9602614247226174, 0.9797465678213015, 0.8844757247686303, 0.7260870492975283,
          0.5305827080875998, 0.3300580289872949, 0.15743251279950787, 0.041045543206290856, 4e-06,
        ]))
    #expect(
      close(
        momenta,
        [
          0.95, 0.9101728006526316, 0.8541394349247273, 0.8520253513192751, 0.8615524737330319, 0.8773914046358657,
          0.8969419169589078, 0.9169944650791307, 0.9342570857483922, 0.9458958292626879, 0.95,
        ]))

    // OneCycleLR(Adam([p]), max_lr=1., total_steps=12, pct_start=.4, anneal_strategy='linear', three_phase=True,
    //            div_factor=10, final_div_factor=100)
    let adam = Adam([Tensor(1, requiresGrad: true)])
    let phases = OneCycleLR(
      adam, maxLR: 1, totalSteps: 12, pctStart: 0.4, annealStrategy: .linear, divFactor: 10, finalDivFactor: 100,
      threePhase: true)
    (rates, momenta) = ([], [])
    for _ in 0..<12 {
      rates.append(adam.lr)
      momenta.append(adam.betas.0)
      phases.step()
    }
    #expect(
      close(
        rates,
        [
          0.1, 0.33684210526315783, 0.5736842105263157, 0.8105263157894735, 0.9526315789473686, 0.7157894736842108,
          0.4789473684210529, 0.24210526315789505, 0.08835294117647063, 0.05923529411764709, 0.030117647058823555,
          0.001,
        ]))
    #expect(
      close(
        Array(momenta[...4]), [0.95, 0.9236842105263158, 0.8973684210526316, 0.8710526315789473, 0.8552631578947368]))
    #expect(momenta[8...].allSatisfy { $0 == 0.95 })
  }

  @Test("on a plateau the rate falls as PyTorch's")
  func plateau() {
    let values = [1.0, 0.9, 0.9, 0.9, 0.9, 0.8999, 0.9, 0.9, 0.5, 0.5, 0.5, 0.5, 0.6, 0.6, 0.6]
    func rates(_ make: (Optimizer) -> ReduceLROnPlateau) -> [Double] {
      let optimiser = optimiser()
      let schedule = make(optimiser)
      return values.map {
        schedule.step($0)
        return optimiser.lr
      }
    }
    // ReduceLROnPlateau(o, patience=2, factor=0.5)
    #expect(
      rates { ReduceLROnPlateau($0, factor: 0.5, patience: 2) } == [
        0.1, 0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125,
      ])
    // ReduceLROnPlateau(o, patience=1, factor=0.1, cooldown=2, min_lr=0.002, threshold_mode='abs', threshold=0.05)
    let cooled = rates {
      ReduceLROnPlateau($0, patience: 1, threshold: 0.05, thresholdMode: .abs, cooldown: 2, minLR: 0.002)
    }
    #expect(
      close(
        cooled,
        [0.1, 0.1, 0.1, 0.01, 0.01, 0.01, 0.01] + Array(repeating: 0.002, count: 8)))
    // ReduceLROnPlateau(o, patience=2, factor=0.5, mode='max')
    #expect(
      rates { ReduceLROnPlateau($0, mode: .max, factor: 0.5, patience: 2) } == [
        0.1, 0.1, 0.1, 0.05, 0.05, 0.05, 0.025, 0.025, 0.025, 0.0125, 0.0125, 0.0125, 0.00625, 0.00625, 0.00625,
      ])
  }

  @Test("groups keep the proportion of their rates")
  func groups() {
    let parameters = [1.0, 2].map { Tensor($0, requiresGrad: true) }
    let optimiser = SGD([ParameterGroup([parameters[0]]), ParameterGroup([parameters[1]], lr: 1)], lr: 0.1)
    let schedule = ExponentialLR(optimiser, gamma: 0.5)
    schedule.step()
    #expect(schedule.lastLR == [0.05, 0.5] && schedule.lastEpoch == 1)
  }

  @Test("a schedule goes on from its state")
  func resume() throws {
    let (a, b) = (optimiser(), optimiser(lr: 7))
    let first = StepLR(a, stepSize: 2)
    for _ in 0..<3 { first.step() }
    let second = StepLR(b, stepSize: 2)
    try second.loadStateDict(first.stateDict())
    try b.loadStateDict(a.stateDict())
    #expect(b.lr == a.lr)
    first.step()
    second.step()
    #expect(close([b.lr], [0.001]) && a.lr == b.lr)

    let watching = ReduceLROnPlateau(a, patience: 1)
    watching.step(1)
    watching.step(2)
    let watched = ReduceLROnPlateau(b, patience: 1)
    try watched.loadStateDict(watching.stateDict())
    #expect(watched.best == 1)
    watched.step(2)
    #expect(close([b.lr], [0.0001]))
    let error = #expect(throws: StateDictError.self) { try first.loadStateDict(watching.stateDict()) }
    #expect(error?.unexpected == ["best", "num_bad_epochs", "cooldown_counter"])
  }

  @Test("a cycle without a momentum to cycle ends the program")
  func noMomentum() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = OneCycleLR(Adagrad([Tensor(1, requiresGrad: true)]), maxLR: 1, totalSteps: 2)
      })
    #expect(
      String(decoding: result.standardErrorContent, as: UTF8.self).contains(
        "OneCycleLR: Adagrad has no momentum to cycle: say cycleMomentum: false"))
  }
}
