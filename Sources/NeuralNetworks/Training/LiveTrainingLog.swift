import NotebookDisplay
import Plotting

/// A training log while its loop runs, and as it stays below the cell.
struct LiveTrainingLog: Displayable {
  let log: TrainingLog
  let isRunning: Bool

  var mimeBundle: MIMEBundle {
    var bundle = MIMEBundle(plainText: summary)
    if log.showsCurve { bundle = bundle.adding(.svg, curve.svg) }
    if isRunning { bundle = bundle.adding(.progress, log.progress.json) }
    return bundle
  }

  /// While the loop runs, the axis is as long as the loop, so that the curve shows how far it is.
  private var curve: Figure {
    let curve = log.curve()
    if isRunning, let total = log.total, let last = log.numbers.last, last <= total {
      curve.xLimits = 1...Double(max(total, 2))
    }
    return curve
  }

  /// “epoch 12 of 50: loss 0.25, accuracy 0.9”, without times, which differ from run to run.
  private var summary: String {
    let number = log.numbers.last ?? 0
    let values = log.latest.map { "\($0.name) \($0.text)" }.joined(separator: ", ")
    let place = "\(log.unit.rawValue) \(number)" + (log.total.map { " of \($0)" } ?? "")
    return values.isEmpty ? place : "\(place): \(values)"
  }
}
