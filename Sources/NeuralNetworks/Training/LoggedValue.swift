public import Tensors

/// What a training log records: a number, or a tensor with one element.
public protocol LoggedValue {
  var loggedValue: Double { get }
}

extension Double: LoggedValue { public var loggedValue: Double { self } }
extension Float: LoggedValue { public var loggedValue: Double { Double(self) } }
extension Int: LoggedValue { public var loggedValue: Double { Double(self) } }
extension Tensor: LoggedValue { public var loggedValue: Double { item() } }
