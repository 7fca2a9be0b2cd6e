import CellCompiler
import Foundation
import KernelProtocol
import NotebookDocument
import Synchronization

/// The cells of a page on their way: which ran well, which are compiled ahead, which are still to come.
struct PageExecution {
  let notebook: Notebook
  /// The page's file, as the cells are compiled with it.
  let file: String
  let options: RunOptions
  let kernel: KernelSession
  let compiler: CellCompiler
  let interruption: Interruption
  let onEvent: @Sendable (RunEvent) -> Void
  /// Told of each pipeline, so that it can be stopped from outside.
  let onCompiling: @Sendable (CompilationPipeline) -> Void

  /// What of an earlier execution holds for this one.
  private let kept: KeptSteps
  /// Asked before each cell.
  private let mayBegin: @Sendable () -> Bool

  /// The cells that ran well.
  private var chain: CellChain
  /// How things stood after each cell that was run, by the cell's index.
  private(set) var places: [Int: KeptSteps.Place] = [:]
  private var executionCount = 0
  /// What the cells that ran were seen to look at and do, by their place in the page; nil where it was too much.
  private(set) var observations: [Int: [Observation]?] = [:]
  private var hasStopped = false
  private var hasNoKernel = false
  private let turn = CurrentTurn()

  init(
    notebook: Notebook, file: String, options: RunOptions, kernel: KernelSession, compiler: CellCompiler,
    interruption: Interruption, kept: KeptSteps = KeptSteps(), mayBegin: @escaping @Sendable () -> Bool = { true },
    onEvent: @escaping @Sendable (RunEvent) -> Void, onCompiling: @escaping @Sendable (CompilationPipeline) -> Void
  ) {
    self.notebook = notebook
    self.file = file
    self.options = options
    self.kernel = kernel
    self.compiler = compiler
    self.interruption = interruption
    self.onEvent = onEvent
    self.onCompiling = onCompiling
    self.kept = kept
    self.mayBegin = mayBegin
    chain = kept.last.chain
  }

  /// Runs the steps in order; one outcome a cell, at the cell's index.
  mutating func outcomes() async throws -> [CellOutcome] {
    var outcomes = [CellOutcome](repeating: CellOutcome(status: .notRun), count: notebook.steps.count)
    var ahead = compileAhead(notebook.steps[...])
    for (place, cell) in notebook.steps.enumerated() {
      var outcome = CellOutcome(status: cell.isEvaluated ? .notRun : .notEvaluated)
      var cost = CellCost()
      if let known = kept.outcomes[cell.index] {
        outcomes[cell.index] = known
        if !cell.isInline { executionCount += 1 }
        if case .failed = known.status { hasStopped = !mayGoOn(after: cell) }
        continue
      }
      if cell.isEvaluated, !hasStopped, !interruption.isRequested, mayBegin() {
        turn.begin(cell)
        onEvent(.started(cell))
        if !cell.isInline { executionCount += 1 }
        (outcome, cost) = try await execute(cell, &ahead, before: notebook.steps[(place + 1)...])
        if !cell.isInline { outcome.executionCount = executionCount }
        if case .failed = outcome.status { hasStopped = hasNoKernel || !mayGoOn(after: cell) }
        if !cell.isInline { places[cell.index] = KeptSteps.Place(chain: chain, cellCount: await kernel.cellCount) }
      }
      outcomes[cell.index] = outcome
      onEvent(.finished(cell, outcome, cost))
    }
    return outcomes
  }

  private func compileAhead(_ steps: ArraySlice<CodeCell>) -> CompilationPipeline {
    let waiting = steps.filter { $0.isEvaluated && kept.outcomes[$0.index] == nil && kept.earlier[$0.index] == nil }
    return compile(waiting, after: chain)
  }

  private func compile(_ cells: [CodeCell], after chain: CellChain) -> CompilationPipeline {
    let pipeline = CompilationPipeline(
      cells, after: chain, file: file, compiler: compiler, number: kept.number(of:)
    ) { [turn, onEvent] cell, failure in
      if !turn.is(of: cell) { onEvent(.compileErrorAhead(cell, failure)) }
    }
    onCompiling(pipeline)
    return pipeline
  }

  /// Nothing depends on an expression in the prose.
  private func mayGoOn(after cell: CodeCell) -> Bool {
    options.allowsErrors || cell.options.error || cell.isInline
  }

