/// What a kernel's process tells the runner.
public enum KernelReport: Hashable, Sendable {
  /// The first message on a connection: which state this process holds; the supervisor is state 0.
  case ready(state: UInt32, process: Int32)
  /// No child could be forked; the reason is `errno`.
  case forkFailed(code: Int32)
  /// The cell shows a value and waits for ``KernelCommand/acknowledge(isMuted:)``; the bytes are a `DisplayMessage`.
  case displayed(kind: UInt8, message: [UInt8])
  /// The cell is about to write to, or has written to, standard error and waits for ``KernelCommand/acknowledge(isMuted:)``.
  case streamsChange
  /// Nothing caught this error; the process ends.
  case uncaughtError(String)
  /// The dynamic loader refused the compiled cell, in its own words.
  case loadFailed(String)
  /// The cell ran to its end and left this many threads behind that are not the kernel's own.
  case finished(foreignThreads: Int32)
  /// The child's status as `waitpid` gives it; nil where there was no such child.
  case reaped(status: Int32?)
}

extension KernelReport: Message {
  var frame: Frame {
    switch self {
    case .ready(let state, let process): Frame(tag: 1, integers: [Int32(bitPattern: state), process])
    case .forkFailed(let code): Frame(tag: 2, integers: [code])
    case .displayed(let kind, let message): Frame(tag: 3, payload: [kind] + message)
    case .streamsChange: Frame(tag: 4, payload: [])
    case .uncaughtError(let text): Frame(tag: 5, text: text)
    case .loadFailed(let text): Frame(tag: 6, text: text)
    case .finished(let threads): Frame(tag: 7, integers: [threads])
    case .reaped(let status): Frame(tag: 8, integers: status.map { [$0] } ?? [])
    }
  }

  init?(_ frame: Frame) {
    let integers = frame.integers
    switch (frame.tag, integers.count) {
    case (1, 2): self = .ready(state: UInt32(bitPattern: integers[0]), process: integers[1])
    case (2, 1): self = .forkFailed(code: integers[0])
    case (3, _):
      guard let kind = frame.payload.first else { return nil }
      self = .displayed(kind: kind, message: Array(frame.payload.dropFirst()))
    case (4, _): self = .streamsChange
    case (5, _): self = .uncaughtError(frame.text)
    case (6, _): self = .loadFailed(frame.text)
    case (7, 1): self = .finished(foreignThreads: integers[0])
    case (8, _): self = .reaped(status: integers.first)
    default: return nil
    }
  }
}
