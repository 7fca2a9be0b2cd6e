import Tensors

/// −(1/n) Σ [t ln p + (1 − t) ln(1 − p)]: the binary cross-entropy of probabilities.
///
/// Both of one shape, else it traps; `p` must lie in 0...1, else it traps. Logarithms are kept above −100, as PyTorch keeps
/// them, so that a certain and wrong `p` costs 100 and not infinity.
public struct BCELoss: CustomStringConvertible {
  public let reduction: Reduction

  public init(reduction: Reduction = .mean) { self.reduction = reduction }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.binaryCrossEntropy(input, target, reduction: reduction, file: file, line: line) }

  public var description: String { "BCELoss()" }
}

extension F {
  /// −(1/n) Σ [t ln p + (1 − t) ln(1 − p)]
  public static func binaryCrossEntropy(
    _ input: Tensor, _ target: Tensor, reduction: Reduction = .mean, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    checkShapes("BCELoss", input, target, file, line)
    let p = input.detach()
    if p.elementCount > 0, case (let low, let high) = (p.min().item(), p.max().item()) as (Double, Double),
      !(low >= 0 && high <= 1)
    {
      fail(
        "BCELoss: probabilities must lie between 0 and 1; the input's go from \(low) to \(high): put a Sigmoid before it",
        file: file, line: line)
    }
    let losses = (target - 1) * (1 - input).log(clampedAt: -100) - target * input.log(clampedAt: -100)
    return reduction(losses)
  }
}
