import Tensors

/// −(1/n) Σ [t ln p + (1 − t) ln(1 − p)]: the binary cross-entropy of probabilities.
///
/// Both of one shape, else it traps; `p` must lie in 0...1, else it traps. Logarithms are kept above −100, as PyTorch keeps
/// them, so that a certain and wrong `p` costs 100 and not infinity. ``BCEWithLogitsLoss`` is exact there.
public struct BCELoss: CustomStringConvertible {
  /// A factor for the losses, which it broadcasts to.
  public let weight: Tensor?
  public let reduction: Reduction

  public init(weight: Tensor? = nil, reduction: Reduction = .mean) {
    self.weight = weight
    self.reduction = reduction
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    F.binaryCrossEntropy(input, target, weight: weight, reduction: reduction, file: file, line: line)
  }

  public var description: String { "BCELoss()" }
}

extension F {
  /// −(1/n) Σ [t ln p + (1 − t) ln(1 − p)]
  public static func binaryCrossEntropy(
    _ input: Tensor, _ target: Tensor, weight: Tensor? = nil, reduction: Reduction = .mean,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (p, t) = comparable("BCELoss", input, target, file, line)
    let loss =
      weight.map { reduction(ElementLoss.binaryCrossEntropy(p, t).mul($0, file: file, line: line)) }
      ?? reduction(.binaryCrossEntropy, p, t)
    // What lies outside has no logarithm: only a loss that is not a number gives reason to look for it.
    let total: Double = (loss.shape.isEmpty ? loss : loss.detach().sum()).item()
    if total.isNaN { checkProbabilities(p, file, line) }
    return loss
  }

  private static func checkProbabilities(_ p: Tensor, _ file: StaticString, _ line: UInt) {
    let values = p.scalars.filter { !$0.isNaN }
    guard let low = values.min(), let high = values.max(), low < 0 || high > 1 else { return }
    fail(
      "BCELoss: probabilities must lie between 0 and 1; the input's go from \(low) to \(high): put a Sigmoid before it, or "
        + "use BCEWithLogitsLoss", file: file, line: line)
  }
}
