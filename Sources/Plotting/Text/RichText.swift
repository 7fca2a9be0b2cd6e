/// A label in pieces that are set alike: upright or italic, raised or lowered, smaller.
///
/// What stands between two `$` is TeX (see ``TeXReader``); the rest is plain text. `\$` is a dollar sign.
struct RichText: Equatable {
  struct Piece: Equatable {
    var text: String
    var isItalic = false
    var isBold = false
    /// The font's size, as a share of the label's.
    var scale = 1.0
    /// How far the baseline is raised, in units of the label's font size.
    var rise = 0.0
  }

  var pieces: [Piece]

  init(pieces: [Piece]) { self.pieces = pieces }

  init(_ label: String) {
    pieces = []
    var rest = Substring(label.contains { $0.isNewline } ? String(label.map { $0.isNewline ? " " : $0 }) : label)
    var plain = ""
    while let character = rest.first {
      if character == "\\", rest.dropFirst().first == "$" {
        plain += "$"
        rest = rest.dropFirst(2)
      } else if character == "$", let end = Self.closingDollar(in: rest.dropFirst()) {
        if !plain.isEmpty { pieces.append(Piece(text: plain)) }
        plain = ""
        pieces += TeXReader.pieces(of: rest[rest.index(after: rest.startIndex)..<end])
        rest = rest[rest.index(after: end)...]
      } else {
        plain.append(character)
        rest = rest.dropFirst()
      }
    }
    if !plain.isEmpty { pieces.append(Piece(text: plain)) }
  }

  private static func closingDollar(in text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == "$" { return index > text.startIndex ? index : nil }
      index = text.index(after: index)
      if index < text.endIndex, text[text.index(before: index)] == "\\" { index = text.index(after: index) }
    }
    return nil
  }

  /// The text alone, for those who hear the chart.
  var plain: String { pieces.reduce("") { $0 + $1.text } }

  var isEmpty: Bool { pieces.allSatisfy(\.text.isEmpty) }

  /// The estimated width at a font's size.
  func width(size: Double) -> Double {
    pieces.reduce(0) { $0 + TextMetrics.width($1.text) * $1.scale * ($1.isBold ? ChartStyle.boldWidth : 1) } * size
  }

  /// The label in lines that are at most that wide, broken at the spaces outside of formulas.
  static func lines(_ label: String, size: Double, width: Double) -> [RichText] {
    if label.isEmpty { return [] }
    let whole = RichText(label)
    if whole.width(size: size) <= width { return [whole] }
    var lines: [RichText] = [], line = ""
    for word in words(of: label) {
      let longer = line.isEmpty ? word : line + " " + word
      if !line.isEmpty, RichText(longer).width(size: size) > width {
        lines.append(RichText(line))
        line = word
      } else {
        line = longer
      }
    }
    return lines + [RichText(line)]
  }

  private static func words(of label: String) -> [String] {
    var words: [String] = [], word = "", isFormula = false
    for character in label {
      if character == "$" { isFormula.toggle() }
      if character.isWhitespace && !isFormula {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// The label cut to a width, with an ellipsis where something is missing.
  func cut(size: Double, width: Double) -> RichText {
    if self.width(size: size) <= width { return self }
    var cut = self
    while let last = cut.pieces.last {
      if last.text.isEmpty {
        cut.pieces.removeLast()
      } else {
        cut.pieces[cut.pieces.count - 1].text.removeLast()
        var marked = cut
        marked.pieces[marked.pieces.count - 1].text += "…"
        if marked.width(size: size) <= width { return marked }
      }
    }
    return RichText("…")
  }
}
