import Tensors

/// lr ← factor · lr whenever a watched value, such as the loss on held-out data, has not improved for more than `patience` steps.
///
/// ```swift
/// let schedule = ReduceLROnPlateau(optimiser, patience: 5)
/// schedule.step(validationLoss)
/// ```
public final class ReduceLROnPlateau: LRScheduler {
  /// Whether a smaller value is better, or a larger one.
  public enum Mode: Sendable { case min, max }
  /// Whether an improvement is measured as a share of the best value, or as a difference from it.
  public enum ThresholdMode: Sendable { case rel, abs }

  public let mode: Mode
  public let factor: Double
  public let patience: Int
  public let threshold: Double
  public let thresholdMode: ThresholdMode
  /// How many steps after a reduction are not counted.
  public let cooldown: Int
  public let minLR: Double
  public let eps: Double
  /// The best value so far.
  public private(set) var best: Double
  private var badSteps = 0
  private var coolingSteps = 0

  /// Traps unless `factor` is below 1.
  public init(
    _ optimizer: Optimizer, mode: Mode = .min, factor: Double = 0.1, patience: Int = 10, threshold: Double = 1e-4,
    thresholdMode: ThresholdMode = .rel, cooldown: Int = 0, minLR: Double = 0, eps: Double = 1e-8,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    if !(factor >= 0 && factor < 1) {
      fail("ReduceLROnPlateau: factor must lie in 0 ..< 1, and is \(factor)", file: file, line: line)
    }
    self.mode = mode
    self.factor = factor
    self.patience = patience
    self.threshold = threshold
    self.thresholdMode = thresholdMode
    self.cooldown = cooldown
    self.minLR = minLR
    self.eps = eps
    best = mode == .min ? .infinity : -.infinity
    super.init(optimizer)
  }

  /// Looks at the value of another epoch, and reduces the rates where it is time.
  public func step(_ metric: Double) {
    if isBetter(metric) {
      best = metric
      badSteps = 0
    } else {
      badSteps += 1
    }
    if coolingSteps > 0 {
      coolingSteps -= 1
      badSteps = 0
    }
    if badSteps > patience {
      for group in optimizer.groups {
        let reduced = max(group.lr * factor, minLR)
        if group.lr - reduced > eps { group.lr = reduced }
      }
      coolingSteps = cooldown
      badSteps = 0
    }
    super.step()
  }

  /// Looks at a tensor with one element.
  public func step(_ metric: Tensor, file: StaticString = #fileID, line: UInt = #line) {
    step(metric.item(file: file, line: line) as Double)
  }

  /// Traps: there is nothing to look at.
  public override func step() {
    fail("ReduceLROnPlateau.step: needs the value to watch: step(loss)")
  }

  // The rates depend on the values that came, not on t.
  override func setRates() {}

  private func isBetter(_ metric: Double) -> Bool {
    switch (mode, thresholdMode) {
    case (.min, .rel): metric < best * (1 - threshold)
    case (.min, .abs): metric < best - threshold
    case (.max, .rel): metric > best * (1 + threshold)
    case (.max, .abs): metric > best + threshold
    }
  }

  override var counts: [String] { ["num_bad_epochs", "cooldown_counter"] }
  override var numbers: [(name: String, value: Double)] {
    get {
      [("best", best), ("num_bad_epochs", Double(badSteps)), ("cooldown_counter", Double(coolingSteps))]
    }
    set { (best, badSteps, coolingSteps) = (newValue[0].value, Int(newValue[1].value), Int(newValue[2].value)) }
  }
}
