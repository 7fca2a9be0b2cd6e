import Tensors

/// (1/n) Σ |input − target|: the mean absolute error. The gradient where both are equal is 0.
///
/// Both of one shape, else it traps; the result is a single number unless the reduction is `.none`.
public struct L1Loss: CustomStringConvertible {
  public let reduction: Reduction

  public init(reduction: Reduction = .mean) { self.reduction = reduction }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.l1Loss(input, target, reduction: reduction, file: file, line: line) }

  public var description: String { "L1Loss()" }
}

extension F {
  /// (1/n) Σ |input − target|
  public static func l1Loss(
    _ input: Tensor, _ target: Tensor, reduction: Reduction = .mean, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (x, t) = comparable("L1Loss", input, target, file, line)
    return reduction(.absoluteError, x, t)
  }
}
