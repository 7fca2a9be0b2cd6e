/// Reads the part of TeX's mathematics that labels need, into Unicode text with raised and lowered pieces.
///
/// Greek letters, operators and arrows, `^` and `_`, `\frac` as a/b, `\sqrt`, accents, `\mathcal`, `\mathbb`, `\mathbf`,
/// `\mathrm`, `\text`. A command that is none of these is shown as it is written; nothing is an error.
struct TeXReader {
  private var rest: Substring
  private var pieces: [RichText.Piece] = []
  private var style: Style
  private var depth: Int

  private struct Style {
    var scale = 1.0, rise = 0.0
    var isUpright = false, isBold = false
    var alphabet: TeXSymbols.Alphabet?
  }

  static func pieces(of formula: Substring) -> [RichText.Piece] {
    var reader = TeXReader(rest: formula, style: Style(), depth: 0)
    reader.readAll()
    return merged(reader.pieces)
  }

  private init(rest: Substring, style: Style, depth: Int) {
    self.rest = rest
    self.style = style
    self.depth = depth
  }

  private mutating func readAll() {
    while let character = rest.popFirst() {
      switch character {
      case "\\": readCommand()
      case "^": readScript(raised: true)
      case "_": readScript(raised: false)
      case "{":
        rest = rest[...]
        let group = group(after: true)
        pieces += nested(group, style)
      case "}", "&": break
      case "~": append(" ")
      case "'": append("′")
      case _ where character.isWhitespace: break
      default: readOrdinary(character)
      }
    }
  }

  private mutating func readOrdinary(_ character: Character) {
    if let letter = style.alphabet?.letter(character) { return append(String(letter)) }
    switch character {
    case "-": appendOperator("−")
    case "+", "=", "<", ">": appendOperator(String(character))
    case "*": append("∗")
    case ",", ";": append("\(character) ")
    case _ where character.isLetter && !style.isUpright: append(String(character), italic: !style.isBold)
    default: append(String(character))
    }
  }

  private mutating func readCommand() {
    guard let first = rest.first else { return append("\\") }
    guard first.isLetter else {
      rest = rest.dropFirst()
      return append(TeXSymbols.spaces[first] ?? String(first))
    }
    let name = rest.prefix { $0.isLetter && $0.isASCII }
    rest = rest.dropFirst(name.count)
    if name.isEmpty { return append("\\") }
    if let symbol = TeXSymbols.relations[String(name)] { return appendOperator(symbol) }
    if let symbol = TeXSymbols.letters[String(name)] {
      return append(symbol, italic: !style.isUpright && symbol.unicodeScalars.allSatisfy { ("α"..."ω").contains($0) })
    }
    if let mark = TeXSymbols.accents[String(name)] { return readAccent(mark) }
    switch name {
    case "frac", "dfrac", "tfrac":
      let over = nested(argument(), style), under = nested(argument(), style)
      pieces += parenthesised(over) + [piece("/")] + parenthesised(under)
    case "sqrt":
      append("√")
      pieces += parenthesised(nested(argument(), style))
    case "mathcal", "mathscr", "mathbb", "mathbf", "boldsymbol", "bm", "mathrm", "text", "operatorname", "textrm":
      readAlphabet(name)
    case "left", "right", "big", "Big", "bigl", "bigr", "displaystyle", "limits": break
    case _ where TeXSymbols.functions.contains(String(name)):
      if let last = pieces.last?.text.last, last.isLetter || last.isNumber { append(" ") }
      append(String(name))
      if let next = rest.drop(while: \.isWhitespace).first, next.isLetter || next.isNumber || next == "\\" {
        append(" ")
      }
    default: append("\\\(name)")
    }
  }

  private mutating func readAlphabet(_ name: Substring) {
    var inner = style
    let body = argument()
    switch name {
    case "mathcal", "mathscr": inner.alphabet = .calligraphic
    case "mathbb": inner.alphabet = .blackboard
    case "mathbf", "boldsymbol", "bm": inner.isBold = true
    case "text", "textrm":
      // Words, not letters of a formula: their spaces count.
      pieces.append(piece(String(body)))
      return
    default: inner.isUpright = true
    }
    pieces += nested(body, inner)
  }

