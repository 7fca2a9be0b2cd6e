/// The last lines of a terminal, which are replaced in place.
struct LiveRegion {
  private var drawn: [StyledLine] = []

  /// What to send to the terminal so that `lines` stand where the earlier ones stood, under `text`; empty where nothing
  /// changes. No line may be wider than the terminal.
  ///
  /// - Parameter columns: The terminal's present width. Where it has become narrower, it has wrapped the earlier lines.
  mutating func replace(with lines: [StyledLine], below text: String, columns: Int, inColor: Bool) -> String {
    if text.isEmpty, lines == drawn { return "" }
    let rows = drawn.reduce(0) { sum, line in
      sum + max(1, (TerminalText.width(of: line.text) + columns - 1) / max(columns, 1))
    }
    let erasure = rows > 0 ? "\u{1B}[\(rows)A\r\u{1B}[J" : ""
    drawn = lines
    return erasure + text + lines.map { $0.rendered(inColor: inColor) + "\n" }.joined()
  }
}
