import Tensors

/// Changes an optimiser's learning rates while training goes on: lr(t) is a function of the rate at the start and of t, how
/// often ``step()`` was called.
///
/// ```swift
/// let schedule = CosineAnnealingLR(optimiser, tMax: 50)
/// for _ in 1...50 {
///   train()
///   schedule.step()
/// }
/// ```
///
/// Each group of parameters has its own rate at the start. To write one's own, override ``rate(_:at:)``. What else sets a
/// rate in between is forgotten at the next step.
open class LRScheduler {
  public final let optimizer: Optimizer
  /// How often ``step()`` was called: the t of lr(t).
  public private(set) final var lastEpoch = 0

  /// Sets the rates of t = 0.
  public init(_ optimizer: Optimizer) {
    self.optimizer = optimizer
    for group in optimizer.groups where group.initialLR == nil { group.initialLR = group.lr }
    setRates()
  }

  /// lr(t) for a group whose rate at the start is `base`.
  open func rate(_ base: Double, at epoch: Int) -> Double { base }

  /// Goes to the next t: called after the optimiser's steps of an epoch, or after every step where t counts those.
  open func step() {
    lastEpoch += 1
    setRates()
  }

  /// The groups' rates now: PyTorch's `get_last_lr()`.
  public final var lastLR: [Double] { optimizer.groups.map(\.lr) }

  func setRates() {
    for group in optimizer.groups {
      // A group that was added later starts from the rate that it came with.
      let base = group.initialLR ?? group.lr
      group.initialLR = base
      group.lr = rate(base, at: lastEpoch)
    }
  }

  /// What a schedule keeps besides t and the rates at the start, by PyTorch's names.
  var numbers: [(name: String, value: Double)] {
    get { [] }
    set {}
  }

  /// Which of ``numbers`` count something.
  var counts: [String] { [] }

  /// Where the schedule is: `last_epoch`, the rates at the start, `base_lrs.0` and so on, and what it counts besides.
  ///
  /// A closure is not saved. The rates themselves are in the optimiser's state.
  public final func stateDict() -> StateDict {
    var state: StateDict = ["last_epoch": Tensor(lastEpoch, dtype: .int64)]
    for (name, value) in baseRates + numbers { state[name] = Tensor(value, dtype: .float64) }
    return state
  }

  /// Restores what ``stateDict()`` gave, of a schedule of the same kind.
  ///
  /// Throws a ``StateDictError`` with every name that is missing, unexpected, not a number or, where it counts, no
  /// count; then nothing has changed.
  public final func loadStateDict(_ state: StateDict) throws {
    let names = ["last_epoch"] + (baseRates + numbers).map(\.name)
    try state.check(
      against: names.map { ($0, []) }, counts: ["last_epoch"] + counts, of: String(describing: Self.self))
    lastEpoch = Int(state["last_epoch"]!.item() as Double)
    for (i, group) in optimizer.groups.enumerated() { group.initialLR = state["base_lrs.\(i)"]!.item() }
    numbers = numbers.map { ($0.name, state[$0.name]!.item()) }
  }

  private var baseRates: [(name: String, value: Double)] {
    optimizer.groups.enumerated().map { ("base_lrs.\($0)", $1.initialLR ?? $1.lr) }
  }
}
