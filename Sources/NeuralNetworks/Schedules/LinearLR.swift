import Tensors

/// lr(t) = lr(0) · (startFactor + (endFactor − startFactor) · min(t / totalIters, 1)): warming up, in a straight line.
public final class LinearLR: LRScheduler {
  public let startFactor: Double
  public let endFactor: Double
  public let totalIters: Int

  /// Traps where a factor is outside 0...1, the first is 0, or `totalIters` is below 1.
  public init(
    _ optimizer: Optimizer, startFactor: Double = 1.0 / 3, endFactor: Double = 1, totalIters: Int = 5,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    if !(startFactor > 0 && startFactor <= 1) {
      fail("LinearLR: startFactor must be above 0 and at most 1, and is \(startFactor)", file: file, line: line)
    }
    if !(endFactor >= 0 && endFactor <= 1) {
      fail("LinearLR: endFactor must lie in 0...1, and is \(endFactor)", file: file, line: line)
    }
    if totalIters < 1 { fail("LinearLR: totalIters must be at least 1, and is \(totalIters)", file: file, line: line) }
    self.startFactor = startFactor
    self.endFactor = endFactor
    self.totalIters = totalIters
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double {
    base * (startFactor + (endFactor - startFactor) * Double(min(epoch, totalIters)) / Double(totalIters))
  }
}
