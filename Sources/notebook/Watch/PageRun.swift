import NotebookDocument
import NotebookExecution

/// How far an execution of a page is.
struct PageRun: Sendable {
  let notebook: Notebook
  /// What is known of the page's steps, by their index.
  private(set) var outcomes: [CellOutcome?]
  /// The cell that is running.
  private(set) var current: CodeCell?
  private var ran = 0
  private var failed = 0
  private(set) var isDone = false

  init(_ notebook: Notebook, outcomes: [CellOutcome?]) {
    self.notebook = notebook
    self.outcomes = outcomes
  }

  mutating func note(_ event: RunEvent) {
    switch event {
    case .started(let cell): current = cell
    case .finished(let cell, let outcome, _):
      current = nil
      if !cell.isInline, outcome.executionCount != nil { ran += 1 }
      if outcome.status != .notRun { outcomes[cell.index] = outcome }
    case .compileErrorAhead, .outputChanged: break
    }
  }

  mutating func end(with outcomes: [CellOutcome]) {
    self.outcomes = outcomes
    current = nil
    isDone = true
    failed = notebook.steps.count { step in
      if case .failed = outcomes[step.index].status { !step.options.error } else { false }
    }
  }

  /// Whether an edit leaves alone what ran and what is running.
  func isUntouched(by edited: Notebook, _ options: RunOptions) -> Bool {
    var outcomes = outcomes
    if let current { outcomes[current.index] = CellOutcome(status: .succeeded) }
    let settled = notebook.cells.count { $0.isEvaluated && outcomes[$0.index] != nil }
    return PageChange(from: notebook, outcomes, to: edited, options: options).keptCount >= settled
  }

  func isEvaluated(_ index: Int) -> Bool { notebook.steps.contains { $0.index == index && $0.isEvaluated } }

  /// `2 of 9 cells ran in 0.53 s, 1 failed`
  func summary(after duration: Duration) -> String {
    let all = notebook.cells.count(where: \.isEvaluated)
    if ran == 0 && failed == 0 { return "nothing to run" }
    let seconds = String(format: "%.2f s", duration.seconds)
    return "\(ran) of \(all) \(all == 1 ? "cell" : "cells") ran in \(seconds)"
      + (failed > 0 ? ", \(failed) failed" : "")
  }
}
