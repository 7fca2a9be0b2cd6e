/// Text as wide as a terminal shows it.
enum TerminalText {
  /// How many columns the text takes.
  static func width(of text: some StringProtocol) -> Int { text.reduce(0) { $0 + width(of: $1) } }

  /// The text's beginning that fits into so many columns, with `…` at its end where something is left out.
  static func fitting(_ text: String, columns: Int) -> String {
    if width(of: text) <= columns { return text }
    var rest = columns - 1
    let kept = text.prefix { character in
      rest -= width(of: character)
      return rest >= 0
    }
    return columns > 0 ? kept + "…" : ""
  }

  /// The text on one line, without what would move the cursor or change colours.
  static func printable(_ text: String) -> String {
    let plain = text.replacing(/\u{1B}(?:\[[0-?]*[ -\/]*[@-~]|[@-Z\\-_])/, with: "")
    return String(
      String.UnicodeScalarView(plain.unicodeScalars.map { $0.properties.generalCategory == .control ? " " : $0 }))
  }

  private static func width(of character: Character) -> Int {
    let scalars = character.unicodeScalars
    // A flag, a face with a skin colour, a sign with the selector of its picture: two columns, however many scalars.
    if scalars.contains(where: { $0.properties.isEmojiPresentation || $0 == "\u{FE0F}" }) { return 2 }
    return scalars.first.map(width) ?? 0
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format, .control: 0
    default: wideRanges.contains { $0.contains(scalar.value) } ? 2 : 1
    }
  }

  /// The blocks whose characters are wide or full-width (Unicode Standard Annex #11).
  private static let wideRanges: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xA000...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6,
    0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD,
  ]
}
