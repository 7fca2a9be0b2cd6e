import NotebookDisplay

/// How fast a loop goes, in the mean of its last seconds.
struct Pace {
  private let start = DisplayClock.now
  private var step = 0
  private var mark: (step: Int, time: Double)?
  private(set) var stepsPerSecond: Double?

  /// Notes that so many steps are done.
  mutating func advance(to step: Int) {
    self.step = step
    // The clock is asked seldom where steps are fast.
    let (markedStep, markedTime) = mark ?? (0, start)
    guard step - markedStep >= Int((stepsPerSecond ?? 0) / 20) else { return }
    update(now: DisplayClock.now, since: markedStep, at: markedTime)
  }

  mutating func update(now: Double, since markedStep: Int, at markedTime: Double) {
    let seconds = now - markedTime
    guard seconds >= 0.05 else { return }
    let rate = Double(step - markedStep) / seconds
    // The older rates fade in about two seconds.
    let weight = min(1, seconds / 2)
    stepsPerSecond = stepsPerSecond.map { $0 + weight * (rate - $0) } ?? rate
    mark = (step, now)
  }

  /// How long the rest takes at this rate.
  func secondsLeft(until total: Int) -> Double? {
    stepsPerSecond.flatMap { $0 > 0 && total >= step ? Double(total - step) / $0 : nil }
  }
}
