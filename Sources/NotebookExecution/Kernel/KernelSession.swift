import CellCompiler
import Foundation
import KernelProtocol
import NotebookDisplay

/// A page's kernel, alive: the state after the cells that ran, and the states before them that are kept.
///
/// Every cell runs in a process forked from the state before it. Where it succeeds, that process is the new state and its
/// parent stays behind as a checkpoint; where it fails, the state before it is as it was.
public actor KernelSession {
  /// Which states before the present one are kept, besides the one before the first cell.
  public enum CheckpointPolicy: Sendable {
    /// The one before the last cell.
    case last
    /// All of them.
    case all
  }

  private let configuration: KernelConfiguration
  private let policy: CheckpointPolicy
  private let interruption: Interruption
  private var kernel: KernelProcess?
  private var supervisor: MessageChannel?
  /// States that can be forked, those with fewer cells first.
  private var checkpoints: [KernelState] = []
  /// The present state; nil where it was lost.
  private var current: KernelState?
  /// The cells whose effects the next cell sees, also where the state itself was lost.
  private var cells: [ExecutableCell] = []
  private var lastState: UInt32 = 1

  // The kernel is waited for with `poll`, which is done on a thread of its own.
  private let executor = QueueExecutor(label: "notebook.kernel")
  nonisolated public var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  public init(_ configuration: KernelConfiguration, interruption: Interruption = Interruption(), policy: CheckpointPolicy = .last) {
    self.configuration = configuration
    self.interruption = interruption
    self.policy = policy
  }

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
          root = KernelState(channel: channel, process: process, parent: nil, cells: [], isForkable: true)
        }
      }
    } catch {
      kernel.end(supervisor: supervisor, states: root.map { [$0.process] } ?? [])
      supervisor?.close()
      root?.channel.close()
      supervisor = nil
      throw error
    }
    self.kernel = kernel
    checkpoints = [root!]
    current = cells.isEmpty ? root : nil
  }

  /// Ends all the kernel's processes.
  public func end() {
    // The present state may be one of the checkpoints; a descriptor closed twice would be another's by then.
    var states = checkpoints
    if let current, !isCheckpoint(current) { states.append(current) }
    kernel?.end(supervisor: supervisor, states: states.map(\.process))
    supervisor?.close()
    for state in states { state.channel.close() }
    (kernel, supervisor, current, checkpoints, cells) = (nil, nil, nil, [], [])
  }

  /// How many cells made the present state.
  public var cellCount: Int { cells.count }

  /// Runs a cell after those that ran.
  ///
  /// - Throws: ``KernelError`` where there is no kernel to run it in.
  public func run(
    _ cell: ExecutableCell, timeout: Duration? = nil, wording: DiagnosticWording = DiagnosticWording(declarations: [])
  ) throws(KernelError) -> CellRun {
    let (base, state, replayed) = try stateForNextCell()
    let start = ContinuousClock.now
    var recorder = OutputRecorder()
    let end = execute(cell, in: state, recorder: &recorder, deadline: timeout.map { start + $0 })
    var run = CellRun(failure: nil, outputs: [], duration: .now - start, replayedLines: replayed)
    if case .finished(let foreignThreads) = end {
      advance(from: base, to: state, cell: cell, isForkable: foreignThreads == 0)
    } else {
      run.failure = failure(end, of: state, timeout: timeout, recorder: &recorder, wording: wording)
      discard(state)
      current = base.isForkable ? base : nil
      run.duration = .now - start
    }
    run.outputs = recorder.outputs
    return run
  }

  /// Goes back to the state before the cell at `index`, counted among the cells that made the present state.
  ///
  /// Where no checkpoint of that very state was kept, the cells after the nearest one run again, their output unseen.
  public func restore(before index: Int) throws(KernelError) {
    guard index < cells.count else { return }
    cells = Array(cells[..<index])
    if let current, !isCheckpoint(current) { discard(current) }
    current = nil
    for checkpoint in checkpoints where checkpoint.cells.count > index { discard(checkpoint) }
    checkpoints.removeAll { $0.cells.count > index }
    _ = try recoverState()
  }
}

// MARK: - States

extension KernelSession {
  /// The present state, and the process in which the next cell runs: a child of it where it can be forked. Also returns
  /// the lines of the cells that had to run again for it.
  private func stateForNextCell() throws(KernelError) -> (base: KernelState, state: KernelState, replayed: [Int]) {
    var replayed: [Int] = []
    for _ in 0..<4 {
      replayed += try recoverState()
      let base = current!
      if !base.isForkable { return (base, base, replayed) }
      if let state = try fork(base) { return (base, state, replayed) }
      forget(base)
    }
    throw .forkFailed("its processes are ended from outside, one after the other")
  }

