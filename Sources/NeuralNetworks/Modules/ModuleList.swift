import Tensors

/// Modules in a list, which belong to the module that stores it: for networks whose depth is a number.
///
/// ```swift
/// final class Net: Module {
///   let blocks = ModuleList((0..<4).map { _ in Linear(64, 64) })
///   override func forward(_ x: Tensor) -> Tensor { blocks.reduce(x) { $1($0).relu() } }
/// }
/// ```
///
/// A Swift array of modules does the same; a list prints and is extended as PyTorch's. It is no function of its own: calling
/// it traps.
public final class ModuleList: Module, RandomAccessCollection, MutableCollection {
  private var modules: [Module]

  public convenience init(_ modules: Module...) { self.init(modules) }
  public init(_ modules: [Module]) { self.modules = modules }

  public override func forward(_ x: Tensor) -> Tensor {
    fail("ModuleList: a list of modules is no function: call its modules one by one, or use Sequential")
  }

  // `0` instead of `modules.0`.
  public override func stateName(of property: String) -> String? { String(property.dropFirst("modules.".count)) }

  // Equal neighbours as one: `(0-3): 4 x Linear(…)`.
  override var childDescriptions: [(name: String, description: String)] {
    var runs: [(first: Int, count: Int, description: String)] = []
    for (index, module) in modules.enumerated() {
      let description = module.description
      if runs.last?.description == description {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((index, 1, description))
      }
    }
    return runs.map { first, count, description in
      count == 1 ? ("\(first)", description) : ("\(first)-\(first + count - 1)", "\(count) x \(description)")
    }
  }

  /// Adds a module at the end.
  public func append(_ module: Module) { modules.append(module) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { modules.count }

  /// The module at a position from the front; −1 is the last. Traps outside.
  public subscript(index: Int) -> Module {
    get { modules[place(index)] }
    set { modules[place(index)] = newValue }
  }

  private func place(_ index: Int) -> Int {
    let position = index < 0 ? index + modules.count : index
    if position < 0 || position >= modules.count {
      fail("ModuleList: there is no module \(index) among \(modules.count)")
    }
    return position
  }
}
