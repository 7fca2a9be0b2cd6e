import Foundation
import KernelProtocol

// How the session keeps the states of its kernel.
extension KernelSession {
  /// The states that are there; the present one may be one of the checkpoints.
  var states: [KernelState] { checkpoints + [current].compactMap(\.self) }

  /// The present state, the process in which the next cell is to run, and the lines of the cells that ran again for it.
  ///
  /// The process is forked from the state, or is the state's own where that can't be forked.
  func stateToRunIn() throws(KernelError) -> (base: KernelState, state: KernelState, replayed: [Int]) {
    // A process that was ended from outside is noticed when it is asked to fork; then another takes its place.
    for _ in 0..<3 {
      let replayed = try recoverState()
      guard let base = current else { continue }
      if !base.isForkable { return (base, base, replayed) }
      if let state = try fork(base) { return (base, state, replayed) }
    }
    throw .forkFailed("its processes are ended from outside again and again")
  }

  /// Makes sure that there is a present state, and returns the lines of the cells that had to run again for it.
  func recoverState() throws(KernelError) -> [Int] {
    if kernel == nil { try start() }
    if current != nil { return [] }
    guard let nearest = checkpoints.last else {
      // Not even the first state is left: begin with a new kernel.
      let cells = cells
      end()
      self.cells = cells
      try start()
      return try recoverState()
    }
    if nearest.cells == cells {
      current = nearest
      return []
    }
    guard var state = try fork(nearest) else { return try recoverState() }
    let missing = cells[nearest.cells.count...]
    for cell in missing {
      let start = ContinuousClock.now
      let (end, _) = execute(cell, in: state)
      guard case .finished(let foreignThreads) = end else {
        if case .interrupted = end { throw .interrupted }
        throw .forkFailed("the cell at line \(cell.line) ran before but failed when it was run again")
      }
      state = state.after(cell, foreignThreads: foreignThreads, duration: .now - start)
    }
    current = state
    return missing.map(\.line)
  }

  /// Makes the process in which a cell ran the present state, and the one before it a checkpoint.
  func advance(from base: KernelState, to state: KernelState) {
    cells = state.cells
    current = state
    guard base.isForkable, base.process != checkpoints.last?.process else { return }
    switch policy {
    case .last:
      while checkpoints.count > 1 { giveUpCheckpoint(at: 1) }
      checkpoints.append(base)
    case .within(let bytes):
      checkpoints.append(base)
      let budget = CheckpointBudget(bytes: bytes)
      while budget.isExceeded(by: checkpoints),
        let cheapest = CheckpointBudget.cheapest(of: checkpoints.map(\.durations))
      {
        giveUpCheckpoint(at: cheapest)
      }
    }
  }

  /// Ends a checkpoint's process, and waits until its memory is free.
  private func giveUpCheckpoint(at index: Int) {
    let checkpoint = checkpoints.remove(at: index)
    checkpoint.channel.send(.quit)
    _ = reap(checkpoint)
  }

  /// A child of a state's process; nil where that process is gone, which is then forgotten.
  private func fork(_ base: KernelState) throws(KernelError) -> KernelState? {
    guard let kernel else { return nil }
    // Here, because a child that nobody waits for would be taken for that of the next fork.
    if interruption.isRequested { throw .interrupted }
    lastState += 1
    if base.channel.send(.fork(state: lastState)) {
      while let (channel, state, process) = try accept(kernel, forkedFrom: base) {
        // A child that came too late for an earlier fork: without its channel it ends.
        if state != lastState { continue }
        return KernelState(
          channel: channel, process: process, parent: base.process, cells: base.cells, durations: base.durations,
          isForkable: true)
      }
    }
    checkpoints.removeAll { $0.process == base.process }
    if current?.process == base.process { current = nil }
    return nil
  }

  /// The connection of one of a new kernel's first two processes, with the state that it holds.
  func accept(_ kernel: KernelProcess) throws(KernelError) -> (MessageChannel, UInt32, pid_t) {
    var said: [UInt8] = []
    kernel.onText = { _, bytes in said += bytes }
    defer { kernel.onText = { _, _ in } }
    guard let accepted = try accept(kernel, forkedFrom: nil) else {
      kernel.readAvailableText()
      let words = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
      throw .notStarted(words.isEmpty ? "its process ended" : words)
    }
    return accepted
  }

  /// The next process that connects, with the state that it holds; nil where the one that should have forked it is gone.
  private func accept(
    _ kernel: KernelProcess, forkedFrom base: KernelState?
  ) throws(KernelError) -> (MessageChannel, UInt32, pid_t)? {
    let deadline = ContinuousClock.now + .seconds(20)
    let isFirst = base == nil
    switch kernel.next(from: base?.channel, accepting: true, until: deadline, interruptible: isFirst) {
    case .connected(let channel):
      guard
        case .report(.ready(let state, let process)) = kernel.next(
          from: channel, until: deadline, interruptible: isFirst)
      else { return nil }
      return (channel, state, process)
    case .report(.forkFailed(let code)):
      throw .forkFailed("no process can be forked: \(String(cString: strerror(code)))")
    case .interrupted: throw .interrupted
    case .closed, .report: return nil
    case .deadline: throw .notStarted("its process did not answer within 20 seconds")
    }
  }

  /// Ends a state's process and those that its cells started.
  func endProcesses(of state: KernelState) {
    // The supervisor knows the process's descendants, as long as it lives itself.
    if supervisor?.send(.kill(process: state.process)) != true { kill(state.process, SIGKILL) }
  }
}
