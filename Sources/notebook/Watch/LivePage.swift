import Foundation
import LiveServer
import NotebookDocument
import NotebookExecution
import NotebookPages

/// A watched page as the browser shows it.
actor LivePage {
  private let server: LiveServer
  private let output: PageOutput
  private let name: String
  private var version = 0
  /// The page that is shown, and what it shows of its steps.
  private var shown: (notebook: Notebook, outcomes: [CellOutcome])?
  private var lastShown = ContinuousClock.now - .seconds(1)
  private var problem: String?
  private var waiting: Task<Void, Never>?
  private var lastTold = ContinuousClock.now - .seconds(1)
  private var announcement: Task<Void, Never>?

  init(server: LiveServer, output: PageOutput, path: String) {
    self.server = server
    self.output = output
    name = (path as NSString).lastPathComponent
  }

  /// Shows a page with what is known of it; cells that are still to run show what they showed before.
  func show(_ notebook: Notebook, _ run: PageRun?, _ options: RunOptions) async {
    waiting?.cancel()
    waiting = nil
    let known = run.map { run in
      run.isDone && run.notebook.source == notebook.source
        ? run.outcomes : PageChange(from: run.notebook, run.outcomes, to: notebook, options: options).outcomes
    }
    let outcomes = notebook.steps.sorted { $0.index < $1.index }.map { step in
      (known?[step.index]).flatMap(\.self) ?? formerOutcome(of: step) ?? CellOutcome(status: .notEvaluated)
    }
    version += 1
    let page = output.html(of: notebook, outcomes, live: LiveCopy(script: LiveScript.text, version: version))
    shown = (notebook, outcomes)
    lastShown = .now
    if run?.isDone != false { announcement?.cancel() }
    await server.publish(page, version: version)
    if run?.isDone != false { await server.send(LiveEvent(.progress, ["text": ""])) }
  }

  /// Follows what happens in an execution.
  func note(_ event: RunEvent, of run: PageRun, pending: Notebook?, _ options: RunOptions) async {
    switch event {
    case .started(let cell): announce(cell, of: run)
    case .finished(_, let outcome, _) where outcome.status == .notRun || outcome.status == .notEvaluated: break
    case .finished: showSoon(pending ?? run.notebook, run, options)
    case .outputChanged(let cell, let outputs):
      guard pending == nil, ContinuousClock.now - lastTold > .milliseconds(200) else { break }
      lastTold = .now
      let markup = CellMarkup(cell, outcome: CellOutcome(status: .succeeded, outputs: outputs), in: run.notebook)
      await server.send(LiveEvent(.cell, ["id": markup.identifier, "markup": markup.text]))
    case .compileErrorAhead: break
    }
  }

  /// Says with the page why it is an old one; nil says that it is not.
  func tell(problem: String?) async {
    if problem == self.problem { return }
    self.problem = problem
    await server.send(LiveEvent(.problem, ["text": problem ?? ""]))
  }

  /// Shows a page without anything, which can be told of what comes.
  func showNothing() async {
    guard shown == nil, let nothing = try? Notebook(source: [], name: name) else { return }
    await show(nothing, nil, RunOptions())
  }

  func end() async {
    waiting?.cancel()
    announcement?.cancel()
    await server.stop()
  }

  /// Shows the page, at most a few times a second.
  private func showSoon(_ notebook: Notebook, _ run: PageRun, _ options: RunOptions) {
    waiting?.cancel()
    let due = lastShown + .milliseconds(200)
    waiting = Task {
      try? await Task.sleep(until: due)
      // Cancelled after the time was over, it would show an older page in place of the newer one.
      if !Task.isCancelled { await self.show(notebook, run, options) }
    }
  }

  /// Says what runs, where it does not end at once.
  private func announce(_ cell: CodeCell, of run: PageRun) {
    announcement?.cancel()
    guard !cell.isInline else { return }
    let cells = run.notebook.cells.filter(\.isEvaluated)
    let number = cells.count { $0.index <= cell.index }
    let text = "Running cell \(number) of \(cells.count)" + (cell.label.map { ": \($0)" } ?? "") + " …"
    let stale = run.notebook.cells.filter { $0.isEvaluated && run.outcomes[$0.index] == nil && $0.index != cell.index }
      .map { CellMarkup.identifier(of: $0) }
    announcement = Task { [server] in
      try? await Task.sleep(for: .milliseconds(300))
      if Task.isCancelled { return }
      await server.send(LiveEvent(.progress, ["text": text, "stale": stale.joined(separator: " ")]))
    }
  }

  /// What a cell that is still to run showed before: the one with its label, or in its place.
  private func formerOutcome(of step: CodeCell) -> CellOutcome? {
    guard let shown, step.isEvaluated else { return nil }
    let former =
      step.isInline
      ? nil : shown.notebook.cells.first { $0.label == step.label && (step.label != nil || $0.index == step.index) }
    guard let former, former.isEvaluated, shown.outcomes[former.index].status != .notEvaluated else { return nil }
    return CellOutcome(status: .succeeded, outputs: shown.outcomes[former.index].outputs)
  }
}
