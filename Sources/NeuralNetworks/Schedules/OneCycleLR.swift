import Glibc
import Tensors

/// One cycle (Smith and Topin, 2018): up from maxLR / divFactor to maxLR, and down to that start / finalDivFactor.
///
/// The way up takes the share `pctStart` of the steps, and runs as the way down along half a cosine, or straight with
/// `.linear`. Momentum, or Adam's first beta, goes the other way: from `maxMomentum` down to `baseMomentum` and up again. With
/// `threePhase` the way down is first as long and as far as the way up. ``step()`` is called after every step of the
/// optimiser.
public final class OneCycleLR: LRScheduler {
  /// How a number gets from one value to another.
  public enum Anneal: Sendable { case cos, linear }

  public let maxLR: Double
  public let totalSteps: Int
  private let anneal: Anneal
  private let momenta: (base: Double, max: Double)?
  private let factors: (start: Double, end: Double)
  /// Where each phase ends, and between which rates it leads.
  private let phases: [(end: Double, from: Level, to: Level)]

  private enum Level { case initial, max, min }

  /// Traps where there is no step, `pctStart` is outside 0...1, or the optimiser has no momentum to cycle.
  public init(
    _ optimizer: Optimizer, maxLR: Double, totalSteps: Int, pctStart: Double = 0.3, annealStrategy: Anneal = .cos,
    cycleMomentum: Bool = true, baseMomentum: Double = 0.85, maxMomentum: Double = 0.95, divFactor: Double = 25,
    finalDivFactor: Double = 1e4, threePhase: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) {
    if totalSteps < 1 {
      fail("OneCycleLR: totalSteps must be at least 1, and is \(totalSteps)", file: file, line: line)
    }
    if !(pctStart >= 0 && pctStart <= 1) {
      fail("OneCycleLR: pctStart must lie in 0...1, and is \(pctStart)", file: file, line: line)
    }
    if cycleMomentum && optimizer.cyclicMomentum == nil {
      fail(
        "OneCycleLR: \(type(of: optimizer)) has no momentum to cycle: say cycleMomentum: false", file: file, line: line)
    }
    self.maxLR = maxLR
    self.totalSteps = totalSteps
    anneal = annealStrategy
    momenta = cycleMomentum ? (baseMomentum, maxMomentum) : nil
    factors = (1 / divFactor, 1 / divFactor / finalDivFactor)
    let (total, top) = (Double(totalSteps), pctStart * Double(totalSteps) - 1)
    phases =
      threePhase
      ? [(top, .initial, .max), (2 * top, .max, .initial), (total - 1, .initial, .min)]
      : [(top, .initial, .max), (total - 1, .max, .min)]
    super.init(optimizer)
  }

  public override func rate(_ base: Double, at epoch: Int) -> Double {
    value(at: epoch) {
      switch $0 {
      case .initial: maxLR * factors.start
      case .max: maxLR
      case .min: maxLR * factors.end
      }
    }
  }

  /// Traps after the last of the steps that were announced.
  public override func step() {
    if lastEpoch + 1 > totalSteps {
      fail("OneCycleLR: step() was called \(lastEpoch + 1) times; the cycle has \(totalSteps) steps")
    }
    super.step()
  }

  override func setRates() {
    super.setRates()
    if let momenta {
      optimizer.cyclicMomentum = value(at: lastEpoch) { $0 == .max ? momenta.base : momenta.max }
    }
  }

  /// What has `level`'s value at the ends of the phases, in between.
  private func value(at epoch: Int, _ level: (Level) -> Double) -> Double {
    var start = 0.0
    let t = Double(epoch)
    for (index, phase) in phases.enumerated() {
      if t <= phase.end || index == phases.count - 1 {
        let share = phase.end > start ? (t - start) / (phase.end - start) : 1
        let (from, to) = (level(phase.from), level(phase.to))
        return anneal == .linear ? from + (to - from) * share : to + (from - to) / 2 * (1 + cos(.pi * share))
      }
      start = phase.end
    }
    return 0
  }
}
