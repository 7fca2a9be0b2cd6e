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

  /// The modules in this one, and those in them, with their names; this one first, with an empty name.
  public func namedModules() -> [(name: String, module: Module)] {
    [("", self)]
      + namedChildren.flatMap { name, child in
        child.namedModules().map { ($0.name.isEmpty ? name : "\(name).\($0.name)", $0.module) }
      }
  }

  /// Forgets the gradients of all parameters.
  public func zeroGrad() { for parameter in parameters() { parameter.grad = nil } }

  /// Switches this module and those in it to training, or to evaluation with `false`.
  @discardableResult
  public func train(_ on: Bool = true) -> Self {
    setTraining(on)
    return self
  }

  /// Switches this module and those in it to evaluation.
  @discardableResult
  public func eval() -> Self { train(false) }

  /// All tensors of the module's state, a module's own before those of the modules in it.
  func tensors() -> [(name: String, tensor: Tensor, isParameter: Bool)] {
    namedModules().flatMap { prefix, module in
      module.members.compactMap { name, member in
        let path = prefix.isEmpty ? name : "\(prefix).\(name)"
        return switch member {
        case .parameter(let tensor): (path, tensor, true)
        case .buffer(let tensor): (path, tensor, false)
        case .module: nil
        }
      }
    }
  }
}
