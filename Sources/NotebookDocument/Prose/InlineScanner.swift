/// Finds what stands in the lines of a Markdown text and is not CommonMark's: references, footnotes, Swift expressions, and formulas by Pandoc's
/// rules: an opening `$` has no space after it, a closing `$` no
/// space before it and no digit after it, and `\$` is a dollar.
struct InlineScanner {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  struct Match {
    enum Kind {
      /// `tex` is the place of what stands between the dollars.
      case formula(tex: Range<Int>, isDisplay: Bool, label: String?)
      case reference(label: String)
      case footnote(label: String)
      case expression(InlineExpression)
    }

    /// All of it: a formula with its dollars.
    var range: Range<Int>
    var kind: Kind
  }

  /// What there is in a range of bytes without an empty line and without code blocks, in order.
  func matches(in range: Range<Int>) -> [Match] {
    var matches: [Match] = []
    var index = range.lowerBound
    while index < range.upperBound {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "`"):
        let end = endOfCode(from: index, in: range)
        if let expression = InlineExpression(bytes, span: index..<end) {
          matches.append(Match(range: index..<end, kind: .expression(expression)))
        }
        index = end
      case UInt8(ascii: "$"):
        if let match = display(from: index, in: range) ?? inline(from: index, in: range) {
          matches.append(match)
          index = match.range.upperBound
        } else {
          index += byte(index + 1, in: range) == UInt8(ascii: "$") ? 2 : 1
        }
      case UInt8(ascii: "@"):
        if let match = reference(from: index, in: range) {
          matches.append(match)
          index = match.range.upperBound
        } else {
          index += 1
        }
      case UInt8(ascii: "["):
        if let match = footnote(from: index, in: range) {
          matches.append(match)
          index = match.range.upperBound
        } else {
          index += 1
        }
      default: index += 1
      }
    }
    return matches
  }

  func byte(_ index: Int, in range: Range<Int>) -> UInt8? { range.contains(index) ? bytes[index] : nil }

  /// The end of the code span that begins here, or of its backticks where they open none.
  private func endOfCode(from start: Int, in range: Range<Int>) -> Int {
    func endOfRun(_ index: Int) -> Int {
      bytes[index..<range.upperBound].firstIndex { $0 != UInt8(ascii: "`") } ?? range.upperBound
    }
    let opened = endOfRun(start)
    var index = opened
    while let next = bytes[index..<range.upperBound].firstIndex(of: UInt8(ascii: "`")) {
      index = endOfRun(next)
      if index - next == opened - start { return index }
    }
    return opened
  }

  private func display(from start: Int, in range: Range<Int>) -> Match? {
    guard byte(start + 1, in: range) == UInt8(ascii: "$") else { return nil }
    var index = start + 2
    while let byte = byte(index, in: range) {
      if byte == UInt8(ascii: "\\") {
        index += 2
      } else if byte == UInt8(ascii: "$"), self.byte(index + 1, in: range) == byte {
        let isEmpty = bytes[start + 2..<index].allSatisfy(Self.isSpace)
        if isEmpty { return nil }
        let label = equationLabel(from: index + 2, in: range)
        return Match(
          range: start..<(label?.end ?? index + 2),
          kind: .formula(tex: start + 2..<index, isDisplay: true, label: label?.label))
      } else {
        index += 1
      }
    }
    return nil
  }

  private func inline(from start: Int, in range: Range<Int>) -> Match? {
    guard let first = byte(start + 1, in: range), !Self.isSpace(first), first != UInt8(ascii: "$") else { return nil }
    var index = start + 1
    while let byte = byte(index, in: range) {
      switch byte {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "$"):
        let next = self.byte(index + 1, in: range)
        let closes = !Self.isSpace(bytes[index - 1]) && !(next.map { (0x30...0x39).contains($0) } ?? false)
        return closes
          ? Match(
            range: start..<index + 1, kind: .formula(tex: start + 1..<index, isDisplay: false, label: nil)) : nil
      case UInt8(ascii: "\n") where beginsBlock(after: index, in: range): return nil
      default: index += 1
      }
    }
    return nil
  }

  /// Whether the next line looks like a block of its own: a list's item, a heading, a row of a table.
  private func beginsBlock(after lineEnd: Int, in range: Range<Int>) -> Bool {
    let line = bytes[lineEnd + 1..<range.upperBound].drop { Self.isSpace($0) || $0 == UInt8(ascii: ">") }
    guard let first = line.first else { return true }
    if "#|".utf8.contains(first) { return true }
    let marker = line.prefix { "-*+.)".utf8.contains($0) || (0x30...0x39).contains($0) }
    guard let last = marker.last, let next = line.dropFirst(marker.count).first, Self.isSpace(next) else {
      return false
    }
    return marker.count == 1 ? "-*+".utf8.contains(last) : ".)".utf8.contains(last)
  }

  private static func isSpace(_ byte: UInt8) -> Bool { " \t\n\r".utf8.contains(byte) }
}
