import CellCompiler
import Foundation
import KernelProtocol
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

  public init(_ notebook: Notebook, page: PageLocation, environment: RunEnvironment, options: RunOptions = RunOptions())
  {
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
  /// Where an earlier run gave the outputs that this one would give, nothing is run, and each cell is told to be finished.
  /// - Throws: Where not the page but the machine is to blame.
  public func execute(onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }) async throws -> [CellOutcome] {
    let reuse = OutputReuse(notebook, page: page, environment: environment, options: options)
    switch reuse.find() {
    case .outcomes(let outcomes):
      for cell in notebook.steps {
        onEvent(.finished(cell, outcomes[cell.index], CellCost(isCompilationCached: true, isReused: cell.isEvaluated)))
      }
      return outcomes
    case .nothing(let reason):
      let (outcomes, observations) = try await environment.withCompiler(options.cachePolicy) { compiler in
        try await execute(compiler: compiler) { onEvent($0.notReused(because: reason)) }
      }
      if !isInterrupted {
        reuse.keep(outcomes, observations: observations)
        environment.limitCaches(options.cachePolicy)
      }
      return outcomes
    }
  }

  private func execute(
    compiler: CellCompiler, onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> ([CellOutcome], [Int: [Observation]?]) {
    let seed = options.seed ?? notebook.frontMatter.seed
    let kernel = KernelSession(environment.kernelConfiguration(for: page, seed: seed), interruption: interruption)
    async let started: Void = kernel.start()  // while the first cell is compiled
    var execution = PageExecution(
      notebook: notebook, file: page.fileName, options: options, kernel: kernel, compiler: compiler,
      interruption: interruption, onEvent: onEvent, onCompiling: { ahead in self.pipeline.withLock { $0 = ahead } })
    let outcomes: Result<[CellOutcome], any Error>
    do { outcomes = .success(try await execution.outcomes()) } catch { outcomes = .failure(error) }
    _ = try? await started
    await kernel.end()
    await pipeline.withLock { $0 }?.end()
    return (try outcomes.get(), execution.observations)
  }
}

extension RunEvent {
  /// The event of a cell that ran, with the reason why it had to.
  fileprivate func notReused(because reason: String) -> RunEvent {
    guard case .finished(let cell, let outcome, var cost) = self, cell.isEvaluated else { return self }
    cost.notReusedBecause = reason
    return .finished(cell, outcome, cost)
  }
}
