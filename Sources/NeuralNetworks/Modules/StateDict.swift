import Tensors

/// Tensors by name, in order: a module's parameters and buffers, or what an optimiser remembers. PyTorch's `state_dict`.
public struct StateDict: ExpressibleByDictionaryLiteral, RandomAccessCollection {
  private var entries: [(key: String, value: Tensor)] = []
  private var places: [String: Int] = [:]

  public init() {}

  /// A later entry replaces an earlier one of the same name.
  public init(dictionaryLiteral elements: (String, Tensor)...) {
    for (key, tensor) in elements { self[key] = tensor }
  }

  /// The tensor of a name, nil where there is none; assigning nil removes it.
  public subscript(key: String) -> Tensor? {
    get { places[key].map { entries[$0].value } }
    set {
      switch (places[key], newValue) {
      case (let place?, let tensor?): entries[place].value = tensor
      case (let place?, nil):
        entries.remove(at: place)
        places = Dictionary(uniqueKeysWithValues: entries.enumerated().map { ($1.key, $0) })
      case (nil, let tensor?):
        places[key] = entries.count
        entries.append((key, tensor))
      case (nil, nil): break
      }
    }
  }

  public var keys: [String] { entries.map(\.key) }
  public var startIndex: Int { 0 }
  public var endIndex: Int { entries.count }
  public subscript(position: Int) -> (key: String, value: Tensor) { entries[position] }
}

extension StateDict {
  /// The same names with copies of the tensors, which stay as they are while training goes on.
  public func clone() -> StateDict {
    var copy = StateDict()
    for (key, tensor) in self { copy[key] = tensor.detach().clone() }
    return copy
  }

  /// Throws a ``StateDictError`` unless the state has exactly the names of `expected`, with tensors of their shapes. Where
  /// `strict` is false only other shapes are refused.
  func check(against expected: [(name: String, shape: Shape)], of owner: String, strict: Bool = true) throws {
    let known = Set(expected.map(\.name))
    let missing = strict ? expected.map(\.name).filter { self[$0] == nil } : []
    let unexpected = strict ? keys.filter { !known.contains($0) } : []
    let misshaped = expected.compactMap { name, shape -> (name: String, inModule: Shape, inState: Shape)? in
      guard let tensor = self[name], tensor.shape != shape else { return nil }
      return (name, shape, tensor.shape)
    }
    if !(missing.isEmpty && unexpected.isEmpty && misshaped.isEmpty) {
      throw StateDictError(module: owner, missing: missing, unexpected: unexpected, misshaped: misshaped)
    }
  }
}
