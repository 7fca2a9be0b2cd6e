import Tensors

/// Parameters that an optimiser treats alike, with what it does otherwise than for the rest.
///
/// ```swift
/// AdamW([ParameterGroup(body.parameters()), ParameterGroup(head.parameters(), lr: 1e-2, weightDecay: 0)], lr: 1e-3)
/// ```
public struct ParameterGroup {
  public let parameters: [Tensor]
  /// The group's learning rate; nil for the optimiser's.
  public let lr: Double?
  /// The group's weight decay; nil for the optimiser's.
  public let weightDecay: Double?

  public init(_ parameters: [Tensor], lr: Double? = nil, weightDecay: Double? = nil) {
    self.parameters = parameters
    self.lr = lr
    self.weightDecay = weightDecay
  }
}

/// What an optimiser takes a list of: parameters, or groups of them.
public protocol Optimizable {
  static func groups(of list: [Self]) -> [ParameterGroup]
}

extension ParameterGroup: Optimizable {
  public static func groups(of list: [ParameterGroup]) -> [ParameterGroup] { list }
}

extension Tensor: Optimizable {
  public static func groups(of list: [Tensor]) -> [ParameterGroup] { [ParameterGroup(list)] }
}