  /// Makes sure that there is a present state, and returns the lines of the cells that had to run again for it.
  private func recoverState() throws(KernelError) -> [Int] {
    if kernel == nil { try start() }
    while current == nil {
      guard let nearest = checkpoints.last else {
        // Not even the first state is left: begin with a new kernel.
        let cells = cells
        end()
        self.cells = cells
        try start()
        continue
      }
      if nearest.cells == cells {
        current = nearest
      } else if let state = try fork(nearest) {
        return try replay(cells[nearest.cells.count...], in: state)
      } else {
        forget(nearest)
      }
    }
    return []
  }

  /// Runs cells again, their output unseen, and makes what comes of it the present state.
  private func replay(_ missing: ArraySlice<ExecutableCell>, in first: KernelState) throws(KernelError) -> [Int] {
    var state = first
    for cell in missing {
      var unseen = OutputRecorder()
      switch execute(cell, in: state, recorder: &unseen, deadline: nil) {
      case .finished(let foreignThreads): state = state.after(cell, isForkable: foreignThreads == 0)
      case .interrupted:
        discard(state)
        throw .interrupted
      default:
        discard(state)
        throw .forkFailed("the cell at line \(cell.line) ran before but failed when it was run again")
      }
    }
    current = state
    return missing.map(\.line)
  }

  private func advance(from base: KernelState, to state: KernelState, cell: ExecutableCell, isForkable: Bool) {
    cells = base.cells + [cell]
    current = state.after(cell, isForkable: isForkable)
    guard base.isForkable, base.process != checkpoints.last?.process else { return }
    if policy == .last {
      for checkpoint in checkpoints.dropFirst() {
        checkpoint.channel.send(.quit)
        checkpoint.channel.close()
      }
      checkpoints = Array(checkpoints.prefix(1))
    }
    checkpoints.append(base)
  }

  /// A child of a state's process; nil where that process was ended from outside.
  private func fork(_ base: KernelState) throws(KernelError) -> KernelState? {
    guard let kernel else { throw .forkFailed("its processes have ended") }
    lastState += 1
    guard base.channel.send(.fork(state: lastState)) else { return nil }
    let deadline = ContinuousClock.now + .seconds(20)
    switch kernel.next(from: base.channel, orConnection: true, until: deadline) {
    case .connected(let channel):
      guard case .report(.ready(_, let process)) = kernel.next(from: channel, until: deadline) else {
        channel.close()
        return nil
      }
      return KernelState(
        channel: channel, process: process, parent: base.process, cells: base.cells, isForkable: true)
    case .interrupted: throw .interrupted
    case .report(.forkFailed(let code)): throw .forkFailed("no process can be forked: \(String(cString: strerror(code)))")
    case .report, .deadline: throw .forkFailed("its process did not answer within 20 seconds")
    case .closed: return nil
    }
  }

  private func isCheckpoint(_ state: KernelState) -> Bool { checkpoints.contains { $0.process == state.process } }

  private func forget(_ state: KernelState) {
    checkpoints.removeAll { $0.process == state.process }
    if current?.process == state.process { current = nil }
    state.channel.close()
  }

  /// The connection of one of a new kernel's first two processes.
  private func accept(_ kernel: KernelProcess) throws(KernelError) -> (MessageChannel, UInt32, pid_t) {
    let deadline = ContinuousClock.now + .seconds(20)
    var said: [UInt8] = []
    kernel.onText = { _, bytes in said += bytes }
    defer { kernel.onText = { _, _ in } }
    func failure(_ reason: String) -> KernelError {
      let words = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      return .notStarted(words.isEmpty ? reason : "\(reason): \(words)")
    }
    switch kernel.next(from: nil, orConnection: true, until: deadline) {
    case .connected(let channel):
      guard case .report(.ready(let state, let process)) = kernel.next(from: channel, until: deadline) else {
        channel.close()
        throw failure("its process ended")
      }
      return (channel, state, process)
    case .interrupted: throw .interrupted
    case .closed: throw failure("its process ended")
    case .deadline, .report: throw failure("its process did not answer within 20 seconds")
    }
  }

  /// Ends a state's process and those that its cells started.
  private func discard(_ state: KernelState) {
    kill(state.process, SIGKILL)
    supervisor?.send(.kill(process: state.process))
    state.channel.close()
  }
}

// MARK: - Running

extension KernelSession {
  private enum End {
    case finished(foreignThreads: Int32)
    case uncaughtError(String)
    case loadFailed(String)
    case processEnded
    case timedOut
    case interrupted
  }

