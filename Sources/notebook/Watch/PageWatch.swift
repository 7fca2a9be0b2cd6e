import Foundation
import LiveServer
import NotebookDocument
import NotebookExecution
import NotebookPages

/// A page that is edited: at each save executed as far as it changed, written, and shown live.
actor PageWatch {
  private let path: String
  private let parameters: [(name: String, value: String)]
  private let options: RunOptions
  private let output: PageOutput
  private let session: NotebookSession
  private let live: LivePage

  private var bytes: [UInt8]?
  /// What is being executed, or was last.
  private var run: PageRun?
  private var execution: Task<Void, Never>?
  private var control = ExecutionControl()
  /// The page as it is in the file, where it is another than that which is executed.
  private var pending: Notebook?
  private var hasEnded = false

  init(
    path: String, parameters: [(name: String, value: String)], options: RunOptions, output: PageOutput,
    session: NotebookSession, server: LiveServer
  ) {
    (self.path, self.parameters, self.options, self.output, self.session) = (path, parameters, options, output, session)
    live = LivePage(server: server, output: output, path: path)
  }

  /// Reads the file, and brings the page up to date with it.
  func load() async {
    let notebook: Notebook
    do {
      let bytes = try Notebook.bytes(ofFile: path)
      if bytes == self.bytes { return }
      self.bytes = bytes
      notebook = try Notebook(source: bytes, name: path).settingParameters(parameters)
    } catch {
      bytes = nil
      standardError(error.description)
      await live.showNothing()
      await live.tell(problem: error.description)
      return
    }
    await live.tell(problem: nil)
    pending = notebook
    guard execution != nil, let run else {
      await live.show(notebook, run, options)
      execution = Task { await executePending() }
      return
    }
    // What runs may come to its end, unless it is what was changed.
    if run.isUntouched(by: notebook, options) { control.endAfterCell() } else { control.interrupt() }
    await live.show(notebook, run, options)
  }

  /// Ends what runs, and the server.
  func end() async {
    hasEnded = true
    pending = nil
    control.interrupt()
    await execution?.value
    await session.end()
    await live.end()
  }

  private func executePending() async {
    while let notebook = pending {
      pending = nil
      await execute(notebook)
    }
    execution = nil
  }

  private func execute(_ notebook: Notebook) async {
    let page = PageToRun(path: path, notebook: notebook)
    let known = run.map { PageChange(from: $0.notebook, $0.outcomes, to: notebook, options: options).outcomes }
    let run = PageRun(notebook, outcomes: known ?? notebook.steps.map { _ in nil })
    let control = ExecutionControl()
    (self.run, self.control) = (run, control)
    let reporter = RunReporter(quiet: false, json: false)
    reporter.begin(page, total: run.outcomes.indices.count { run.outcomes[$0] == nil && run.isEvaluated($0) })
    let (events, continuation) = AsyncStream.makeStream(of: RunEvent.self)
    let listening = Task {
      for await event in events {
        reporter.report(event, in: page)
        await self.note(event)
      }
    }
    let start = ContinuousClock.now
    let result: Result<[CellOutcome], any Error>
    do { result = .success(try await session.execute(notebook, control: control) { continuation.yield($0) }) } catch {
      result = .failure(error)
    }
    continuation.finish()
    await listening.value
    switch result {
    case .success(let outcomes): await finish(page, outcomes, after: .now - start, reporter)
    case .failure(let error):
      reporter.end(page, "\(path): \(error)")
      if !hasEnded { await live.tell(problem: "\(error)") }
    }
  }

  private func note(_ event: RunEvent) async {
    guard var run else { return }
    run.note(event)
    self.run = run
    await live.note(event, of: run, pending: pending, options)
  }

  private func finish(
    _ page: PageToRun, _ outcomes: [CellOutcome], after duration: Duration, _ reporter: RunReporter
  ) async {
    run?.end(with: outcomes)
    guard let run, pending == nil, !hasEnded else {
      reporter.end(page, "\(path): \(hasEnded ? "stopped" : "changed; running again")")
      return
    }
    await live.show(page.notebook, run, options)
    do {
      let written = try output.write(page.notebook, outcomes: outcomes)
      reporter.end(page, "\(path): \(run.summary(after: duration)), wrote \(written.paths.joined(separator: ", "))")
    } catch {
      reporter.end(page, "\(error)")
    }
  }
}
