import Tensors

/// What a distribution is fitted to, or asked about, and what counts are given as: a number, a list of numbers, or a
/// tensor.
///
/// Numbers and lists are kept in double precision, and do not decide the type of results.
public protocol DistributionValue {
  /// The values as a tensor.
  var valueTensor: Tensor { get }
  /// Whether they have no type to ask for.
  var isPlainNumber: Bool { get }
}

/// What a distribution's parameters are given as: a `Double`, a list of them, or a tensor.
///
/// No other numbers, so that what is written is a `Double`: in `Bernoulli(1/2)` a half, which between whole numbers
/// were 0. Of a variable n that holds one, write `Double(n)`.
public protocol DistributionParameter: DistributionValue {}

extension DistributionValue where Self: TensorElements {
  public var valueTensor: Tensor { Tensor(self, dtype: .float64) }
  public var isPlainNumber: Bool { true }
}

extension Tensor: DistributionParameter {
  public var valueTensor: Tensor { self }
  public var isPlainNumber: Bool { false }
}

extension Double: DistributionParameter {}
extension Float: DistributionValue {}
extension Int: DistributionValue {}
extension Array: DistributionValue where Element: TensorElements {}
extension Array: DistributionParameter where Element: TensorElements & DistributionParameter {}
