import Glibc
import Tensors

/// lr(t) = lr(0) · gamma^⌊t / stepSize⌋: smaller by a factor every so often.
public final class StepLR: LRScheduler {
  public let stepSize: Int
  public let gamma: Double

  /// Traps where `stepSize` is below 1.
  public init(
    _ optimizer: Optimizer, stepSize: Int, gamma: Double = 0.1, file: StaticString = #fileID, line: UInt = #line
  ) {
    if stepSize < 1 { fail("StepLR: stepSize must be at least 1, and is \(stepSize)", file: file, line: line) }
    self.stepSize = stepSize
    self.gamma = gamma
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double { base * pow(gamma, Double(epoch / stepSize)) }
}

/// lr(t) = lr(0) · gammaⁿ, where n of the milestones are not after t.
public final class MultiStepLR: LRScheduler {
  public let milestones: [Int]
  public let gamma: Double

  public init(_ optimizer: Optimizer, milestones: [Int], gamma: Double = 0.1) {
    self.milestones = milestones
    self.gamma = gamma
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double {
    base * pow(gamma, Double(milestones.count { $0 <= epoch }))
  }
}

/// lr(t) = lr(0) · gammaᵗ
public final class ExponentialLR: LRScheduler {
  public let gamma: Double

  public init(_ optimizer: Optimizer, gamma: Double) {
    self.gamma = gamma
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double { base * pow(gamma, Double(epoch)) }
}
