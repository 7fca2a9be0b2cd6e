import NotebookDisplay

/// A training log while its loop runs, and as it stays below the cell.
struct LiveTrainingLog: Displayable {
  let log: TrainingLog
  let isRunning: Bool

  var mimeBundle: MIMEBundle {
    var bundle = MIMEBundle(plainText: summary)
    if log.showsCurve { bundle = bundle.adding(.svg, (isRunning ? log.liveCurve : log.curve()).svg) }
    if isRunning { bundle = bundle.adding(.progress, log.progress.json) }
    return bundle
  }

  /// “epoch 12 of 50: loss 0.25, accuracy 0.9”, without times, which differ from run to run.
  private var summary: String {
    let number = log.numbers.last ?? 0
    let values = log.latest.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
    let place = "\(log.unit.rawValue) \(number)" + (log.total.map { " of \($0)" } ?? "")
    return values.isEmpty ? place : "\(place): \(values)"
  }
}
