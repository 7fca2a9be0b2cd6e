import Tensors

extension Module {
  /// The modules in this one, and those in them, with their names; this one first, with an empty name.
  public func namedModules() -> [(name: String, module: Module)] {
    var found: [(name: String, module: Module)] = []
    collectModules("", into: &found)
    return found
  }

  /// This module and those in it.
  public func modules() -> [Module] { namedModules().map(\.module) }

  private func collectModules(_ name: String, into found: inout [(name: String, module: Module)]) {
    found.append((name, self))
    for (child, module) in namedChildren {
      module.collectModules(name.isEmpty ? child : "\(name).\(child)", into: &found)
    }
  }

  /// Calls `body` with every module in this one, innermost first, and with this one at last.
  ///
  /// ```swift
  /// model.apply { if let layer = $0 as? Linear { Init.xavierUniform_(layer.weight) } }
  /// ```
  @discardableResult
  public func apply(_ body: (Module) -> Void) -> Self {
    for (_, module) in namedChildren { module.apply(body) }
    body(self)
    return self
  }

  /// Switches this module and those in it to training, or to evaluation with `false`.
  @discardableResult
  public func train(_ on: Bool = true) -> Self {
    for (_, module) in namedModules() { module.setTraining(on) }
    return self
  }

  /// Switches this module and those in it to evaluation.
  @discardableResult
  public func eval() -> Self { train(false) }
}
