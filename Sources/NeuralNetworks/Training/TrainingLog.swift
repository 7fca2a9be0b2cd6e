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

  public let title: String
  public let unit: Unit
  /// How many steps or epochs there will be; nil where nobody knows.
  public let total: Int?
  /// The numbers of the steps or epochs that were recorded.
  public private(set) var numbers: [Int] = []

  /// One of the watched values.
  struct Series {
    let name: String
    /// The steps or epochs in which it was recorded, and its value in each.
    var numbers: [Int] = []
    var values: [Double] = []

    mutating func record(_ value: Double, at number: Int) {
      if numbers.last == number {
        values[values.count - 1] = value
      } else {
        numbers.append(number)
        values.append(value)
      }
    }
  }

  /// In the order in which they first came.
  private(set) var series: [Series] = []

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
    let number = number ?? (numbers.last ?? 0) + 1
    if numbers.last != number { numbers.append(number) }
    for (name, value) in values { series[place(of: name)].record(value.loggedValue, at: number) }
    pace.advance(to: numbers.count)
    show()
  }

  private func place(of name: String) -> Int {
    if let place = series.firstIndex(where: { $0.name == name }) { return place }
    series.append(Series(name: name))
    return series.count - 1
  }

  /// The names of the values, in the order in which they first came.
  public var names: [String] { series.map(\.name) }

  /// A value in order, one a step or epoch in which it was recorded.
  public subscript(name: String) -> [Double] { series.first { $0.name == name }?.values ?? [] }

  /// The numbers of the steps or epochs in which a value was recorded.
  public func numbers(of name: String) -> [Int] { series.first { $0.name == name }?.numbers ?? [] }

  /// The log with the mean of every `count` entries in the place of them, such as a log by epochs of one by steps.
  ///
  /// $\bar v_k = \frac{1}{n} \sum_{i=1}^{n} v_{kn+i}$, over the entries in which the value was recorded; the last mean may be of fewer.
  public func averaged(every count: Int) -> TrainingLog {
    precondition(count > 0, "TrainingLog.averaged(every:): a mean is of at least one entry, not of \(count)")
    let isEpoch = unit == .step
    let log = TrainingLog(isEpoch ? .epoch : unit, total: nil, title: title, display: .nothing)
    let groups = stride(from: 0, to: numbers.count, by: count).map { numbers[$0..<min($0 + count, numbers.count)] }
    log.numbers = groups.indices.map { isEpoch ? $0 + 1 : groups[$0].last! }
    log.series = series.map { series in
      var means = Series(name: series.name)
      var next = 0
      for (group, number) in zip(groups, log.numbers) {
        let start = next
        while next < series.numbers.count, series.numbers[next] <= group.last! { next += 1 }
        let values = series.values[start..<next]
        if !values.isEmpty { means.record(values.reduce(0, +) / Double(values.count), at: number) }
      }
      return means
    }
    return log
  }

  /// Whether all steps or epochs that there will be are recorded.
  var isComplete: Bool { total.map { numbers.count >= $0 } ?? false }

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
      title: title, step: numbers.count, total: total, rate: pace.stepsPerSecond,
      secondsLeft: total.flatMap { pace.secondsLeft(until: $0) }, values: latest)
  }

  /// The latest value of each name, as text.
  var latest: [LoopProgress.Value] {
    series.compactMap { series in
      series.values.last.map { LoopProgress.Value(name: series.name, text: Table.text(of: $0)) }
    }
  }

  var showsCurve: Bool { display == .curve }
}
