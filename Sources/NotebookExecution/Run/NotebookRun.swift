import CellCompiler
import Foundation
public import NotebookDocument
import Synchronization

/// One run of a page: its cells compiled ahead and run in order.
public final class NotebookRun: Sendable {
  private let notebook: Notebook
  private let page: PageLocation
  private let environment: RunEnvironment
  private let options: RunOptions
  private let interruption = Interruption()
  private let pipeline = Mutex<CompilationPipeline?>(nil)

  public init(_ notebook: Notebook, page: PageLocation, environment: RunEnvironment, options: RunOptions = RunOptions()) {
    self.notebook = notebook
    self.page = page
    self.environment = environment
    self.options = options
  }

  /// Stops the run: the running cell is ended, those after it are not run. May be called from any thread.
  public func interrupt() {
    interruption.request()
    pipeline.withLock { $0?.cancel() }
  }

  public var isInterrupted: Bool { interruption.isRequested }

  /// Runs the page, and returns what became of each of its cells.
  ///
  /// - Throws: Where not the page but the machine is to blame.
  public func execute(onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }) async throws -> [CellOutcome] {
    let compiler = try environment.makeCompiler(options.cachePolicy)
    let seed = options.seed ?? notebook.frontMatter.seed
    let kernel = KernelSession(environment.kernelConfiguration(for: page, seed: seed), interruption: interruption)
    async let started: Void = kernel.start()  // while the first cell is compiled
    do {
      let outcomes = try await execute(kernel: kernel, compiler: compiler, onEvent: onEvent)
      _ = try? await started
      await end(kernel, compiler)
      return outcomes
    } catch {
      _ = try? await started
      await end(kernel, compiler)
      throw error
    }
  }

  /// Leaves neither a process nor a file behind.
  private func end(_ kernel: KernelSession, _ compiler: CellCompiler) async {
    await kernel.end()
    await pipeline.withLock { $0 }?.end()
    compiler.end()
  }

  private func execute(
    kernel: KernelSession, compiler: CellCompiler, onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> [CellOutcome] {
    var outcomes: [CellOutcome] = []
    var chain = CellChain()
    var executionCount = 0
    var hasStopped = false
    let current = Atomic(-1)
    func compileAhead(from index: Int) -> CompilationPipeline {
      let waiting = notebook.cells[index...].filter(\.isEvaluated)
      let ahead = CompilationPipeline(waiting, after: chain, file: page.fileName, compiler: compiler) { cell, failure in
        if cell.index != current.load(ordering: .relaxed) { onEvent(.compileErrorAhead(cell, failure)) }
      }
      pipeline.withLock { $0 = ahead }
      return ahead
    }

    var ahead = compileAhead(from: 0)
    for cell in notebook.cells {
      guard cell.isEvaluated, !hasStopped, !isInterrupted else {
        let outcome = CellOutcome(status: cell.isEvaluated ? .notRun : .notEvaluated)
        outcomes.append(outcome)
        onEvent(.finished(cell, outcome, CellCost()))
        continue
      }
      current.store(cell.index, ordering: .relaxed)
      onEvent(.started(cell))
      executionCount += 1
      var (outcome, cost) = (CellOutcome(status: .notRun), CellCost())
      do {
        let step = try await ahead.step(for: cell)
        (outcome, cost) = try await run(cell, step.compilation, after: chain, in: kernel)
        if case .compiled = step.compilation {
          if outcome.status.keepsState {
            chain = step.chain
          } else if mayGoOn(after: cell) {
            // The cells after it were compiled as if it had run well.
            await ahead.end()
            ahead = compileAhead(from: cell.index + 1)
          }
        }
      } catch where isInterrupted {
        outcome.status = .failed(CellFailure(kind: .interrupted, problems: [.init(message: "interrupted", line: cell.bodyLine)]))
      } catch KernelError.forkFailed(let reason) {
        // What ran until now is worth keeping.
        outcome.status = .failed(CellFailure(kind: .killed, problems: [.init(message: "the kernel can't go on: \(reason)", line: cell.bodyLine)]))
      }
      outcome.executionCount = executionCount
      outcomes.append(outcome)
      onEvent(.finished(cell, outcome, cost))
      if case .failed = outcome.status { hasStopped = !mayGoOn(after: cell) }
    }
    return outcomes
  }

  private func mayGoOn(after cell: CodeCell) -> Bool { options.allowsErrors || cell.options.error }

  private func run(
    _ cell: CodeCell, _ compilation: Compilation, after chain: CellChain, in kernel: KernelSession
  ) async throws -> (CellOutcome, CellCost) {
    switch compilation {
    case .failed(let diagnostics):
      let warnings = diagnostics.filter { $0.severity == .warning }.map { CellFailure.Problem($0, in: cell) }
      return (CellOutcome(status: .failed(CellFailure(diagnostics, in: cell)), warnings: warnings), CellCost())
    case .compiled(let compiled):
      let executable = ExecutableCell(library: try await compiled.library, entryPoint: compiled.entryPoint, line: cell.bodyLine)
      let wording = DiagnosticWording(declarations: chain.declarations + compiled.declarations)
      let seconds = cell.options.timeout ?? options.timeout ?? notebook.frontMatter.timeout
      let run = try await kernel.run(executable, timeout: seconds.map { .seconds($0) }, wording: wording)
      var outcome = CellOutcome(status: .succeeded, outputs: run.outputs, warnings: compiled.warnings.map { .init($0, in: cell) })
      if let failure = run.failure ?? Expectation(cell)?.failure(of: run.outputs) {
        outcome.status = .failed(failure.placed(in: cell))
      }
      if !run.replayedLines.isEmpty { outcome.outputs.insert(.replayNotice(run.replayedLines), at: 0) }
      return (outcome, CellCost(compilation: compiled.duration, run: run.duration, isCompilationCached: compiled.isFromCache))
    }
  }
}

extension CellOutcome.Status {
  /// Whether the cells after this one see its declarations and effects.
  fileprivate var keepsState: Bool {
    switch self {
    case .succeeded: true
    case .failed(let failure): failure.kind == .unexpectedOutput
    case .notRun, .notEvaluated: false
    }
  }
}

extension CellOutput {
  fileprivate static func replayNotice(_ lines: [Int]) -> CellOutput {
    let list = lines.map(String.init).formatted(.list(type: .and).locale(Locale(identifier: "en")))
    let cells = lines.count == 1 ? "The cell at line \(list) was" : "The cells at lines \(list) were"
    return .notice("\(cells) run again first: threads that they left running can't be kept apart from a cell that fails.")
  }
}

extension CellFailure {
  /// The failure with the cell's first line where no better place is known.
  fileprivate func placed(in cell: CodeCell) -> CellFailure {
    var failure = self
    for index in failure.problems.indices where failure.problems[index].line == nil { failure.problems[index].line = cell.bodyLine }
    return failure
  }
}
