public import CellCompiler
import Foundation
import KernelProtocol

/// A page's kernel, alive: the state after the cells that ran, and the states before them that are kept.
///
/// Every cell runs in a process forked from the state before it. Where it succeeds, that process is the new state and its
/// parent stays behind as a checkpoint; where it fails, the state before it is as it was.
public actor KernelSession {
  /// Which states before the present one are kept, besides the one before the first cell.
  public enum CheckpointPolicy: Sendable {
    /// The one before the last cell.
    case last
    /// As many as fit into so many bytes of memory together; those that take least time to be computed again are given
    /// up first.
    case within(bytes: Int)

    /// As many as fit into a quarter of the machine's memory.
    public static var all: CheckpointPolicy { .within(bytes: Int(ProcessInfo.processInfo.physicalMemory / 4)) }
  }

  let configuration: KernelConfiguration
  let policy: CheckpointPolicy
  let interruption: Interruption
  var kernel: KernelProcess?
  var supervisor: MessageChannel?
  /// States that can be forked, those with fewer cells first.
  var checkpoints: [KernelState] = []
  /// The present state; nil where it was lost.
  var current: KernelState?
  /// The cells whose effects the next cell sees, also where the state itself was lost.
  var cells: [ExecutableCell] = []
  var lastState: UInt32 = 1

  // The kernel is waited for with `poll`, which is done on a thread of its own.
  private let executor = QueueExecutor(label: "notebook.kernel")
  nonisolated public var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  public init(
    _ configuration: KernelConfiguration, interruption: Interruption = Interruption(), policy: CheckpointPolicy = .last
  ) {
    self.configuration = configuration
    self.interruption = interruption
    self.policy = policy
  }

  /// How many cells made the present state.
  public var cellCount: Int { cells.count }

  /// Starts the kernel; without this, the first cell does.
  public func start() throws(KernelError) {
    if kernel != nil { return }
    let kernel = try KernelProcess(configuration, interruption: interruption)
    var root: KernelState?
    do throws(KernelError) {
      while root == nil || supervisor == nil {
        let (channel, state, process) = try accept(kernel)
        if state == 0 {
          supervisor = channel
        } else {
          root = KernelState(
            channel: channel, process: process, parent: nil, cells: [], durations: [], isForkable: true)
        }
      }
    } catch {
      kernel.end(supervisor: supervisor, states: root.map { [$0.process] } ?? [])
      supervisor = nil
      throw error
    }
    self.kernel = kernel
    checkpoints = [root!]
    current = cells.isEmpty ? root : nil
  }

  /// Ends all the kernel's processes.
  public func end() {
    kernel?.end(supervisor: supervisor, states: states.map(\.process))
    (kernel, supervisor, current, checkpoints, cells) = (nil, nil, nil, [], [])
  }

  /// Runs a cell after those that ran.
  ///
  /// - Parameters:
  ///   - wording: Says what the runtime says of a failure in words that fit the page.
  ///   - tell: Called with what the cell has shown until then, while it runs, at most ten times a second.
  /// - Throws: ``KernelError`` where there is no kernel to run it in.
  public func run(
    _ cell: ExecutableCell, wording: DiagnosticWording = DiagnosticWording(declarations: []),
    tell: (@Sendable ([CellOutput]) -> Void)? = nil
  ) throws(KernelError) -> CellRun {
    try run(cell, wording: wording, keepsEffects: true, tell: tell)
  }

  /// Runs a cell after those that ran, and forgets what it did: the state stays as it was before.
  ///
  /// Where the state can't be forked, because of threads that earlier cells left running, what it did is kept.
  ///
  /// - Parameter count: After how many of the cells, where not after all: a state of which ``isKept(afterCells:)``.
  public func evaluate(
    _ cell: ExecutableCell, afterCells count: Int? = nil,
    wording: DiagnosticWording = DiagnosticWording(declarations: [])
  ) throws(KernelError) -> CellRun {
    guard let count, let earlier = checkpoint(afterCells: count) else {
      return try run(cell, wording: wording, keepsEffects: false, tell: nil)
    }
    let present = (current, cells)
    (current, cells) = (earlier, earlier.cells)
    defer { (current, cells) = present }
    return try run(cell, wording: wording, keepsEffects: false, tell: nil)
  }

  /// Whether a cell can be evaluated after so many of the cells.
  public func isKept(afterCells count: Int) -> Bool { count == cells.count || checkpoint(afterCells: count) != nil }

  private func checkpoint(afterCells count: Int) -> KernelState? {
    count < cells.count ? checkpoints.first { $0.cells.count == count } : nil
  }

  private func run(
    _ cell: ExecutableCell, wording: DiagnosticWording, keepsEffects: Bool, tell: (@Sendable ([CellOutput]) -> Void)?
  ) throws(KernelError) -> CellRun {
    let (base, state, replayed) = try stateToRunIn()
    let start = ContinuousClock.now
    var (end, recorder) = execute(cell, in: state, tell: tell)
    var run = CellRun(failure: nil, outputs: [], duration: .now - start, replayedLines: replayed, observations: nil)
    if case .finished(let foreignThreads) = end {
      if keepsEffects {
        advance(
          from: base, to: state.after(cell, foreignThreads: foreignThreads, duration: run.duration))
      } else if base.isForkable {
        endProcesses(of: state)
        _ = reap(state)
      }
    } else {
      let explanation = FailureExplanation(
        file: configuration.file, line: kernel?.currentLine, crashes: kernel?.crashes, wording: wording)
      run.failure = explanation.failure(end, of: cell, recorder: &recorder)
      current = base.isForkable ? base : nil
    }
    run.outputs = recorder.outputs.map(\.withoutProgress)
    run.observations = kernel?.observations.observations()
    return run
  }

  /// Goes back to the state before the cell at `index`, counted among the cells that made the present state.
  ///
  /// Where no checkpoint of that very state was kept, the cells after the nearest one run again, their output unseen.
  public func restore(before index: Int) throws(KernelError) {
    guard index < cells.count else { return }
    cells = Array(cells[..<index])
    if let current, !checkpoints.contains(where: { $0.process == current.process }) { endProcesses(of: current) }
    current = nil
    for checkpoint in checkpoints where checkpoint.cells.count > index { endProcesses(of: checkpoint) }
    checkpoints.removeAll { $0.cells.count > index }
    _ = try recoverState()
  }
}
