import Tensors

/// One schedule after the other: the next one begins, with its own t = 0, at each milestone.
///
/// ```swift
/// let warmUp = LinearLR(optimiser, startFactor: 0.1, totalIters: 5)
/// let cosine = CosineAnnealingLR(optimiser, tMax: 95)
/// let schedule = SequentialLR(optimiser, [warmUp, cosine], milestones: [5])
/// ```
public final class SequentialLR: LRScheduler {
  private let schedules: [LRScheduler]
  public let milestones: [Int]

  /// Traps unless the milestones, which are one fewer than the schedules, ascend, and where a schedule is of another
  /// optimiser or does not depend on t alone.
  public init(
    _ optimizer: Optimizer, _ schedulers: [LRScheduler], milestones: [Int], file: StaticString = #fileID,
    line: UInt = #line
  ) {
    if schedulers.isEmpty || milestones.count != schedulers.count - 1 {
      fail(
        "SequentialLR: \(schedulers.count) schedules are parted by \(schedulers.count - 1) milestones, not "
          + "\(milestones.count)", file: file, line: line)
    }
    if milestones != milestones.sorted() || milestones.contains(where: { $0 < 1 }) {
      fail("SequentialLR: milestones must be positive and ascend: \(milestones)", file: file, line: line)
    }
    if schedulers.contains(where: { $0.optimizer !== optimizer }) {
      fail("SequentialLR: the schedules must be of the same optimiser", file: file, line: line)
    }
    if schedulers.contains(where: { $0 is ReduceLROnPlateau || $0 is OneCycleLR }) {
      fail("SequentialLR: ReduceLROnPlateau and OneCycleLR stand alone", file: file, line: line)
    }
    schedules = schedulers
    self.milestones = milestones
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double {
    let index = milestones.count { $0 <= epoch }
    return schedules[index].rate(base, at: index == 0 ? epoch : epoch - milestones[index - 1])
  }
}
