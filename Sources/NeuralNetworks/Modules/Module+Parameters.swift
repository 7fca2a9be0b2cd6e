import Tensors

extension Module {
  /// The parameters of this module and of those in it, each once, in the order of declaration.
  public func parameters() -> [Tensor] { namedParameters().map(\.tensor) }

  /// The parameters with their names from here: `0.weight`. One that is stored twice has its first name.
  public func namedParameters() -> [(name: String, tensor: Tensor)] {
    var seen: Set<ObjectIdentifier> = []
    return tensors().compactMap { name, tensor, isParameter in
      isParameter && seen.insert(ObjectIdentifier(tensor)).inserted ? (name, tensor) : nil
    }
  }

  /// The tensors that belong to the module's state but are not learnt, with their names.
  public func namedBuffers() -> [(name: String, tensor: Tensor)] {
    tensors().compactMap { $0.isParameter ? nil : ($0.name, $0.tensor) }
  }

  /// The number of numbers that are learnt, frozen ones included.
  public var parameterCount: Int { parameters().reduce(0) { $0 + $1.elementCount } }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() { for parameter in parameters() { parameter.grad = nil } }

  /// Has gradients recorded for all parameters, or for none with `false`. Returns the module.
  @discardableResult
  public func requiresGrad_(_ on: Bool = true) -> Self {
    for parameter in parameters() {
      // A leaf that was one because it required a gradient stays one.
      parameter.isParameter = true
      parameter.requiresGrad_(on)
    }
    return self
  }

  /// Keeps all parameters as they are: no gradients are recorded for them, and optimisers pass them by. Returns the module.
  @discardableResult
  public func freeze() -> Self { requiresGrad_(false) }

  /// Has all parameters learnt again. Returns the module.
  @discardableResult
  public func unfreeze() -> Self { requiresGrad_(true) }

  /// All tensors of the module's state, a module's own before those of the modules in it.
  func tensors() -> [(name: String, tensor: Tensor, isParameter: Bool)] {
    var found: [(name: String, tensor: Tensor, isParameter: Bool)] = []
    collectTensors("", into: &found)
    return found
  }

  private func collectTensors(_ prefix: String, into found: inout [(name: String, tensor: Tensor, isParameter: Bool)]) {
    let members = members
    for (name, member) in members {
      switch member {
      case .parameter(let tensor): found.append((prefix + name, tensor, true))
      case .buffer(let tensor): found.append((prefix + name, tensor, false))
      case .module: break
      }
    }
    for case (let name, .module(let module)) in members { module.collectTensors(prefix + name + ".", into: &found) }
  }
}
