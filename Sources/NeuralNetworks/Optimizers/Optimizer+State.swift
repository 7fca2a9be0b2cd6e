import Tensors

extension Optimizer {
  /// Everything that the next step depends on besides parameters and gradients: `groups.0.lr`, `state.2.exp_avg`, …
  ///
  /// Numbers are single elements, counts int64. The tensors share the optimiser's storage: `clone()` what is to stay as it
  /// is while training goes on.
  public func stateDict() -> StateDict {
    var state = StateDict()
    for (name, value) in allNumbers { state[name] = Tensor(value, dtype: .float64) }
    for (index, memory) in memories.enumerated() {
      if countsSteps && memory.stepCount > 0 {
        state["state.\(index).step"] = Tensor(memory.stepCount, dtype: .int64)
      }
      for (slot, name) in remembered.enumerated() {
        if let name, let tensor = memory[slot] { state["state.\(index).\(name)"] = tensor.detach() }
      }
    }
    return state
  }

  /// Restores what ``stateDict()`` gave, of an optimiser of the same kind for as many parameters of the same shapes.
  ///
  /// Throws a ``StateDictError`` with every name that is missing, unexpected, of another shape or, where it
  /// counts steps, no count; then nothing has changed.
  public func loadStateDict(_ state: StateDict) throws {
    var expected: [(name: String, shape: Shape)] = allNumbers.map { ($0.name, []) }
    for (index, memory) in memories.enumerated() {
      let names =
        (countsSteps ? [("step", [])] : []) + remembered.compactMap { $0.map { ($0, memory.parameter.shape) } }
      let own = names.map { (name: "state.\(index).\($0.0)", shape: $0.1) }
      // Of a parameter that has taken no step yet nothing is remembered.
      if own.contains(where: { state[$0.name] != nil }) { expected += own }
    }
    let counts = countsSteps ? memories.indices.map { "state.\($0).step" } : []
    try state.check(against: expected, counts: counts, of: String(describing: Self.self))
    restore(state)
  }

  private func restore(_ state: StateDict) {
    for (index, group) in groups.enumerated() {
      group.lr = state["groups.\(index).lr"]!.item()
      group.weightDecay = state["groups.\(index).weight_decay"]!.item()
    }
    numbers = numbers.map { ($0.name, state[$0.name]!.item()) }
    for (index, memory) in memories.enumerated() {
      memory.stepCount = state["state.\(index).step"].map { Int($0.item() as Double) } ?? 0
      for (slot, name) in remembered.enumerated() {
        memory[slot] = name.flatMap { state["state.\(index).\($0)"] }.map {
          Tensor.zerosLike(memory.parameter).copy_($0.detach())
        }
      }
    }
  }

  private var memories: [Memory] { groups.flatMap(\.memories) }

  private var allNumbers: [(name: String, value: Double)] {
    groups.enumerated().flatMap { index, group in
      [("groups.\(index).lr", group.lr), ("groups.\(index).weight_decay", group.weightDecay)]
    } + numbers
  }
}

extension Optimizer.Memory {
  /// What is remembered under the slot's name in ``Optimizer/remembered``.
  fileprivate subscript(slot: Int) -> Tensor? {
    get { slot == 0 ? first : slot == 1 ? second : third }
    set {
      switch slot {
      case 0: first = newValue
      case 1: second = newValue
      default: third = newValue
      }
    }
  }
}
