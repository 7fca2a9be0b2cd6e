import NotebookDisplay

/// How far a running page is: its cells, and the loop that its present cell is in.
struct PageProgress {
  let name: String
  /// How many cells are to be run.
  let total: Int
  var done = 0
  /// The line of the page that the present cell begins on.
  var line: Int?
  var loop: LoopProgress?

  init(name: String, total: Int) {
    self.name = name
    self.total = total
  }

  /// `━━━━━━╌╌╌╌ 6/12  module1.md  line 140`
  var pageLine: StyledLine {
    let (filled, empty) = Self.bar(width: 24, done: done, total: total)
    return StyledLine(
      (filled, .page), (empty, .faint), (" \(done)/\(total)  \(name)", .plain),
      (line.map { "  line \($0)" } ?? "", .faint))
  }

  /// `  ━━━━━╌╌╌╌ 320/1000  training  512/s  2 s left  loss 0.251`; nil where there is no loop.
  var loopLine: StyledLine? {
    guard let loop else { return nil }
    let facts = loop.facts.map { "  " + $0 }.joined()
    guard let total = loop.total else { return StyledLine(("  \(loop.step)  \(loop.title)", .plain), (facts, .faint)) }
    let (filled, empty) = Self.bar(width: 22, done: loop.step, total: total)
    return StyledLine(
      ("  ", .plain), (filled, .loop), (empty, .faint), (" \(loop.step)/\(total)  \(loop.title)", .plain),
      (facts, .faint))
  }

  private static func bar(width: Int, done: Int, total: Int) -> (filled: String, empty: String) {
    let share = total > 0 ? min(max(Double(done) / Double(total), 0), 1) : 1
    let filled = Int(Double(width) * share)
    return (String(repeating: "━", count: filled), String(repeating: "╌", count: width - filled))
  }
}

extension LoopProgress {
  /// `training 320/1000, 512/s, 2 s left, loss 0.251`
  var sentence: String {
    ([title + " \(step)" + (total.map { "/\($0)" } ?? "")] + facts).map(TerminalText.printable).joined(separator: ", ")
  }

  /// The rate, the time left, what is watched: what is known of them.
  fileprivate var facts: [String] {
    let isDone = total.map { step >= $0 } ?? false
    return [rate.flatMap(Self.inWords(rate:)), isDone ? nil : secondsLeft.flatMap(Self.inWords(secondsLeft:))]
      .compactMap(\.self)
      + values.map { "\($0.name) \($0.text)" }
  }

  /// `512/s`, `3.2/s`, or where it is slow `2.5 s each`.
  private static func inWords(rate: Double) -> String? {
    guard rate.isFinite, rate > 0 else { return nil }
    if rate < 1 { return rounded(1 / rate) + " s each" }
    return rounded(rate) + "/s"
  }

  /// `8 s left`, `2:05 left`, `1:02:03 left`
  private static func inWords(secondsLeft: Double) -> String? {
    guard secondsLeft.isFinite, secondsLeft >= 0, secondsLeft < 1e9 else { return nil }
    let seconds = Int(secondsLeft.rounded(.up))
    if seconds < 60 { return "\(seconds) s left" }
    func padded(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return (hours > 0 ? "\(hours):\(padded(minutes))" : "\(minutes)") + ":\(padded(seconds % 60)) left"
  }

  /// One decimal below ten, none above.
  private static func rounded(_ value: Double) -> String {
    guard value < 9.95 else { return value < 1e15 ? "\(Int(value.rounded()))" : "\(value)" }
    let tenths = Int((value * 10).rounded())
    return tenths.isMultiple(of: 10) ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}
