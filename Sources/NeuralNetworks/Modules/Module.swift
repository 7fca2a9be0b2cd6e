import Tensors

/// A function with parameters that are learnt: the base of every layer and network.
///
/// ```swift
/// final class Net: Module {
///   let hidden = Linear(784, 128)
///   let output = Linear(128, 10)
///   override func forward(_ x: Tensor) -> Tensor { output(hidden(x).relu()) }
/// }
/// ```
///
/// The parameters, buffers and modules that a module stores, also in optionals and arrays, belong to it by the names of
/// their properties: `hidden.weight`. A stored tensor is a parameter if it was made with ``Parameter(_:)`` or is a leaf that
/// requires a gradient, else a buffer.
open class Module: CustomStringConvertible {
  /// Whether the module is being trained; dropout and batch normalisation behave otherwise in evaluation.
  public private(set) var isTraining = true

  public init() {}

  /// The module's value at `x`. Override this and call the module itself: `model(x)`.
  open func forward(_ x: Tensor) -> Tensor {
    fail("\(typeName): forward(_:) is not overridden, so the module computes nothing")
  }

  /// `forward(x)`; what fails inside the library is reported at the caller's file and line.
  ///
  /// A subclass that takes or returns more has a `callAsFunction` of its own, which goes before this one.
  @_disfavoredOverload
  public final func callAsFunction(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let outer = CallSite.enter(file, line)
    defer { CallSite.leave(outer) }
    return evaluate(x)
  }

  /// `forward(x)`, seen by whoever observes the module: how the library's own modules call those in them.
  final func evaluate(_ x: Tensor) -> Tensor {
    let y = forward(x)
    observer?(y)
    return y
  }

  /// Is shown every output, while a ``summary(inputShape:dtype:)`` is made.
  final var observer: ((Tensor) -> Void)?

  /// The modules stored in this one, with their names, in the order of declaration.
  public final var namedChildren: [(name: String, module: Module)] {
    members.compactMap { if case .module(let module) = $0.value { ($0.name, module) } else { nil } }
  }

  /// The name in states, and where the module is printed, of what a stored property holds: by default the property's own.
  /// With nil what it holds is no part of the module: another model that it only looks at, a mask that it can make again.
  ///
  /// `property` is the property's name, with the place of what stands in an array: `weight`, `blocks.0`. Override this where
  /// PyTorch's name is another:
  ///
  /// ```swift
  /// override func stateName(of property: String) -> String? {
  ///   property == "runningMean" ? "running_mean" : property
  /// }
  /// ```
  open func stateName(of property: String) -> String? { property }

  /// What stands between the parentheses when the module is printed: `in_features=10, out_features=5, bias=True`.
  open var extraRepresentation: String { "" }

  /// Called when the module goes over to training or evaluation.
  open func trainingChanged() {}

  /// Sets the mode of this module alone.
  final func setTraining(_ on: Bool) {
    isTraining = on
    trainingChanged()
  }

  var typeName: String { String(describing: type(of: self)) }

  /// The modules in this one as they print.
  var childDescriptions: [(name: String, description: String)] { namedChildren.map { ($0, $1.description) } }

  public final var description: String {
    let children = childDescriptions.map { name, description in
      "(\(name)): " + description.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\n  ")
    }
    if children.isEmpty { return "\(typeName)(\(extraRepresentation))" }
    let extra = extraRepresentation.isEmpty ? [] : [extraRepresentation]
    return "\(typeName)(\n" + (extra + children).map { "  \($0)\n" }.joined() + ")"
  }
}
