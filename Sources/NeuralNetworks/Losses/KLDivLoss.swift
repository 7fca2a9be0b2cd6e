import Tensors

/// (1/n) Σ t (ln t − x): the Kullback–Leibler divergence of the target from the distribution whose logarithms x are.
///
/// With `logTarget` the target comes as logarithms too. Both of one shape, else it traps. The divergence itself is
/// `.batchmean`, or `.sum`; `.mean`, which PyTorch takes where nothing is said, divides by the classes too.
public struct KLDivLoss: CustomStringConvertible {
  public let reduction: Reduction
  public let logTarget: Bool

  public init(reduction: Reduction = .mean, logTarget: Bool = false) {
    self.reduction = reduction
    self.logTarget = logTarget
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.klDiv(input, target, reduction: reduction, logTarget: logTarget, file: file, line: line) }

  public var description: String { "KLDivLoss()" }
}

extension F {
  /// (1/n) Σ t (ln t − x)
  public static func klDiv(
    _ input: Tensor, _ target: Tensor, reduction: Reduction = .mean, logTarget: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (x, t) = comparable("KLDivLoss", input, target, file, line)
    if logTarget { return reduction(t.exp() * (t - x)) }
    // 0 ln 0 is 0.
    let isZero = t.detach() == 0
    let entropy = Tensor.where(isZero, Tensor.zerosLike(t), t * Tensor.where(isZero, Tensor.onesLike(t), t).log())
    return reduction(entropy - t * x)
  }
}
