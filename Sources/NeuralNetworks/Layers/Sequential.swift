import Tensors

/// f_n(… f_2(f_1(x))): modules applied one after the other.
///
/// ```swift
/// let model = Sequential(Linear(10, 5), ReLU(), Linear(5, 1), Sigmoid())
/// model[0]  // Linear(in_features=10, out_features=5, bias=True)
/// ```
public final class Sequential: Module, RandomAccessCollection {
  private let modules: [Module]

  public convenience init(_ modules: Module...) { self.init(modules) }
  public init(_ modules: [Module]) { self.modules = modules }

  public override func forward(_ x: Tensor) -> Tensor {
    var x = x
    for module in modules { x = module.evaluate(x) }
    return x
  }

  // `0` instead of `modules.0`.
  public override func stateName(of property: String) -> String? { String(property.dropFirst("modules.".count)) }

  public var startIndex: Int { 0 }
  public var endIndex: Int { modules.count }

  /// The module at a position from the front; −1 is the last. Traps outside.
  public subscript(index: Int) -> Module {
    let position = index < 0 ? index + modules.count : index
    if position < 0 || position >= modules.count {
      fail("Sequential: there is no module \(index) among \(modules.count)")
    }
    return modules[position]
  }
}
