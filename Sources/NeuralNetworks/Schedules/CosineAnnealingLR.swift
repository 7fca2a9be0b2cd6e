import Glibc
import Tensors

/// lr(t) = etaMin + ½ (lr(0) − etaMin) (1 + cos(π t / TMax)): down to etaMin in half a wave (Loshchilov and Hutter, 2017).
///
/// After TMax steps it rises again.
public final class CosineAnnealingLR: LRScheduler {
  public let TMax: Int
  public let etaMin: Double

  /// Traps where `TMax` is below 1.
  public init(
    _ optimizer: Optimizer, TMax: Int, etaMin: Double = 0, file: StaticString = #fileID, line: UInt = #line
  ) {
    if TMax < 1 { fail("CosineAnnealingLR: TMax must be at least 1, and is \(TMax)", file: file, line: line) }
    self.TMax = TMax
    self.etaMin = etaMin
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double {
    etaMin + (base - etaMin) * (1 + cos(.pi * Double(epoch) / Double(TMax))) / 2
  }
}
