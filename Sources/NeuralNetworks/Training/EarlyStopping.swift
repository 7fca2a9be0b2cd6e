import Tensors

/// Ends training when a watched value, such as the loss on held-out data, has stopped improving, and brings the best weights back.
///
/// ```swift
/// let stopping = EarlyStopping(model, patience: 5)
/// for epoch in 1...100 {
///   …
///   if stopping.step(validationLoss) { break }
/// }
/// stopping.restoreBest()
/// ```
///
/// (Prechelt, “Early stopping – but when?”, 1998.)
public final class EarlyStopping {
  /// Whether a smaller value is better, or a larger one.
  public enum Mode: Sendable { case min, max }

  public let patience: Int
  public let minDelta: Double
  public let mode: Mode
  /// The best value so far; nil before the first.
  public private(set) var best: Double?
  /// The step of the best value, counted from 1.
  public private(set) var bestStep = 0
  /// How many values came so far.
  public private(set) var stepCount = 0
  private let model: Module?
  private var bestState: StateDict?

  /// Waits for `patience` values in a row that are not better than the best by more than `minDelta`. Where a model is given
  /// its state is kept whenever it is the best.
  public init(
    _ model: Module? = nil, patience: Int = 5, minDelta: Double = 0, mode: Mode = .min, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    if patience < 1 { fail("EarlyStopping: patience must be at least 1, and is \(patience)", file: file, line: line) }
    if !(minDelta >= 0) {
      fail("EarlyStopping: minDelta must not be negative, and is \(minDelta)", file: file, line: line)
    }
    self.model = model
    self.patience = patience
    self.minDelta = minDelta
    self.mode = mode
  }

  /// Whether so many values in a row were no better that it is time to stop.
  public var shouldStop: Bool { stepCount - bestStep >= patience }

  /// Takes the next value; true when it is time to stop. What is not a number is never better.
  @discardableResult
  public func step(_ metric: Double) -> Bool {
    stepCount += 1
    if isBetter(metric) {
      best = metric
      bestStep = stepCount
      keepState()
    }
    return shouldStop
  }

  /// Takes a tensor with one element.
  @discardableResult
  public func step(_ metric: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Bool {
    step(metric.item(file: file, line: line) as Double)
  }

  /// Gives the model the weights that it had at the best value. Traps where there is no model or was no value.
  public func restoreBest(file: StaticString = #fileID, line: UInt = #line) {
    guard let model, let bestState else {
      fail(
        "EarlyStopping.restoreBest: \(model == nil ? "no model was given" : "there was no value that is a number yet")",
        file: file, line: line)
    }
    model.copyTensors(from: bestState)
  }

  private func isBetter(_ metric: Double) -> Bool {
    guard let best else { return !metric.isNaN }
    return mode == .min ? metric < best - minDelta : metric > best + minDelta
  }

  private func keepState() {
    guard let model else { return }
    let state = model.stateDict()
    guard let bestState else {
      bestState = state.clone()
      return
    }
    // Into the memory of the best one before.
    noGrad { for (key, tensor) in state { bestState[key]!.copy_(tensor) } }
  }
}
