extension DisplayHandle {
  /// Shows what `value` makes in place of what was displayed: at once where the last time is a moment ago, otherwise when
  /// that moment is over and the next update comes, and in any case at the cell's end.
  ///
  /// For a loop that has something new to show far more often than anyone can look. Outside a notebook, nothing is shown.
  ///
  /// - Parameter seconds: How long a moment is.
  public func updateSoon<T>(every seconds: Double = 0.1, _ value: @escaping () -> T) {
    guard DisplaySink.emit != nil else { return }
    PendingUpdates.add(self, every: seconds) { MIMEBundle(showing: value()) }
  }
}

/// Updates that wait for their time. Cells run on one thread, and so does this.
package enum PendingUpdates {
  private struct Entry {
    var nextTime: Double
    var waiting: (() -> MIMEBundle)?
  }

  nonisolated(unsafe) private static var entries: [UInt64: Entry] = [:]

  static func add(_ handle: DisplayHandle, every seconds: Double, _ bundle: @escaping () -> MIMEBundle) {
    let now = DisplayClock.now
    if let entry = entries[handle.identifier], now < entry.nextTime {
      entries[handle.identifier]?.waiting = bundle
      return
    }
    DisplaySink.send(.update, handle.identifier, bundle())
    // What takes long to draw is drawn more seldom: a twentieth of the loop's time is enough for it.
    let end = DisplayClock.now
    entries[handle.identifier] = Entry(nextTime: end + max(seconds, 20 * (end - now)))
  }

  /// Whether the cell is at its end, and what is shown now is shown for good.
  package private(set) nonisolated(unsafe) static var isFlushing = false

  /// Shows what waits. Called at a cell's end.
  package static func flush() {
    let waiting = entries
    entries = [:]
    isFlushing = true
    defer { isFlushing = false }
    for (identifier, entry) in waiting.sorted(by: { $0.key < $1.key }) {
      if let bundle = entry.waiting { DisplaySink.send(.update, identifier, bundle()) }
    }
  }
}
