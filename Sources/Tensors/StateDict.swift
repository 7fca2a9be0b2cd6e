/// Tensors by name, in order: a module's parameters and buffers, as PyTorch's `state_dict`; what a file of tensors holds.
public struct StateDict: ExpressibleByDictionaryLiteral, RandomAccessCollection {
  private var entries: [(key: String, value: Tensor)] = []
  /// Where each name stands among the entries.
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
        places[key] = nil
        for later in place..<entries.count { places[entries[later].key] = later }
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

/// What has a state that can be saved and restored: models, optimisers, schedules, generators of random numbers.
public protocol Stateful: AnyObject {
  /// Everything that what comes next depends on, by name.
  func stateDict() -> StateDict
  /// Restores what ``stateDict()`` gave. Throws where it does not fit; then nothing has changed.
  func loadStateDict(_ state: StateDict) throws
}
