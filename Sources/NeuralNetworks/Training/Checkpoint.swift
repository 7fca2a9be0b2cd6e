public import Tensors

/// Everything that training goes on from, in one safetensors file: models, optimisers, schedules, and where the random numbers
/// are.
///
/// ```swift
/// let checkpoint = Checkpoint(["model": model, "optimizer": optimizer])
/// try checkpoint.save("run.safetensors", step: 1000)
/// // another day, with the same model and optimiser made anew:
/// let step = try checkpoint.load("run.safetensors")  // 1000
/// ```
///
/// Training goes on bit for bit as if it had not stopped. The file's tensors are named by part: `model.0.weight`,
/// `optimizer.groups.0.lr`, `generator.offset`. What is not in it is the code: whether a model is in training or evaluation, what is
/// frozen, what data come next.
public struct Checkpoint {
  /// What is saved, with its name.
  public let parts: [(name: String, part: any Stateful)]

  private static let step = "step"

  /// A checkpoint of these parts and of a generator of random numbers, the default one where none is given.
  ///
  /// Traps where two have the same name, and where a name is empty, has a dot in it, or is `step` or `generator`.
  public init(
    _ parts: KeyValuePairs<String, any Stateful>, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    var names: Set<String> = ["generator", Self.step]
    for (name, _) in parts {
      if name.isEmpty || name.contains(".") || !names.insert(name).inserted {
        fail(
          "Checkpoint: ‘\(name)’ can't be a part's name: each has one of its own, without a dot, and other than ‘step’ and "
            + "‘generator’", file: file, line: line)
      }
    }
    self.parts = parts.map { ($0.key, $0.value) } + [("generator", generator)]
  }

  /// Writes the file; one of that name is replaced at once, so that there is always a whole one.
  ///
  /// Throws a ``TensorFileError`` where it can't be written.
  public func save(_ path: String, step: Int = 0, metadata: [String: String] = [:]) throws {
    var state: StateDict = [Self.step: Tensor(step, dtype: .int64)]
    for (name, part) in parts {
      for (key, tensor) in part.stateDict() { state["\(name).\(key)"] = tensor }
    }
    try saveSafetensors(state, to: path, metadata: metadata)
  }

  /// Restores all parts from a file, and returns the step at which it was saved.
  ///
  /// Throws a ``TensorFileError`` where the file can't be read, and a ``CheckpointError`` where it does not fit the parts; then
  /// nothing has changed.
  @discardableResult
  public func load(_ path: String) throws -> Int {
    let state = try loadSafetensors(path)
    guard let step = state[Self.step], step.shape.isEmpty, step.dtype == .int64,
      let stepCount = Int(exactly: step.item() as Double)
    else {
      throw CheckpointError(path: path, problem: "is no checkpoint: it has no whole number ‘step’")
    }
    var states: [String: StateDict] = [:]
    for (name, tensor) in state where name != Self.step {
      let part = String(name.prefix { $0 != "." })
      states[part, default: [:]][String(name.dropFirst(part.count + 1))] = tensor
    }
    let known = Set(parts.map(\.name))
    let unexpected = states.keys.filter { !known.contains($0) }.sorted()
    if !unexpected.isEmpty {
      throw CheckpointError(
        path: path,
        problem: "holds \(unexpected.map { "‘\($0)’" }.joined(separator: ", ")), which is no part here: those are "
          + parts.map { "‘\($0.name)’" }.joined(separator: ", "))
    }
    try restore(states, path)
    return stepCount
  }

  /// Restores one part after the other; where one does not fit, those before it get back what they had.
  private func restore(_ states: [String: StateDict], _ path: String) throws {
    var before: [StateDict] = []
    for (name, part) in parts {
      before.append(part.stateDict().cloned())
      do { try part.loadStateDict(states[name] ?? [:]) } catch {
        for ((_, part), state) in zip(parts, before.dropLast()) { try part.loadStateDict(state) }
        throw CheckpointError(path: path, problem: "does not fit ‘\(name)’: \(error)")
      }
    }
  }
}

/// Why a file is not a checkpoint of what it is to be loaded into.
public struct CheckpointError: Error, CustomStringConvertible {
  public let path: String
  public let problem: String

  public var description: String { "‘\(path)’ \(problem)" }
}

extension StateDict {
  /// The same names with copies of the tensors.
  fileprivate func cloned() -> StateDict {
    var copy = StateDict()
    for (name, tensor) in self { copy[name] = tensor.clone() }
    return copy
  }
}

extension Module: Stateful {
  /// Copies a state's tensors into the module's, in place; throws where a name is missing, unexpected or of another shape.
  public func loadStateDict(_ state: StateDict) throws { try loadStateDict(state, strict: true) }
}

extension Optimizer: Stateful {}
extension LRScheduler: Stateful {}
