import Foundation
import KernelProtocol
import NotebookDisplay

/// How a cell's process came to the end of the cell, or to its own.
enum CellEnd {
  case finished(foreignThreads: Int32)
  case uncaughtError(String)
  case loadFailed(String)
  /// The process ended by itself, with this status as `waitpid` gives it; nil where nobody was left to say.
  case processEnded(status: Int32?)
  case timedOut
  case interrupted
}

extension KernelSession {
  /// Runs a cell in a state's process and records what it shows. Where it does not finish, the process is ended.
  ///
  /// - Parameter tell: Called with what the cell has shown until then, while it runs.
  func execute(
    _ cell: ExecutableCell, in state: KernelState, tell: (([CellOutput]) -> Void)? = nil
  ) -> (CellEnd, OutputRecorder) {
    let live = LiveOutputs(tell: tell)
    guard let kernel else { return (.processEnded(status: nil), live.recorder) }
    kernel.onText = { stream, bytes in live.record(stream, bytes) }
    kernel.currentLine = nil
    kernel.observations.begin()
    defer { kernel.onText = { _, _ in } }
    state.channel.send(.run(CellCall(cell)))
    var end = wait(for: state, in: kernel, recording: live, until: cell.timeout.map { .now + $0 })
    switch end {
    case .finished: break
    case .processEnded: end = .processEnded(status: reap(state))
    case .uncaughtError, .loadFailed, .timedOut, .interrupted:
      kernel.requestEnd(of: state.process, state.channel)
      endProcesses(of: state)
      _ = reap(state)
    }
    // With the process gone, what it wrote last is there, and nothing of it is left for the next cell.
    kernel.readAvailableText()
    return (end, live.recorder)
  }

  private func wait(
    for state: KernelState, in kernel: KernelProcess, recording live: LiveOutputs,
    until deadline: ContinuousClock.Instant?
  ) -> CellEnd {
    while true {
      live.tellIfDue()
      switch kernel.next(from: state.channel, until: deadline, orWhen: { live.due }) {
      case .report(.finished(let threads)): return .finished(foreignThreads: threads)
      case .report(.uncaughtError(let message)): return .uncaughtError(message)
      case .report(.loadFailed(let message)): return .loadFailed(message)
      case .report(.displayed(let kind, let bytes)):
        if let kind = DisplaySink.Kind(rawValue: kind), let message = DisplayMessage(decoding: bytes) {
          live.record(kind, message)
        }
        state.channel.send(.acknowledge(isMuted: live.recorder.isFull))
      case .report(.streamsChange): state.channel.send(.acknowledge(isMuted: live.recorder.isFull))
      case .report(.ready), .report(.forkFailed), .report(.reaped), .connected: continue
      case .closed: return .processEnded(status: nil)
      case .deadline: if let deadline, deadline <= .now { return .timedOut }
      case .interrupted: return .interrupted
      }
    }
  }

  /// The status of a process that has ended, asked of its parent, or of the supervisor, which adopts orphans.
  func reap(_ state: KernelState) -> Int32? {
    let parent = states.first { $0.process == state.parent }?.channel
    for mother in [parent, supervisor].compactMap(\.self) where mother.send(.reap(process: state.process)) {
      var answer = kernel?.next(from: mother, until: .now + .seconds(1), interruptible: false)
      if case .deadline? = answer {
        // It closed its connection and runs on.
        endProcesses(of: state)
        answer = kernel?.next(from: mother, until: .now + .seconds(20), interruptible: false)
      }
      if case .report(.reaped(let status?))? = answer { return status }
    }
    return nil
  }
}

extension CellCall {
  fileprivate init(_ cell: ExecutableCell) {
    self.init(
      library: cell.library, entryPoint: cell.entryPoint, figureWidth: cell.figureWidth,
      figureHeight: cell.figureHeight)
  }
}
