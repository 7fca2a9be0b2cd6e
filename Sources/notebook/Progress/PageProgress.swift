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
}
