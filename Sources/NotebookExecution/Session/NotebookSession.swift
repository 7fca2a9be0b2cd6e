import CellCompiler
import Foundation
public import NotebookDocument
import Synchronization

/// A page that stays alive between its edits: what an edit leaves as it was is not run again.
///
/// The kernel keeps the state before every cell. For each new text of the page the state before the first changed cell
/// is restored, and the cells from there on are run. Prose, and options that only say how a cell is shown, run nothing.
public actor NotebookSession {
  private let page: PageLocation
  private let environment: RunEnvironment
  private let options: RunOptions
  private let work: WorkFolder
  private let compiler: CellCompiler
  private let interruption = Interruption()
  private let pipeline = Mutex<CompilationPipeline?>(nil)

  private var kernel: KernelSession?
  /// The page as it was executed last.
  private var notebook: Notebook?
  private var outcomes: [CellOutcome?] = []
  /// How things stood after each cell, by the cell's index.
  private var places: [Int: KeptSteps.Place] = [:]
  /// The line in which each kept cell's code began when it was compiled: that is what the running code knows.
  private var compiledLines: [Int: Int] = [:]
  private var generation = 0

  /// - Throws: Where there is no place for what the compiler writes.
  public init(page: PageLocation, environment: RunEnvironment, options: RunOptions = RunOptions()) throws {
    self.page = page
    self.environment = environment
    self.options = options
    work = try WorkFolder(installation: environment.installation)
    compiler = environment.compiler(options.cachePolicy, in: work)
  }

  /// Executes what the page's new text changes, and returns what became of each of its steps, at the step's index.
  ///
  /// - Throws: Where not the page but the machine is to blame.
  public func execute(
    _ new: Notebook, control: ExecutionControl = ExecutionControl(),
    onEvent: @escaping @Sendable (RunEvent) -> Void = { _ in }
  ) async throws -> [CellOutcome] {
    control.begin { [interruption] in
      interruption.request()
      self.pipeline.withLock { $0?.cancel() }
    }
    defer {
      control.end()
      interruption.reset()
    }
    let old = notebook ?? new
    var change = PageChange(from: old, outcomes, to: new, options: options)
    for step in new.steps where step.isInline {
      // A state with threads of a cell's own could not be kept: there the page runs again.
      let before = change.cellsBefore(step, in: new)
      guard before.areKept, let last = change.kept.prefix(before.count).last, let kernel else { continue }
      let count = places[last.old.index]?.cellCount ?? 0
      if await !kernel.isKept(afterCells: count) { change.keepOnly(first: before.count) }
    }
    if change.keptCount == 0 { await restart(seed: options.seed ?? new.frontMatter.seed) }
    guard let kernel else { return [] }

    var kept = KeptSteps(generation: generation)
    let known = change.outcomes
    kept.outcomes = known.enumerated().reduce(into: [:]) { $0[$1.offset] = $1.element }
    var moved = MovedLines()
    var places: [Int: KeptSteps.Place] = [:], compiledLines: [Int: Int] = [:]
    for (old, new) in change.kept {
      kept.last = self.places[old.index] ?? kept.last
      places[new.index] = kept.last
      let line = self.compiledLines[old.index] ?? old.bodyLine
      compiledLines[new.index] = line
      moved.note(new, bodyWasAt: line)
    }
    for step in new.steps where step.isInline && kept.outcomes[step.index] == nil {
      let before = change.cellsBefore(step, in: new)
      guard before.areKept, before.count < change.keptCount else { continue }
      let place = change.kept.prefix(before.count).last.flatMap { places[$0.new.index] } ?? KeptSteps.Place()
      kept.earlier[step.index] = place
    }
    // Noted before anything can go wrong: wherever this execution ends, the next one goes on from here.
    (notebook, outcomes, self.places, self.compiledLines) = (new, known, places, compiledLines)
    do throws(KernelError) { try await kernel.restore(before: kept.last.cellCount) } catch {
      guard case .interrupted = error else { throw error }
      return known.map { $0 ?? CellOutcome(status: .notRun) }
    }
    var execution = PageExecution(
      notebook: new, file: page.fileName, options: options, kernel: kernel, compiler: compiler,
      interruption: interruption, kept: kept, mayBegin: { control.mayBegin },
      onEvent: { [moved] event in onEvent(event.moved(moved)) },
      onCompiling: { ahead in self.pipeline.withLock { $0 = ahead } })
    let result: Result<[CellOutcome], any Error>
    do { result = .success(try await execution.outcomes()) } catch { result = .failure(error) }
    await pipeline.withLock { $0 }?.end()
    let outcomes = try result.get().enumerated().map { known[$0] ?? moved.applied(to: $1) }
    generation += 1
    self.outcomes = outcomes
    self.places.merge(execution.places) { $1 }
    for index in execution.places.keys { self.compiledLines[index] = new.cells[index].bodyLine }
    return outcomes
  }

  /// Ends the kernel, and removes what the compiler wrote.
  public func end() async {
    await kernel?.end()
    kernel = nil
    work.remove()
  }

  private func restart(seed: UInt64?) async {
    await kernel?.end()
    kernel = KernelSession(
      environment.kernelConfiguration(for: page, seed: seed), interruption: interruption, policy: .all)
  }
}

extension RunEvent {
  /// The event with the lines of cells that were compiled elsewhere in the page.
  fileprivate func moved(_ lines: MovedLines) -> RunEvent {
    if case .finished(let cell, let outcome, let cost) = self {
      return .finished(cell, lines.applied(to: outcome), cost)
    }
    return self
  }
}
