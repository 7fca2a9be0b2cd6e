/// Code in a page, in the colours of what its parts are.
struct ColoredCode {
  /// A stretch of code in one colour.
  struct Span: Hashable {
    var text: String
    /// Nil where it has the text's own colour.
    var color: Color?
  }

  /// What a stretch of code is, as far as colours tell it.
  enum Color: String, CaseIterable {
    case keyword, string, number, comment, type, attribute
  }

  private(set) var spans: [Span] = []

  /// Code in the language that a fence names; uncoloured where it is not known.
  init(_ code: String, language: String) {
    if language == "swift" {
      self.init(swift: code)
    } else if let language = CodeLanguage(named: language) {
      self.init(code, in: language)
    } else {
      self.init()
      add(code, nil)
    }
  }

  init() {}

  /// Adds a stretch of code to the end.
  mutating func add(_ text: String, _ color: Color?) {
    if text.isEmpty { return }
    if let last = spans.indices.last, spans[last].color == color {
      spans[last].text += text
    } else {
      spans.append(Span(text: text, color: color))
    }
  }

  /// The code line by line, without the line ends; the last line may have none.
  var lines: [(code: ColoredCode, isEnded: Bool)] {
    var lines: [(code: ColoredCode, isEnded: Bool)] = []
    var line = ColoredCode()
    for span in spans {
      let parts = span.text.split(separator: "\n", omittingEmptySubsequences: false)
      for (index, part) in parts.enumerated() {
        if index > 0 {
          lines.append((line, true))
          line = ColoredCode()
        }
        line.add(String(part), span.color)
      }
    }
    if !line.spans.isEmpty { lines.append((line, false)) }
    return lines
  }

  var html: HTML {
    HTMLBuilder.buildArray(
      spans.map { span in
        guard let color = span.color else { return HTML(text: span.text) }
        return HTML.element("span", ["class": "hl-\(color.rawValue)"]) { span.text }
      })
  }
}