  private mutating func readAccent(_ mark: Character) {
    var body = nested(argument(), style)
    guard let last = body.indices.last else { return }
    // A combining mark follows its letter; over several it stands on the first.
    let place = body.count == 1 && body[0].text.count == 1 ? last : 0
    let first = body[place].text.prefix(1), others = body[place].text.dropFirst(1)
    body[place].text = first + String(mark) + others
    pieces += body
  }

  private mutating func readScript(raised: Bool) {
    var inner = style
    inner.scale = max(style.scale * 0.72, 0.5)
    inner.rise = style.rise + (raised ? 0.36 : -0.18) * style.scale
    pieces += nested(argument(), inner)
  }

  /// What a command or a script applies to: a group in braces, a command, or one character.
  private mutating func argument() -> Substring {
    rest = rest.drop(while: \.isWhitespace)
    guard let first = rest.first else { return "" }
    if first == "{" { return group(after: false) }
    if first == "\\" {
      let start = rest.startIndex
      rest = rest.dropFirst()
      let name = rest.prefix { $0.isLetter && $0.isASCII }
      rest = rest.dropFirst(max(name.count, 1))
      if ["mathcal", "mathbb", "mathbf", "mathrm", "text", "hat", "bar", "tilde"].contains(name) { _ = argument() }
      return Substring(rest.base[start..<rest.startIndex])
    }
    rest = rest.dropFirst()
    return Substring(String(first))
  }

  /// The inside of a group, whose opening brace was read already or is next.
  private mutating func group(after isOpened: Bool) -> Substring {
    if !isOpened { rest = rest.dropFirst() }
    let start = rest.startIndex
    var level = 1
    var index = start
    while index < rest.endIndex {
      switch rest[index] {
      case "{": level += 1
      case "}": level -= 1
      default: break
      }
      if level == 0 { break }
      index = rest.index(after: index)
    }
    let body = rest[start..<index]
    rest = index < rest.endIndex ? rest[rest.index(after: index)...] : rest[index...]
    return body
  }

  private func nested(_ body: Substring, _ style: Style) -> [RichText.Piece] {
    // Nesting that no reader could follow is shown as it is written, so that no label exhausts the stack.
    guard depth < 16 else { return [piece(String(body))] }
    var reader = TeXReader(rest: Substring(String(body)), style: style, depth: depth + 1)
    reader.readAll()
    return reader.pieces
  }

  private func parenthesised(_ body: [RichText.Piece]) -> [RichText.Piece] {
    let text = body.reduce("") { $0 + $1.text }
    let isSimple = !text.contains { " +−/=·".contains($0) }
    return isSimple ? body : [piece("(")] + body + [piece(")")]
  }

  private func piece(_ text: String) -> RichText.Piece {
    RichText.Piece(text: text, isBold: style.isBold, scale: style.scale, rise: style.rise)
  }

  private mutating func append(_ text: String, italic: Bool = false) {
    var piece = piece(text)
    piece.isItalic = italic
    pieces.append(piece)
  }

  /// An operator, with room around it where something stands before it and nothing is raised or lowered.
  private mutating func appendOperator(_ text: String) {
    let last = pieces.last?.text.last
    let isUnary = last == nil || "(=<>≤≥,| ".contains(last!)
    append(style.scale < 1 || isUnary && text == "−" ? text : "\u{2009}\(text)\u{2009}")
  }

  private static func merged(_ pieces: [RichText.Piece]) -> [RichText.Piece] {
    var merged: [RichText.Piece] = []
    for piece in pieces where !piece.text.isEmpty {
      if var last = merged.last, last.isItalic == piece.isItalic, last.isBold == piece.isBold,
        last.scale == piece.scale, last.rise == piece.rise
      {
        last.text += piece.text
        merged[merged.count - 1] = last
      } else {
        merged.append(piece)
      }
    }
    return merged
  }
}
