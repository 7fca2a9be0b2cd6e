import NotebookDisplay

/// Which lines tell of long loops where there is no terminal to draw bars on: one every ten seconds.
struct LoopLines {
  private let interval: Duration
  private var last: [String: ContinuousClock.Instant] = [:]

  init(interval: Duration = .seconds(10)) { self.interval = interval }

  /// Begins to count for a page's next cell: a loop that ends soon is not told of.
  mutating func begin(_ page: String, at now: ContinuousClock.Instant = .now) { last[page] = now }

  /// The line to print of a loop, or nil where the last was a moment ago.
  mutating func line(
    of loop: LoopProgress, in page: String, cellLine: Int, at now: ContinuousClock.Instant = .now
  ) -> String? {
    guard now - last[page, default: now] >= interval else { return nil }
    last[page] = now
    return "\(page):\(cellLine): \(loop.sentence)"
  }
}
