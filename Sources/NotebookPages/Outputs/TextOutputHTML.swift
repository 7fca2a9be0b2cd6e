/// How a page shows text: long text shows its beginning, and the rest where the reader asks for it.
struct TextOutputHTML {
  let text: ANSIText
  let className: String

  /// How much shows before the rest is folded away, and how much a fold shows before the next one: a browser lays out a
  /// line of a megabyte in a second.
  private static let shown = (lines: 30, length: 3000)
  private static let unfolded = (lines: Int.max - 10, length: 300_000)

  var html: HTML {
    let wraps = text.hasLineLonger(than: Self.shown.length / 3)
    guard let (head, rest) = text.split(afterLines: Self.shown.lines, length: Self.shown.length) else {
      return block(text, wraps: wraps)
    }
    return HTML.element("div", ["class": "long"]) {
      block(head, wraps: wraps)
      fold(rest, length: Self.unfolded.length, wraps: wraps)
    }
  }

  /// Text that is folded away; each fold in it holds ten times as much as the one before.
  private func fold(_ text: ANSIText, length: Int, wraps: Bool) -> HTML {
    let parts = text.split(afterLines: Self.unfolded.lines, length: length)
    return HTML.element("details") {
      HTML.element("summary") { Self.words(for: text) }
      block(parts?.head ?? text, wraps: wraps)
      if let rest = parts?.rest { fold(rest, length: length * 10, wraps: wraps) }
    }
  }

  private func block(_ text: ANSIText, wraps: Bool) -> HTML {
    HTML.preformatted(["class": className + (wraps ? " wraps" : "")]) { text.html }
  }

  /// How much more there is.
  private static func words(for rest: ANSIText) -> String {
    let lines = rest.lineCount
    return lines > 1 ? "\(lines.inGroups) more lines" : "\(rest.length.inGroups) more characters"
  }
}

extension ANSIText {
  /// How many characters (Unicode scalars) there are.
  var length: Int { spans.reduce(0) { $0 + $1.text.unicodeScalars.count } }

  /// How many lines there are; an end without a line feed ends one too.
  var lineCount: Int {
    let ends = spans.reduce(0) { $0 + $1.text.utf8.count { $0 == 0x0A } }
    return ends + (spans.last?.text.hasSuffix("\n") == false ? 1 : 0)
  }

  func hasLineLonger(than limit: Int) -> Bool {
    var length = 0
    for span in spans {
      for byte in span.text.utf8 {
        length = byte == 0x0A ? 0 : length + 1
        if length > limit { return true }
      }
    }
    return false
  }

  /// The first lines and the rest, nil where the text is not much longer than that.
  func split(afterLines lineLimit: Int, length lengthLimit: Int) -> (head: ANSIText, rest: ANSIText)? {
    guard lineCount > lineLimit + 10 || length > lengthLimit * 2 else { return nil }
    var lines = 0
    var length = 0
    for (index, span) in spans.enumerated() {
      let scalars = span.text.unicodeScalars
      var position = scalars.startIndex
      while position < scalars.endIndex {
        guard lines < lineLimit, length < lengthLimit else {
          var before = span
          var after = span
          before.text = String(scalars[..<position])
          after.text = String(scalars[position...])
          return (ANSIText(spans: spans[..<index] + [before]), ANSIText(spans: [after] + spans[(index + 1)...]))
        }
        if scalars[position] == "\n" { lines += 1 }
        length += 1
        position = scalars.index(after: position)
      }
    }
    return nil
  }
}

extension Int {
  /// The number with a comma before every third digit from its end.
  var inGroups: String {
    var text = String(magnitude)
    var end = text.endIndex
    while let place = text.index(end, offsetBy: -3, limitedBy: text.startIndex), place > text.startIndex {
      text.insert(",", at: place)
      end = place
    }
    return (self < 0 ? "-" : "") + text
  }
}
