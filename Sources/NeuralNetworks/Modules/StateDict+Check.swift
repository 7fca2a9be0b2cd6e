import Tensors

extension StateDict {
  /// The same names with copies of the tensors, which stay as they are while training goes on.
  public func clone() -> StateDict {
    var copy = StateDict()
    for (key, tensor) in self { copy[key] = tensor.detach().clone() }
    return copy
  }

  /// Throws a ``StateDictError`` unless the state has exactly the names of `expected`, with tensors of their shapes. Where
  /// `strict` is false only other shapes are refused. What is in `counts` must be a whole number that is not negative.
  func check(
    against expected: [(name: String, shape: Shape)], counts: [String] = [], of owner: String, strict: Bool = true
  ) throws {
    let known = Set(expected.map(\.name))
    let missing = strict ? expected.map(\.name).filter { self[$0] == nil } : []
    let unexpected = strict ? keys.filter { !known.contains($0) } : []
    let misshaped = expected.compactMap { name, shape -> (name: String, inModule: Shape, inState: Shape)? in
      guard let tensor = self[name], tensor.shape != shape else { return nil }
      return (name, shape, tensor.shape)
    }
    let miscounted = counts.filter { name in
      guard let tensor = self[name], tensor.elementCount == 1 else { return false }
      return (Int(exactly: tensor.item() as Double) ?? -1) < 0
    }
    if !(missing.isEmpty && unexpected.isEmpty && misshaped.isEmpty && miscounted.isEmpty) {
      throw StateDictError(
        module: owner, missing: missing, unexpected: unexpected, misshaped: misshaped, miscounted: miscounted)
    }
  }
}
