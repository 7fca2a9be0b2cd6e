/// A line for a terminal: pieces of text, some of them coloured or faint.
struct StyledLine: Hashable {
  enum Style: String {
    case plain = ""
    case page = "36"
    case loop = "32"
    case faint = "2"
  }

  private(set) var pieces: [Piece] = []

  struct Piece: Hashable {
    var text: String
    var style: Style
  }

  init(_ pieces: (String, Style)...) {
    self.pieces = pieces.map { Piece(text: TerminalText.printable($0.0), style: $0.1) }
  }

  /// The text alone.
  var text: String { pieces.map(\.text).joined() }

  /// The line cut to so many columns.
  func fitting(columns: Int) -> StyledLine {
    var line = self
    var rest = columns
    for index in line.pieces.indices {
      let text = TerminalText.fitting(line.pieces[index].text, columns: rest)
      let isCut = text != line.pieces[index].text
      line.pieces[index].text = text
      rest = isCut ? 0 : rest - TerminalText.width(of: text)
    }
    return line
  }

  /// The line as the terminal is sent it.
  func rendered(inColor: Bool) -> String {
    pieces.map { piece in
      guard inColor, piece.style != .plain, !piece.text.isEmpty else { return piece.text }
      return "\u{1B}[\(piece.style.rawValue)m\(piece.text)\u{1B}[0m"
    }.joined()
  }
}
