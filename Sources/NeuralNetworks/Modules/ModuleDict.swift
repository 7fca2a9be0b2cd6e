import Tensors

/// Modules by name, in order, which belong to the module that stores it.
///
/// ```swift
/// let heads = ModuleDict(["mean": Linear(64, 2), "variance": Linear(64, 2)])
/// heads["mean"](x)
/// ```
///
/// It is no function of its own: calling it traps.
public final class ModuleDict: Module {
  /// The modules' names, in order.
  public private(set) var keys: [String] = []
  private var modules: [Module] = []

  public init(_ modules: KeyValuePairs<String, Module> = [:]) {
    super.init()
    for (key, module) in modules { self[key] = module }
  }

  public override func forward(_ x: Tensor) -> Tensor {
    fail("ModuleDict: modules by name are no function: call one of them: \(keys.joined(separator: ", "))")
  }

  // The name instead of `modules.0`.
  public override func stateName(of property: String) -> String? {
    Int(property.dropFirst("modules.".count)).map { keys[$0] }
  }

  /// The module of a name; assigning replaces it, or adds it at the end. Traps where there is none.
  public subscript(key: String) -> Module {
    get {
      guard let index = keys.firstIndex(of: key) else {
        fail("ModuleDict: there is no module \(key) among \(keys.joined(separator: ", "))")
      }
      return modules[index]
    }
    set {
      if let index = keys.firstIndex(of: key) {
        modules[index] = newValue
      } else {
        keys.append(key)
        modules.append(newValue)
      }
    }
  }
}