  /// Waits for a cell's compilation, runs it, and goes on with the chain of the cells that ran well.
  private mutating func execute(
    _ cell: CodeCell, _ ahead: inout CompilationPipeline, before following: ArraySlice<CodeCell>
  ) async throws -> (CellOutcome, CellCost) {
    do {
      let earlier = kept.earlier[cell.index]
      let step = try await (earlier.map { compile([cell], after: $0.chain) } ?? ahead).step(for: cell)
      switch step.compilation {
      case .failed(let diagnostics, _):
        if !cell.isInline { chain = step.chain }
        return (CellOutcome(notCompiled: cell, diagnostics), CellCost())
      case .compiled(let compiled):
        let (outcome, cost) = try await run(cell, compiled, earlier: earlier)
        if cell.isInline { return (outcome, cost) }
        if outcome.status.keepsState {
          chain = step.chain
        } else {
          chain = chain.losing(compiled)
          // The cells after it were compiled as if it had run well.
          await ahead.end()
          if mayGoOn(after: cell) { ahead = compileAhead(following) }
        }
        return (outcome, cost)
      }
    } catch  where interruption.isRequested {
      return (CellOutcome(status: .failed(CellFailure(.interrupted, "interrupted", line: cell.bodyLine))), CellCost())
    } catch let error as KernelError where executionCount > 1 {
      // What ran before is kept, and without a kernel nothing more can run.
      hasNoKernel = true
      return (CellOutcome(status: .failed(CellFailure(.killed, error.description, line: cell.bodyLine))), CellCost())
    }
  }

  private mutating func run(
    _ cell: CodeCell, _ compiled: CompiledCell, earlier: KeptSteps.Place?
  ) async throws -> (CellOutcome, CellCost) {
    let linked: LinkedCell
    do { linked = try await compiled.linked } catch let error as LinkingError {
      let failure = CellFailure(.compileError, "the compiled cell can't be linked: \(error)", line: cell.bodyLine)
      return (CellOutcome(status: .failed(failure)), CellCost())
    }
    let seconds = cell.options.timeout ?? options.timeout ?? notebook.frontMatter.timeout
    let executable = ExecutableCell(
      library: linked.path, entryPoint: compiled.entryPoint, line: cell.bodyLine, timeout: seconds.map { .seconds($0) },
      figureWidth: cell.options.figureWidth, figureHeight: cell.options.figureHeight)
    let wording = DiagnosticWording(declarations: chain.declarations + compiled.declarations)
    let run =
      cell.isInline
      ? try await kernel.evaluate(executable, afterCells: earlier?.cellCount, wording: wording)
      : try await kernel.run(executable, wording: wording) { [onEvent] in onEvent(.outputChanged(cell, $0)) }
    observations[cell.index] = .some(run.observations)
    var outcome = CellOutcome(
      status: .succeeded, outputs: run.outputs, warnings: compiled.warnings.warnings(in: cell))
    if let failure = run.failure ?? Expectation(cell)?.failure(of: run.outputs) {
      outcome.status = .failed(failure.placed(in: cell))
    }
    if !run.replayedLines.isEmpty { outcome.outputs.insert(.replayNotice(run.replayedLines), at: 0) }
    let cost = CellCost(
      compilation: compiled.duration, linking: linked.duration, run: run.duration,
      isCompilationCached: compiled.isFromCache)
    return (outcome, cost)
  }
}

/// Whose turn it is, told to the cells that are compiled meanwhile.
private final class CurrentTurn: Sendable {
  private let index = Atomic(-1)

  func begin(_ cell: CodeCell) { index.store(cell.index, ordering: .relaxed) }
  func `is`(of cell: CodeCell) -> Bool { index.load(ordering: .relaxed) == cell.index }
}

extension CellOutcome {
  fileprivate init(notCompiled cell: CodeCell, _ diagnostics: [CompilerDiagnostic]) {
    self.init(status: .failed(CellFailure(diagnostics, in: cell)), warnings: diagnostics.warnings(in: cell))
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
    return .notice(
      "\(cells) run again first: threads that they left running can't be kept apart from a cell that fails.")
  }
}

extension CellFailure {
  fileprivate init(_ kind: Kind, _ message: String, line: Int) {
    self.init(kind: kind, problems: [Problem(message: message, line: line)])
  }

  /// The failure with the cell's first line where no better place is known.
  fileprivate func placed(in cell: CodeCell) -> CellFailure {
    var failure = self
    for index in failure.problems.indices where failure.problems[index].line == nil {
      failure.problems[index].line = cell.bodyLine
    }
    return failure
  }
}
