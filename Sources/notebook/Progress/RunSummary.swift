import NotebookExecution

/// A run in one line: how many cells ran, failed and did not run.
struct RunSummary {
  let text: String

  init(_ page: PageToRun, _ outcomes: [CellOutcome], isReused: Bool) {
    var ran = 0, failed = 0, allowed = 0, notRun = 0
    for cell in page.notebook.steps {
      switch outcomes[cell.index].status {
      case .succeeded where cell.isInline, .notRun where cell.isInline: break
      case .succeeded: ran += 1
      case .failed where cell.options.error: allowed += 1
      case .failed: failed += 1
      case .notRun: notRun += 1
      case .notEvaluated: break
      }
    }
    var parts = ["\(ran) \(ran == 1 ? "cell" : "cells") \(isReused ? "reused" : "ran")"]
    if failed > 0 { parts.append("\(failed) failed") }
    if allowed > 0 { parts.append("\(allowed) failed as the page allows") }
    if notRun > 0 { parts.append("\(notRun) not run") }
    text = "\(page.path): \(parts.joined(separator: ", "))"
  }
}
