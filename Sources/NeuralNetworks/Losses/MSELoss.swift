import Tensors

/// (1/n) Σ (input − target)²: the mean squared error.
///
/// Both of one shape, else it traps; the result is a single number unless the reduction is `.none`.
public struct MSELoss: CustomStringConvertible {
  public let reduction: Reduction

  public init(reduction: Reduction = .mean) { self.reduction = reduction }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.mseLoss(input, target, reduction: reduction, file: file, line: line) }

  public var description: String { "MSELoss()" }
}

extension F {
  /// (1/n) Σ (input − target)²
  public static func mseLoss(
    _ input: Tensor, _ target: Tensor, reduction: Reduction = .mean, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (x, t) = comparable("MSELoss", input, target, file, line)
    return reduction(.squaredError, x, t)
  }
}
