import NotebookDisplay

/// What a running cell has shown until now, told as it changes, but at most ten times a second.
///
/// Closures that record and the loop that waits for the cell share it, on the one thread of a session.
final class LiveOutputs {
  private(set) var recorder = OutputRecorder()
  private let tell: (([CellOutput]) -> Void)?
  private let interval: Duration
  private var earliest = ContinuousClock.now
  private var isUntold = false

  init(interval: Duration = .milliseconds(100), tell: (([CellOutput]) -> Void)? = nil) {
    self.interval = interval
    self.tell = tell
  }

  func record(_ stream: StandardStream, _ bytes: ArraySlice<UInt8>) {
    recorder.record(stream, bytes)
    isUntold = true
  }

  func record(_ kind: DisplaySink.Kind, _ message: DisplayMessage) {
    recorder.record(kind, message)
    isUntold = true
  }

  /// When somebody should next call ``tellIfDue(at:)``; nil where there is nothing new.
  var due: ContinuousClock.Instant? { isUntold && tell != nil ? earliest : nil }

  /// Tells what is new, unless the last time was a moment ago.
  func tellIfDue(at now: ContinuousClock.Instant = .now) {
    guard let tell, let due, due <= now else { return }
    tell(recorder.outputs)
    isUntold = false
    earliest = now + interval
  }
}
