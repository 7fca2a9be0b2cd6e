import NotebookDisplay

/// What is watched while a model trains: losses and metrics, step by step or epoch by epoch.
///
/// In a notebook it shows itself while the loop runs, as a progress bar and a curve that grows; afterwards it is a table.
///
/// ```swift
/// let log = TrainingLog(epochs: 50)
/// for _ in 1...50 {
///   let loss = criterion(model(x), y)
///   …
///   log.record(["loss": loss])
/// }
/// log               // the table
/// plot(log)         // the curve
/// log["loss"].last  // a value
/// ```
public final class TrainingLog {
  /// What the values are counted by.
  public enum Unit: String, Hashable, Sendable {
    case step, epoch
  }

  /// What a log shows by itself while the loop runs.
  public enum Display: Hashable, Sendable {
    /// The progress bar, and the curve so far.
    case curve
    /// The progress bar alone, gone when the cell is done.
    case progress
    case nothing
  }

  /// The values of one step or epoch.
  public struct Entry: Hashable, Sendable {
    /// The number of the step or epoch.
    public var number: Int
    /// By name; what was not recorded is not there.
    public var values: [String: Double]
  }

  public let title: String
  public let unit: Unit
  /// How many steps or epochs there will be; nil where nobody knows.
  public let total: Int?
  public private(set) var entries: [Entry] = []
  /// The names of the values, in the order in which they first came.
  public private(set) var names: [String] = []

  private let display: Display
  private var handle: DisplayHandle?
  private var pace = Pace()

  /// A log by epochs, of which there will be `epochs`.
  public convenience init(epochs: Int? = nil, title: String = "Training", display: Display = .curve) {
    self.init(.epoch, total: epochs, title: title, display: display)
  }

  /// A log by steps, of which there will be `steps`.
  public convenience init(steps: Int?, title: String = "Training", display: Display = .curve) {
    self.init(.step, total: steps, title: title, display: display)
  }

  init(_ unit: Unit, total: Int?, title: String, display: Display) {
    self.unit = unit
    self.total = total
    self.title = title
    self.display = display
  }

  /// Records the values of the next step or epoch; those given its number already are joined with these.
  ///
  /// - Parameter number: The step's or epoch's number, where it is not the one after the last.
  public func record(_ values: KeyValuePairs<String, any LoggedValue>, at number: Int? = nil) {
    let number = number ?? (entries.last?.number ?? 0) + 1
    if entries.last?.number != number { entries.append(Entry(number: number, values: [:])) }
    for (name, value) in values {
      if !names.contains(name) { names.append(name) }
      entries[entries.count - 1].values[name] = value.loggedValue
    }
    pace.advance(to: entries.count)
    show()
  }

  /// A value in order, one a step or epoch in which it was recorded.
  public subscript(name: String) -> [Double] { entries.compactMap { $0.values[name] } }

  /// The numbers of the steps or epochs in which a value was recorded.
  public func numbers(of name: String) -> [Int] { entries.filter { $0.values[name] != nil }.map(\.number) }

  /// The log with the mean of every `count` entries in the place of them, such as a log by epochs of one by steps.
  ///
  /// $\bar v_k = \frac{1}{n} \sum_{i=1}^{n} v_{kn+i}$, over the entries in which the value was recorded; the last mean may be of fewer.
  public func averaged(every count: Int) -> TrainingLog {
    precondition(count > 0, "TrainingLog.averaged(every:): a mean is of at least one entry, not of \(count)")
    let isEpoch = unit == .step
    let log = TrainingLog(isEpoch ? .epoch : unit, total: nil, title: title, display: .nothing)
    log.names = names
    for start in stride(from: 0, to: entries.count, by: count) {
      let group = entries[start..<min(start + count, entries.count)]
      var means: [String: Double] = [:]
      for name in names {
        let values = group.compactMap { $0.values[name] }
        if !values.isEmpty { means[name] = values.reduce(0, +) / Double(values.count) }
      }
      let number = isEpoch ? start / count + 1 : group[group.endIndex - 1].number
      log.entries.append(Entry(number: number, values: means))
    }
    return log
  }

  /// Whether all steps or epochs that there will be are recorded.
  var isComplete: Bool { total.map { entries.count >= $0 } ?? false }

  private func show() {
    if display == .nothing { return }
    if handle == nil { handle = NotebookDisplay.display(LiveTrainingLog(log: self, isRunning: true)) }
    // A curve takes longer to draw, and to look at, than a bar.
    handle?.updateSoon(every: display == .curve ? 0.25 : 0.1) { [self] in
      LiveTrainingLog(log: self, isRunning: !isComplete && !PendingUpdates.isFlushing)
    }
  }

  /// How far the loop is.
  var progress: LoopProgress {
    LoopProgress(
      title: title, step: entries.count, total: total, rate: pace.stepsPerSecond,
      secondsLeft: total.flatMap { pace.secondsLeft(until: $0) }, values: latest)
  }

  /// The latest value of each name, as text.
  var latest: [LoopProgress.Value] {
    names.compactMap { name in
      let value = entries.last { $0.values[name] != nil }?.values[name]
      return value.map { LoopProgress.Value(name: name, text: Table.text(of: $0)) }
    }
  }

  var showsCurve: Bool { display == .curve }
}
