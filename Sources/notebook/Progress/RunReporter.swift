import Foundation
import NotebookDisplay
import NotebookDocument
import NotebookExecution
import NotebookPages
import Synchronization

/// Tells the terminal what happens: progress bars where standard error is a terminal, otherwise plain lines; and JSON on
/// standard output where asked for.
final class RunReporter: Sendable {
  private let isQuiet: Bool
  private let printsJSON: Bool
  private let showsBars: Bool
  private let bars = Mutex(ProgressBars())
  private let loopLines = Mutex(LoopLines())
  /// The pages whose outputs are those of an earlier run.
  private let reused = Mutex<Set<String>>([])
  /// What was told of cells ahead of their turn.
  private let toldAhead = Mutex<[String: CellFailure]>([:])

  init(quiet: Bool, json: Bool) {
    isQuiet = quiet
    printsJSON = json
    showsBars = !quiet && Terminal().canRedraw
  }

  /// - Parameter total: How many cells are to run, where it is not all of them.
  func begin(_ page: PageToRun, total: Int? = nil) {
    let total = total ?? page.notebook.steps.count { $0.isEvaluated }
    if showsBars { bars.withLock { $0.begin(page.path, total: total) } }
  }

  func report(_ event: RunEvent, in page: PageToRun) {
    switch event {
    case .started(let cell):
      if showsBars { bars.withLock { $0.started(page.path, line: cell.bodyLine) } }
      loopLines.withLock { $0.begin(page.path) }
    case .outputChanged(let cell, let outputs):
      if !isQuiet { tell(LoopProgress(in: outputs), of: cell, in: page) }
    case .compileErrorAhead(let cell, _) where cell.options.error: break
    case .compileErrorAhead(let cell, let failure):
      // Known while earlier cells still run; it need not be told again when its turn comes.
      let before = toldAhead.withLock { $0.updateValue(failure, forKey: "\(page.path):\(cell.index)") }
      if before != failure { say(failure, in: page) }
    case .finished(let cell, let outcome, let cost):
      let told = toldAhead.withLock { $0["\(page.path):\(cell.index)"] }
      if case .failed(let failure) = outcome.status, told != failure, !cell.options.error { say(failure, in: page) }
      if !isQuiet {
        for sentence in UnusedCaptions(cell, outcome).sentences {
          say("warning: \(page.path):\(cell.bodyLine): \(sentence)")
        }
      }
      if cost.isReused { reused.withLock { _ = $0.insert(page.path) } }
      if cell.isEvaluated && showsBars { bars.withLock { $0.finished(page.path) } }
      if cell.isInline, outcome.status == .succeeded { break }
      let event = CellReport(cell, outcome, cost, in: page)
      if !isQuiet && !showsBars, let line = event.plainLine { standardError(line) }
      if printsJSON { FileHandle.standardOutput.write(Data((event.json + "\n").utf8)) }
    }
  }

  /// `notice` says what is amiss with what was written.
  func end(_ page: PageToRun, outcomes: [CellOutcome], written: [String], notice: String?) {
    if isQuiet { return }
    let isReused = reused.withLock { $0.contains(page.path) }
    let summary = RunSummary(page, outcomes, isReused: isReused).text + ", wrote " + written.joined(separator: ", ")
    end(page, notice.map { "\(summary)\n\($0)" } ?? summary)
  }

  /// Takes the page's bar away and leaves a line in its place.
  func end(_ page: PageToRun, _ line: String) {
    if showsBars { bars.withLock { $0.end(page.path, line) } } else { standardError(line) }
  }

  private func tell(_ loop: LoopProgress?, of cell: CodeCell, in page: PageToRun) {
    if showsBars {
      bars.withLock { $0.looping(page.path, loop) }
    } else if let loop {
      let line = loopLines.withLock { $0.line(of: loop, in: page.path, cellLine: cell.bodyLine) }
      if let line { standardError(line) }
    }
  }

  private func say(_ failure: CellFailure, in page: PageToRun) {
    say(FailureText(failure: failure, notebook: page.notebook).paragraphs.joined(separator: "\n"))
  }

  private func say(_ text: String) {
    if showsBars { bars.withLock { $0.say(text) } } else { standardError(text) }
  }
}
