import Tensors

/// s ← decay · s + (1 − decay) · p: an average of a model's weights over the steps, which often does better than the last ones
/// (Polyak and Juditsky, 1992).
///
/// ```swift
/// let average = ExponentialMovingAverage(model, decay: 0.999)
/// …
/// optimiser.step()
/// average.update()
/// …
/// average.applied { evaluate(model) }
/// ```
///
/// Floating-point buffers, such as a batch normalisation's statistics, are averaged too; counts are copied.
public final class ExponentialMovingAverage {
  /// How much of the average is kept at a step.
  public let decay: Double
  private let model: Module
  private let tensors: [(name: String, tensor: Tensor)]
  private let averages: [Tensor]
  private var originals: [Tensor]?

  /// Begins with the weights that the model has. Traps where the decay is outside 0...1.
  public init(_ model: Module, decay: Double = 0.999, file: StaticString = #fileID, line: UInt = #line) {
    if !(decay >= 0 && decay <= 1) {
      fail("ExponentialMovingAverage: decay must lie in 0...1, and is \(decay)", file: file, line: line)
    }
    self.model = model
    self.decay = decay
    var seen: Set<ObjectIdentifier> = []
    tensors = model.tensors().filter { seen.insert(ObjectIdentifier($0.tensor)).inserted }.map { ($0.name, $0.tensor) }
    averages = tensors.map { $0.tensor.detach().clone() }
  }

  /// Takes the model's weights into the average. Traps while the average stands in their place.
  public func update(file: StaticString = #fileID, line: UInt = #line) {
    if originals != nil {
      fail("ExponentialMovingAverage.update: the average is applied: restore() first", file: file, line: line)
    }
    noGrad {
      for ((_, tensor), average) in zip(tensors, averages) {
        if tensor.dtype.isFloatingPoint {
          average.add_(tensor - average, alpha: 1 - decay)
        } else {
          average.copy_(tensor)
        }
      }
    }
  }

  /// Gives the model the averages, and keeps its own weights for ``restore(file:line:)``. Traps where they are applied already.
  public func apply(file: StaticString = #fileID, line: UInt = #line) {
    if originals != nil {
      fail("ExponentialMovingAverage.apply: the average is applied already", file: file, line: line)
    }
    originals = tensors.map { $0.tensor.detach().clone() }
    noGrad { for ((_, tensor), average) in zip(tensors, averages) { tensor.copy_(average) } }
  }

  /// Gives the model its own weights back. Traps unless the average is applied.
  public func restore(file: StaticString = #fileID, line: UInt = #line) {
    guard let originals else {
      fail("ExponentialMovingAverage.restore: the average is not applied", file: file, line: line)
    }
    noGrad { for ((_, tensor), original) in zip(tensors, originals) { tensor.copy_(original) } }
    self.originals = nil
  }

  /// Runs `body` with the averages in the place of the model's weights.
  @discardableResult
  public func applied<R>(_ body: () throws -> R) rethrows -> R {
    apply()
    defer { restore() }
    return try body()
  }

  /// The averages by the names of what they average: a state that the model can load.
  public func stateDict() -> StateDict {
    var state = StateDict()
    for ((name, _), average) in zip(tensors, averages) { state[name] = average }
    return state
  }

  /// Restores what ``stateDict()`` gave.
  ///
  /// Throws a ``StateDictError`` with every name that is missing, unexpected or of another shape; then nothing has changed.
  public func loadStateDict(_ state: StateDict) throws {
    try state.check(against: tensors.map { ($0.name, $0.tensor.shape) }, of: "the average of \(model.typeName)")
    noGrad { for ((name, _), average) in zip(tensors, averages) { average.copy_(state[name]!) } }
  }
}
