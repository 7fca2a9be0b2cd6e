import Synchronization

/// Stops one execution of a page, from any thread, also before it has begun.
public final class ExecutionControl: Sendable {
  private enum State {
    /// What is to be called to stop it; nil where it has not begun.
    case running((@Sendable () -> Void)?)
    case interrupted
  }

  private let state = Mutex(State.running(nil))
  private let endsAfterCell = Atomic(false)

  public init() {}

  /// Stops the execution at once. The cell that is running counts as not run.
  public func interrupt() {
    let stop: (@Sendable () -> Void)? = state.withLock { state in
      defer { state = .interrupted }
      if case .running(let stop) = state { return stop }
      return nil
    }
    stop?()
  }

  /// Lets the running cell come to its end, and begins no other.
  public func endAfterCell() { endsAfterCell.store(true, ordering: .relaxed) }

  var mayBegin: Bool { !endsAfterCell.load(ordering: .relaxed) }

  /// Says how the execution that begins is stopped; where that was asked for already, it is stopped now.
  func begin(stop: @escaping @Sendable () -> Void) {
    let isInterrupted = state.withLock { state in
      if case .interrupted = state { return true }
      state = .running(stop)
      return false
    }
    if isInterrupted { stop() }
  }

  /// Afterwards there is nothing to stop.
  func end() { state.withLock { $0 = .running(nil) } }
}