  private func execute(
    _ cell: ExecutableCell, in state: KernelState, recorder: inout OutputRecorder, deadline: ContinuousClock.Instant?
  ) -> End {
    guard let kernel else { return .processEnded }
    let box = RecorderBox(recorder)
    kernel.onText = { stream, bytes in box.recorder.record(stream, bytes) }
    kernel.currentLine = nil
    defer {
      kernel.readAvailableText()
      kernel.onText = { _, _ in }
      recorder = box.recorder
    }
    state.channel.send(.run(library: cell.library, entryPoint: cell.entryPoint))
    while true {
      switch kernel.next(from: state.channel, until: deadline) {
      case .report(.finished(let threads)): return .finished(foreignThreads: threads)
      case .report(.uncaughtError(let message)): return .uncaughtError(message)
      case .report(.loadFailed(let message)): return .loadFailed(message)
      case .report(.displayed(let kind, let bytes)):
        if let kind = DisplaySink.Kind(rawValue: kind), let message = DisplayMessage(decoding: bytes) {
          box.recorder.record(kind, message)
        }
        state.channel.send(.acknowledge(isMuted: box.recorder.isFull))
      case .report(.streamsChange): state.channel.send(.acknowledge(isMuted: box.recorder.isFull))
      case .report(.ready), .report(.forkFailed), .report(.reaped), .connected: continue
      case .closed: return .processEnded
      case .deadline:
        kernel.requestEnd(of: state.process, state.channel)
        return .timedOut
      case .interrupted:
        kernel.requestEnd(of: state.process, state.channel)
        return .interrupted
      }
    }
  }

  private func failure(
    _ end: End, of state: KernelState, timeout: Duration?, recorder: inout OutputRecorder, wording: DiagnosticWording
  ) -> CellFailure {
    let line = kernel?.currentLine
    func failure(_ kind: CellFailure.Kind, _ message: String, notes: [CellFailure.Note] = []) -> CellFailure {
      CellFailure(kind: kind, problems: [.init(message: message, line: line, notes: notes)])
    }
    switch end {
    case .finished: preconditionFailure("a cell that finished did not fail")
    case .uncaughtError(let message):
      return failure(.uncaughtError, "uncaught error: \(wording.plain(message))", notes: [.init(message: "catch it with ‘do { … } catch { … }’, or use ‘try?’")])
    case .loadFailed(let message): return LoadFailure(message).failure(wording: wording)
    case .timedOut:
      let seconds = timeout.map { Double($0.components.seconds) + Double($0.components.attoseconds) * 1e-18 } ?? 0
      return failure(.timeout, "the cell ran longer than its time-out of \(seconds.formatted()) s", notes: [.init(message: "the option ‘//| timeout: SECONDS’ or ‘--timeout SECONDS’ gives it more")])
    case .interrupted: return failure(.interrupted, "interrupted")
    case .processEnded:
      guard let status = reap(state) else {
        return failure(.killed, "the kernel's process was ended from outside", notes: [.init(message: "perhaps memory ran out")])
      }
      let signal = status & 0x7F
      if signal == 0 { return failure(.exit, "the cell ended the program: exit(\((status >> 8) & 0xFF))") }
      let text = recorder.takeErrorText(fromLastOf: ["\n*** Signal"]) ?? ""
      let reason = recorder.takeErrorText(fromLastOf: CrashExplanation.marks)
      let backtrace = kernel.flatMap { Backtrace.take(from: $0.crashes) }
      if backtrace == nil && reason == nil && (signal == SIGKILL || signal == SIGTERM || signal == SIGHUP || signal == SIGINT) {
        return failure(.killed, "the kernel's process was ended from outside by signal \(signal)", notes: signal == SIGKILL ? [.init(message: "perhaps memory ran out")] : [])
      }
      let explanation = CrashExplanation(file: configuration.file, wording: wording)
      let problem = explanation.problem(errorText: reason ?? text, backtrace: backtrace, signal: signal, markedLine: line)
      return CellFailure(kind: .crash, problems: [problem])
    }
  }

  /// The status of a process that has ended, asked of its parent, or of the supervisor, which adopts orphans.
  private func reap(_ state: KernelState) -> Int32? {
    let living = checkpoints + (current.map { [$0] } ?? [])
    guard let kernel, let mother = living.first(where: { $0.process == state.parent })?.channel ?? supervisor,
      mother.send(.reap(process: state.process))
    else { return nil }
    var event = kernel.next(from: mother, until: .now + .seconds(1), isInterruptible: false)
    if case .deadline = event {
      // It closed its connection and runs on.
      kill(state.process, SIGKILL)
      event = kernel.next(from: mother, until: .now + .seconds(20), isInterruptible: false)
    }
    if case .report(.reaped(let status)) = event { return status }
    return nil
  }
}

/// Lets a closure record while the recorder's owner waits.
private final class RecorderBox {
  var recorder: OutputRecorder
  init(_ recorder: OutputRecorder) { self.recorder = recorder }
}
