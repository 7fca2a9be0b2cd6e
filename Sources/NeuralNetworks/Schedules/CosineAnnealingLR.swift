import Glibc
import Tensors

/// lr(t) = etaMin + ½ (lr(0) − etaMin) (1 + cos(π t / tMax)): down to etaMin in half a wave (Loshchilov and Hutter, 2017).
///
/// After tMax steps it rises again.
public final class CosineAnnealingLR: LRScheduler {
  public let tMax: Int
  public let etaMin: Double

  /// Traps where `tMax` is below 1.
  public init(
    _ optimizer: Optimizer, tMax: Int, etaMin: Double = 0, file: StaticString = #fileID, line: UInt = #line
  ) {
    if tMax < 1 { fail("CosineAnnealingLR: tMax must be at least 1, and is \(tMax)", file: file, line: line) }
    self.tMax = tMax
    self.etaMin = etaMin
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double {
    etaMin + (base - etaMin) * (1 + cos(.pi * Double(epoch) / Double(tMax))) / 2
  }
}
