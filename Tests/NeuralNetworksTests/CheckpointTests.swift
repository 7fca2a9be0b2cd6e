import NeuralNetworks
import Tensors
import TestSupport
import Testing

@Suite struct CheckpointTests {
  /// A model with dropout and running statistics, an optimiser with a memory, a schedule, noise: all that a step depends on.
  private final class Run {
    let generator = Generator(seed: 5)
    let model: Sequential
    let optimizer: Optimizer
    let schedule: LRScheduler
    var checkpoint: Checkpoint {
      Checkpoint(["model": model, "optimizer": optimizer, "schedule": schedule], generator: generator)
    }

    init(_ makeOptimizer: ([Tensor]) -> Optimizer = { Adam($0, lr: 0.01, weightDecay: 0.1) }, seed: UInt64 = 1) {
      let initial = Generator(seed: seed)
      model = Sequential(
        Linear(3, 8, generator: initial), BatchNorm1d(8), ReLU(), Dropout(0.2, generator: generator),
        Linear(8, 1, generator: initial))
      optimizer = makeOptimizer(model.parameters())
      schedule = StepLR(optimizer, stepSize: 7, gamma: 0.5)
    }

    /// Steps on data and noise drawn for each.
    func train(_ steps: Int) {
      for _ in 0..<steps {
        let x = Tensor.randn(16, 3, generator: generator)
        let noise = Tensor.randn(16, 1, generator: generator) * 0.1
        optimizer.zeroGrad()
        MSELoss()(model(x), x.sum(dim: 1, keepDim: true) + noise).backward()
        optimizer.step()
        schedule.step()
      }
    }

    var bits: [[UInt64]] { model.stateDict().map { $0.value.scalars.map(\.bitPattern) } }
  }

  private let folder = TemporaryFolder()
  private var path: String { folder.path + "/run.safetensors" }

  @Test("training that was interrupted goes on bit for bit", arguments: ["Adam", "SGD", "RMSprop"])
  func resuming(name: String) throws {
    let optimizer = { (parameters: [Tensor]) -> Optimizer in
      switch name {
      case "Adam": Adam(parameters, lr: 0.01, weightDecay: 0.1)
      case "SGD": SGD(parameters, lr: 0.01, momentum: 0.9)
      default: RMSprop(parameters, lr: 0.01)
      }
    }
    let whole = Run(optimizer)
    whole.train(10)
    try whole.checkpoint.save(path, step: 10)
    whole.train(10)

    let resumed = Run(optimizer, seed: 2)
    resumed.train(3)
    #expect(try resumed.checkpoint.load(path) == 10)
    resumed.train(10)
    #expect(resumed.bits == whole.bits)
    #expect(folder.names == ["run.safetensors"])
  }

  @Test("several models and optimisers have a place each")
  func several() throws {
    let (a, b) = (Linear(2, 1), Linear(2, 1))
    let parts: KeyValuePairs<String, any Stateful> = [
      "generator_model": a, "critic": b, "opt": SGD(a.parameters(), lr: 0.5),
    ]
    try Checkpoint(parts, generator: Generator(seed: 1)).save(path, step: 3)
    #expect(
      Set(try loadSafetensors(path).keys).isSuperset(of: [
        "step", "critic.weight", "opt.groups.0.lr", "generator.offset",
      ]))
    let before = b.weight.clone()
    noGrad { _ = b.weight.zero_() }
    #expect(try Checkpoint(parts, generator: Generator(seed: 1)).load(path) == 3)
    #expect(b.weight.equal(before) && b.weight.requiresGrad)
  }

  @Test("a seed of any bits and a place in the stream come back")
  func generator() throws {
    let generator = Generator(seed: .max - 3)
    _ = Tensor.randn(100, generator: generator)
    let checkpoint = Checkpoint([:], generator: generator)
    try checkpoint.save(path)
    let expected = Tensor.randn(5, generator: generator)
    let other = Generator(seed: 1)
    try Checkpoint([:], generator: other).load(path)
    #expect(other.seed == .max - 3 && Tensor.randn(5, generator: other).equal(expected))
    #expect(throws: GeneratorStateError.self) { try generator.loadStateDict(["seed": Tensor(1)]) }
  }

  @Test("what does not fit is refused, and then nothing has changed")
  func misfits() throws {
    let run = Run()
    run.train(2)
    try run.checkpoint.save(path, step: 2)
    func refusal(_ checkpoint: Checkpoint) -> String {
      let error = #expect(throws: CheckpointError.self) { try checkpoint.load(path) }
      return error?.description ?? ""
    }
    // The model fits, its optimiser does not.
    let other = Run({ SGD($0, lr: 0.1, momentum: 0.9) }, seed: 2)
    let before = other.bits
    let text = refusal(other.checkpoint)
    #expect(text.contains(path) && text.contains("does not fit ‘optimizer’: the state does not fit SGD"), "\(text)")
    #expect(other.bits == before)
    #expect(refusal(Checkpoint([:])).contains("holds ‘model’, ‘optimizer’, ‘schedule’, which is no part here"))
    #expect(
      refusal(Checkpoint(["model": Linear(1, 1), "optimizer": run.optimizer, "schedule": run.schedule])).contains(
        "does not fit ‘model’"))
    try saveSafetensors(["model.weight": Tensor([1])], to: path)
    #expect(refusal(run.checkpoint).contains("is no checkpoint"))
    #expect(throws: TensorFileError.self) { try run.checkpoint.load(path + "x") }
  }

  @Test("two parts of one name end the program")
  func names() async throws {
    let result = try #require(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Checkpoint(["model": Linear(1, 1), "model": Linear(1, 1)])
      })
    let text = String(decoding: result.standardErrorContent, as: UTF8.self)
    #expect(text.contains("CheckpointTests.swift:") && text.contains("‘model’ can't be a part's name"), "\(text)")
  }
}
