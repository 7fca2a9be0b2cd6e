import Tensors

/// Changes parameters so that a loss falls, given their gradients.
///
/// ```swift
/// optimiser.zeroGrad()
/// loss.backward()
/// optimiser.step()
/// ```
open class Optimizer {
  /// What is optimised.
  public let parameters: [Tensor]

  /// Traps where there is no parameter, or one that is not a leaf.
  public init(_ parameters: [Tensor], file: StaticString = #fileID, line: UInt = #line) {
    if parameters.isEmpty { fail("an optimiser needs at least one parameter", file: file, line: line) }
    for parameter in parameters where !parameter.isLeaf {
      fail(
        "an optimiser changes leaves only, and a tensor of shape \(parameter.shape) among its parameters was computed "
          + "from others", file: file, line: line)
    }
    self.parameters = parameters
  }

  /// Changes every parameter that has a gradient by one step.
  open func step() { fail("\(type(of: self)): step() is not overridden") }

  /// Forgets the gradients.
  public final func zeroGrad() { for parameter in parameters { parameter.grad = nil } }
}
