extension Generator: Stateful {
  /// The seed and the offset, as the int64 of their bits.
  public func stateDict() -> StateDict {
    ["seed": Self.tensor(seed), "offset": Self.tensor(offset)]
  }

  /// Goes on where the generator was that gave the state. Throws a ``GeneratorStateError`` where it is none.
  public func loadStateDict(_ state: StateDict) throws {
    guard state.count == 2, let seed = Self.number(state["seed"]), let offset = Self.number(state["offset"]) else {
      throw GeneratorStateError(found: state.keys)
    }
    self.seed = seed
    skip(to: offset)
  }

  private static func tensor(_ bits: UInt64) -> Tensor {
    Tensor(Int(truncatingIfNeeded: bits), dtype: .int64)
  }

  private static func number(_ tensor: Tensor?) -> UInt64? {
    guard let tensor, tensor.dtype == .int64, tensor.elementCount == 1 else { return nil }
    return withExtendedLifetime(tensor) { tensor.pointer.load(as: UInt64.self) }
  }
}

/// Why a state is not that of a generator: it has other tensors than the int64 `seed` and `offset`.
public struct GeneratorStateError: Error, CustomStringConvertible {
  public let found: [String]

  public var description: String {
    "a generator's state is the two whole numbers seed and offset, not \(found.joined(separator: ", "))"
  }
}
