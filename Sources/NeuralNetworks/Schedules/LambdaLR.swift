import Tensors

/// lr(t) = lr(0) · f(t), for a function of one's own.
///
/// ```swift
/// let schedule = LambdaLR(optimiser) { t in min(1, Double(t + 1) / 100) }
/// ```
public final class LambdaLR: LRScheduler {
  private let factor: (Int) -> Double

  public init(_ optimizer: Optimizer, _ lrLambda: @escaping (_ epoch: Int) -> Double) {
    factor = lrLambda
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double { base * factor(epoch) }
}
