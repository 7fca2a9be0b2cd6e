/// What the runner asks of a kernel's process.
public enum KernelCommand: Hashable, Sendable {
  /// To a state: fork a child, which becomes the given state. The child answers ``KernelReport/ready(state:process:)``.
  case fork(state: UInt32)
  /// To a state: load a compiled cell and call its entry point. Answered by ``KernelReport/finished(foreignThreads:)``,
  /// or by ``KernelReport/uncaughtError(_:)``, ``KernelReport/loadFailed(_:)`` or the connection's end.
  case run(CellCall)
  /// To a state that shows a value or changes streams: all before it is recorded, go on.
  ///
  /// `isMuted` says that nothing more of this cell's text is recorded, so that the order no longer matters.
  case acknowledge(isMuted: Bool)
  /// To a state or the supervisor: wait for the end of a child. Answered by ``KernelReport/reaped(status:)``.
  case reap(process: Int32)
  /// To the supervisor: end a process and all that descend from it.
  case kill(process: Int32)
  /// To a state or the supervisor: end. The supervisor ends all its descendants first.
  case quit
}

extension KernelCommand: Message {
  var frame: Frame {
    switch self {
    case .fork(let state): Frame(tag: 1, integers: [Int32(bitPattern: state)])
    case .run(let call): Frame(tag: 2, text: call.text)
    case .acknowledge(let isMuted): Frame(tag: 3, integers: [isMuted ? 1 : 0])
    case .reap(let process): Frame(tag: 4, integers: [process])
    case .kill(let process): Frame(tag: 5, integers: [process])
    case .quit: Frame(tag: 6, payload: [])
    }
  }

  init?(_ frame: Frame) {
    switch (frame.tag, frame.integers.first) {
    case (1, let state?): self = .fork(state: UInt32(bitPattern: state))
    case (2, _):
      guard let call = CellCall(text: frame.text) else { return nil }
      self = .run(call)
    case (3, let isMuted?): self = .acknowledge(isMuted: isMuted != 0)
    case (4, let process?): self = .reap(process: process)
    case (5, let process?): self = .kill(process: process)
    case (6, _): self = .quit
    default: return nil
    }
  }
}
