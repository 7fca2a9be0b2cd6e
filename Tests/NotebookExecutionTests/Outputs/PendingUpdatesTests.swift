import NotebookDisplay
import Testing

@testable import NotebookExecution

@Suite("Updates that come too fast to be looked at")
struct PendingUpdatesTests {
  @Test("the last one is shown at the cell's end")
  func last() async throws {
    let trial = try await PageTrial(
      """
      let handle = display("begin")
      for step in 1...100_000 { handle.updateSoon(every: 60) { "step \\(step)" } }
      """)
    #expect(trial.text(0) == "step 100000")
  }

  @Test("a training log shows its last state below the cell in which it was filled")
  func trainingLog() async throws {
    let trial = try await PageTrial(
      """
      import GenerativeAI
      let log = TrainingLog(epochs: 4)
      """,
      """
      for epoch in 1...3 { log.record(["loss": 1 / Double(epoch)]) }
      """,
      "log")
    #expect(trial.text(0) == "")
    #expect(trial.text(1) == "epoch 3 of 4: loss 0.333333")
    guard case .display(let bundle)? = trial.outcomes[1].outputs.first else { return #expect(Bool(false)) }
    #expect(bundle[.progress] == nil, "what differs from run to run is no part of the page")
    #expect(trial.text(2).hasPrefix("epoch      loss"))
  }
}
