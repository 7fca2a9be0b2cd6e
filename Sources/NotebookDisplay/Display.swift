/// Shows a value below the cell, among what the cell prints, and returns a handle to show another in its place.
///
/// Outside a notebook it prints the value's plain text.
///
/// ```swift
/// let progress = display("0 %")
/// for step in 1...10 { train(); progress.update("\(step * 10) %") }
/// ```
@discardableResult
public func display<T>(_ value: T) -> DisplayHandle {
  let handle = DisplayHandle()
  DisplaySink.send(.display, handle.identifier, MIMEBundle(showing: value))
  return handle
}

/// A displayed result that can be replaced in place: a progress bar, a live loss curve.
public struct DisplayHandle: Sendable {
  let identifier: UInt64

  init() { identifier = DisplaySink.nextIdentifier() }

  /// Shows `value` in place of what was displayed.
  public func update<T>(_ value: T) {
    DisplaySink.send(.update, identifier, MIMEBundle(showing: value))
  }
}
