import Tensors

/// A module's parameters and buffers by name, in order: PyTorch's `state_dict`.
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

/// Why a state does not fit a module: everything that is wrong, not the first thing.
public struct StateDictError: Error, CustomStringConvertible {
  /// The module's type.
  public let module: String
  /// Names that the module has and the state lacks.
  public let missing: [String]
  /// Names that the state has and the module lacks.
  public let unexpected: [String]
  /// Names whose tensors differ in shape.
  public let misshaped: [(name: String, inModule: Shape, inState: Shape)]

  public var description: String {
    var lines = ["the state does not fit \(module):"]
    if !missing.isEmpty { lines.append("missing: " + missing.joined(separator: ", ")) }
    if !unexpected.isEmpty { lines.append("unexpected: " + unexpected.joined(separator: ", ")) }
    lines += misshaped.map { "\($0.name) has shape \($0.inState), the module's is \($0.inModule)" }
    return lines.joined(separator: "\n  ")
  }
}

extension Module {
  /// The parameters and buffers by name. They share the module's storage.
  public func stateDict() -> StateDict {
    var state = StateDict()
    for (name, tensor, _) in tensors() { state[name] = tensor.detach() }
    return state
  }

  /// Copies a state's tensors into the module's, in place.
  ///
  /// Throws a ``StateDictError`` with every name that is missing, unexpected or of another shape; then nothing has changed.
  /// With `strict: false` only other shapes are refused.
  public func loadStateDict(_ state: StateDict, strict: Bool = true) throws {
    let own = tensors()
    let names = Set(own.map(\.name))
    let missing = own.map(\.name).filter { state[$0] == nil }
    let unexpected = state.keys.filter { !names.contains($0) }
    let misshaped = own.compactMap { name, tensor, _ -> (name: String, inModule: Shape, inState: Shape)? in
      guard let new = state[name], new.shape != tensor.shape else { return nil }
      return (name, tensor.shape, new.shape)
    }
    if (strict && !(missing.isEmpty && unexpected.isEmpty)) || !misshaped.isEmpty {
      throw StateDictError(
        module: typeName, missing: strict ? missing : [], unexpected: strict ? unexpected : [], misshaped: misshaped)
    }
    noGrad { for (name, tensor, _) in own { if let new = state[name] { tensor.copy_(new) } } }
  }
}
