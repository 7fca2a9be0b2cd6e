import Tensors

/// What a distribution's parameters are given as: a number, a list of numbers, or a tensor.
///
/// Numbers and lists are kept in double precision, and do not decide the type of results.
public protocol DistributionParameter {
  /// The parameter as a tensor.
  var parameterTensor: Tensor { get }
  /// Whether it has no type to ask for.
  var isPlainNumber: Bool { get }
}

extension Tensor: DistributionParameter {
  public var parameterTensor: Tensor { self }
  public var isPlainNumber: Bool { false }
}

extension DistributionParameter where Self: TensorElements {
  public var parameterTensor: Tensor { Tensor(self, dtype: .float64) }
  public var isPlainNumber: Bool { true }
}

extension DistributionParameter {
  /// Whether it was given as whole numbers of Swift's, whose quotients have no fractions.
  var areWholeNumbers: Bool { self is Int || self is [Int] || self is [[Int]] }
}

extension Double: DistributionParameter {}
extension Float: DistributionParameter {
  /// In its own precision, so that it is shown with no digits that it has not.
  public var parameterTensor: Tensor { Tensor(self) }
}
extension Int: DistributionParameter {}
extension Array: DistributionParameter where Element: TensorElements {}
