import NotebookDisplay
import Tensors
import Testing

@testable import NeuralNetworks

struct TrainingLogTests {
  private func log(_ losses: [Double], display: TrainingLog.Display = .nothing) -> TrainingLog {
    let log = TrainingLog(epochs: losses.count, display: display)
    for loss in losses { log.record(["loss": loss]) }
    return log
  }

  @Test("it records numbers and tensors of one element, by name")
  func values() {
    let log = TrainingLog(steps: nil, display: .nothing)
    log.record(["loss": Tensor(0.5), "accuracy": 0.25])
    log.record(["loss": 0.25, "count": 3])
    #expect(log["loss"] == [0.5, 0.25])
    #expect(log["accuracy"] == [0.25] && log.numbers(of: "count") == [2])
    #expect(log.names == ["loss", "accuracy", "count"])
    #expect(log["nothing"] == [])
  }

  @Test("values of one number are one entry")
  func joined() {
    let log = TrainingLog(steps: 100, display: .nothing)
    log.record(["discriminator": 1.0], at: 10)
    log.record(["generator": 2.0], at: 10)
    log.record(["discriminator": 3.0])
    #expect(log.numbers == [10, 11])
    #expect(log["discriminator"] == [1, 3] && log.numbers(of: "generator") == [10])
    #expect(log.table.rows == [["10", "1", "2"], ["11", "3", "nan"]])
  }

  @Test("means of steps are a log by epochs, also of a last epoch that is shorter")
  func averaged() {
    let steps = TrainingLog(steps: 5, display: .nothing)
    for value in [1.0, 3, 5, 7, 10] { steps.record(["loss": value]) }
    let epochs = steps.averaged(every: 2)
    #expect(epochs.unit == .epoch && epochs["loss"] == [2, 6, 10])
    #expect(epochs.numbers == [1, 2, 3])
    #expect(epochs.averaged(every: 2).numbers == [2, 3])
  }

  @Test("a long log's table has the first row and the last, evenly spaced ones between, and all as CSV")
  func table() {
    let log = log((1...1000).map { 1 / Double($0) })
    let table = log.table(rows: 10)
    #expect(table.rows.map { $0[0] } == ["1", "112", "223", "334", "445", "556", "667", "778", "889", "1000"])
    #expect(log.table.rows.count == 1000)
    #expect(log.mimeBundle.plainText.split(separator: "\n").count == 14)
  }

  @Test("an empty log has a table without rows, and shows itself")
  func empty() {
    let log = TrainingLog(epochs: 3)
    #expect(log.table.rows.isEmpty && log.table(rows: 5).rows.isEmpty)
    #expect(log.averaged(every: 3).numbers.isEmpty)
    #expect(LiveTrainingLog(log: log, isRunning: true).mimeBundle.plainText == "epoch 0 of 3")
  }

  @Test("what stays below the cell says nothing of times")
  func summary() {
    let log = log([0.5, 0.25])
    let bundle = LiveTrainingLog(log: log, isRunning: false).mimeBundle
    #expect(bundle.plainText == "epoch 2 of 2: loss 0.25")
    #expect(bundle[.progress] == nil)
    #expect(LiveTrainingLog(log: log, isRunning: true).mimeBundle.text(.progress)?.contains("\"total\":2") == true)
  }

  @Test("the pace is that of the last seconds, and no step is timed before there is something to time")
  func pace() {
    var pace = Pace()
    pace.advance(to: 1)
    #expect(pace.secondsLeft(until: 10) == nil)
    pace.advance(to: 10)
    pace.update(now: 2, since: 0, at: 0)
    #expect(pace.stepsPerSecond == 5 && pace.secondsLeft(until: 20) == 2)
    pace.update(now: 2.01, since: 10, at: 2)
    #expect(pace.stepsPerSecond == 5)
  }
}
