/// A Markdown text whose formulas, references and footnotes are hidden from the parser, which would read TeX's backslashes,
/// underscores and stars as its own, and `\@` like `@`.
///
/// In their place stands a character of Unicode's private use area that the text itself has not, and as many
/// U+0001 as make the length in bytes, on each of its lines: so nothing else moves. (A first line that is
/// `$$` alone becomes a byte longer, at its end.)
package struct InlinePlaceholders: Sendable {
  /// The text to parse.
  package let text: [UInt8]
  private let inlines: [Unicode.Scalar: Inline]
  private static let filler: Unicode.Scalar = "\u{1}"

  /// Hides the inlines of a text; `codeLines` are those that libcmark calls code, from 1. With
  /// `onOneLine` only the formulas that begin and end on the same line.
  package init(hidingInlinesOf markdown: String, codeLines: Set<Int>, onOneLine: Bool = false) {
    let bytes = Array(markdown.utf8)
    let source = SourceLines(bytes)
    let scanner = InlineScanner(bytes)
    let taken = Set(markdown.unicodeScalars.filter { (0xE000...0xF8FF).contains($0.value) })
    var free = (0xE000...0xF8FF).lazy.compactMap { Unicode.Scalar($0 as UInt32) }.filter { !taken.contains($0) }
      .makeIterator()
    var scalars: [Inline: Unicode.Scalar] = [:]
    var text: [UInt8] = []
    var copied = 0
    for range in Self.runs(of: bytes, without: codeLines) {
      for match in scanner.matches(in: range) {
        if onOneLine, bytes[match.range].contains(where: { $0 == 0x0A || $0 == 0x0D }) { continue }
        let inline = Self.inline(match, in: source)
        guard let scalar = scalars[inline] ?? free.next() else { break }
        scalars[inline] = scalar
        text += bytes[copied..<match.range.lowerBound] + Self.placeholder(scalar, for: bytes[match.range])
        copied = match.range.upperBound
      }
    }
    self.text = text + bytes[copied...]
    inlines = Dictionary(uniqueKeysWithValues: scalars.map { ($1, $0) })
  }

  /// A stretch of a text of the parsed tree.
  package enum Piece: Hashable, Sendable {
    case text(String)
    case inline(Inline)
  }

  /// A text of the parsed tree, with what was hidden in it.
  package func pieces(of text: String) -> [Piece] {
    var pieces: [Piece] = []
    var plain = ""
    for scalar in text.unicodeScalars where scalar != Self.filler {
      if let inline = inlines[scalar] {
        if !plain.isEmpty { pieces.append(.text(plain)) }
        pieces.append(.inline(inline))
        plain = ""
      } else {
        plain.unicodeScalars.append(scalar)
      }
    }
    if !plain.isEmpty { pieces.append(.text(plain)) }
    return pieces
  }

  /// What was hidden in a text of the parsed tree.
  func all(in text: String) -> [Inline] { text.unicodeScalars.compactMap { inlines[$0] } }

  /// A text of the parsed tree as it stands in the page.
  package func source(of text: String) -> String {
    guard text.unicodeScalars.contains(where: { inlines[$0] != nil }) else { return text }
    var source = ""
    var pending: Substring.UnicodeScalarView = Substring().unicodeScalars
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      guard let inline = inlines[scalar] else {
        source.unicodeScalars.append(scalar)
        continue
      }
      source += inline.source
      // The rest of the placeholder: fillers, and the line ends before more of them.
      pending = rest
      while let next = pending.popFirst(), next == Self.filler || " \t\r\n>".unicodeScalars.contains(next) {
        if next == Self.filler { rest = pending }
      }
    }
    return source
  }

  /// Whether a text continues a placeholder that began on a line before.
  package func continuesInline(_ text: String) -> Bool { text.unicodeScalars.first == Self.filler }

  /// The lines without code and without empty lines among them, as ranges of bytes.
  private static func runs(of bytes: [UInt8], without codeLines: Set<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var start = 0
    var line = 1
    var begin: Int?
    while start < bytes.count {
      let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0D } ?? bytes.count
      let isPair = end + 1 < bytes.count && bytes[end] == 0x0D && bytes[end + 1] == 0x0A
      let isBlank = bytes[start..<end].allSatisfy { " \t>".utf8.contains($0) }
      if isBlank || codeLines.contains(line) {
        if let begin { runs.append(begin..<start) }
        begin = nil
      } else if begin == nil {
        begin = start
      }
      start = min(bytes.count, end + (isPair ? 2 : 1))
      line += 1
    }
    if let begin { runs.append(begin..<bytes.count) }
    return runs
  }

  private static func inline(_ match: InlineScanner.Match, in lines: SourceLines) -> Inline {
    let bytes = lines.bytes
    let source = String(decoding: bytes[match.range], as: UTF8.self)
    switch match.kind {
    case .reference(let label):
      return .reference(Reference(source: source, label: label, line: lines.line(at: match.range.lowerBound)))
    case .footnote(let label): return .footnote(FootnoteReference(label: label))
    case .expression(let expression): return .expression(expression)
    case .formula(let place, let isDisplay, let label):
      let tex = tex(of: match, at: place, in: bytes)
      return .formula(Formula(source: source, tex: tex, isDisplay: isDisplay, label: label))
    }
  }

  private static func tex(of match: InlineScanner.Match, at place: Range<Int>, in bytes: [UInt8]) -> String {
    let tex = String(decoding: bytes[place], as: UTF8.self)
    // Inside a block quote every line begins with its mark, which is not TeX.
    let lineStart = bytes[..<match.range.lowerBound].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
    let quotes = bytes[lineStart..<match.range.lowerBound].prefix { " \t>".utf8.contains($0) }
      .count { $0 == UInt8(ascii: ">") }
    let lines = tex.split(omittingEmptySubsequences: false) { $0.isNewline }.enumerated().map { index, line in
      guard index > 0 else { return line }
      var line = line
      for _ in 0..<quotes {
        let marked = line.drop { $0 == " " || $0 == "\t" }
        guard marked.first == ">" else { break }
        line = marked.dropFirst()
      }
      return line
    }
    return lines.joined(separator: "\n")
  }

  private static func placeholder(_ scalar: Unicode.Scalar, for formula: ArraySlice<UInt8>) -> [UInt8] {
    var placeholder: [UInt8] = []
    var isFirstLine = true
    var isIndentation = false
    var length = 0
    func close() -> [UInt8] {
      let head = isFirstLine ? Array(String(scalar).utf8) : []
      return head + Array(repeating: UInt8(filler.value), count: max(0, length - head.count))
    }
    for byte in formula {
      switch byte {
      case 0x0A, 0x0D:
        placeholder += close() + [byte]
        (isFirstLine, isIndentation, length) = (false, true, 0)
      case _ where isIndentation && " \t>".utf8.contains(byte): placeholder.append(byte)
      default:
        isIndentation = false
        length += 1
      }
    }
    return placeholder + close()
  }
}
