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
  /// - Throws: Where not the page but the machine is to blame.
  public func execute(onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }) async throws -> [CellOutcome] {
    try await environment.withCompiler(options.cachePolicy) { try await execute(compiler: $0, onEvent: onEvent) }
  }

  private func execute(
    compiler: CellCompiler, onEvent: @escaping @Sendable (RunEvent) -> Void
  ) async throws -> [CellOutcome] {
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
    return try outcomes.get()
  }
}
