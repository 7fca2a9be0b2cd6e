import Tensors

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
    try state.check(against: tensors().map { ($0.name, $0.tensor.shape) }, of: typeName, strict: strict)
    copyTensors(from: state)
  }

  /// Copies the tensors of a state that fits.
  func copyTensors(from state: StateDict) {
    noGrad { for (name, tensor, _) in tensors() { if let new = state[name] { tensor.copy_(new) } } }
  }
}
