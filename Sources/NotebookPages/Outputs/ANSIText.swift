/// A terminal's text: its colours and weights as HTML, or without its escape sequences.
struct ANSIText {
  /// A stretch of text in one style.
  struct Span: Hashable {
    var text: String
    var style: Style
  }

  /// What the escape sequences before a text ask for (ECMA-48, “select graphic rendition”).
  struct Style: Hashable {
    var isBold = false
    var isItalic = false
    var isUnderlined = false
    /// 0 to 7 are black, red, green, yellow, blue, magenta, cyan, white; 8 to 15 the same, bright.
    var color: Int?

    var classes: String? {
      let names = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"]
      let classes = [
        color.map { "ansi-\(names[$0 % 8])" }, isBold ? "ansi-bold" : nil, isItalic ? "ansi-italic" : nil,
        isUnderlined ? "ansi-underline" : nil,
      ].compactMap { $0 }
      return classes.isEmpty ? nil : classes.joined(separator: " ")
    }

    mutating func apply(_ parameters: [Int]) {
      var rest = parameters[...]
      while let code = rest.popFirst() {
        switch code {
        case 0: self = Style()
        case 1: isBold = true
        case 3: isItalic = true
        case 4: isUnderlined = true
        case 22: isBold = false
        case 23: isItalic = false
        case 24: isUnderlined = false
        case 30...37: color = code - 30
        case 39: color = nil
        case 90...97: color = code - 82
        // Colours of larger palettes carry parameters of their own.
        case 38, 48: rest = rest.dropFirst(rest.first == 5 ? 2 : 4)
        default: break
        }
      }
    }
  }

  let spans: [Span]

  init(spans: some Sequence<Span>) { self.spans = spans.filter { !$0.text.isEmpty } }

  init(_ text: String) {
    var spans: [Span] = []
    var style = Style()
    var plain = ""
    var rest = Substring(text).unicodeScalars
    while let scalar = rest.popFirst() {
      guard scalar == "\u{1B}" else {
        plain.unicodeScalars.append(scalar)
        continue
      }
      guard let parameters = Self.skipSequence(&rest) else { continue }
      if !plain.isEmpty { spans.append(Span(text: plain, style: style)) }
      plain = ""
      style.apply(parameters)
    }
    if !plain.isEmpty { spans.append(Span(text: plain, style: style)) }
    self.spans = spans
  }

  /// The text alone.
  var plain: String { spans.map(\.text).joined() }

  var html: HTML {
    HTMLBuilder.buildArray(
      spans.map { span in
        guard let classes = span.style.classes else { return HTML(text: span.text) }
        return HTML.element("span", ["class": classes]) { span.text }
      })
  }

  /// Takes the rest of an escape sequence; answers the parameters of one that sets the style.
  private static func skipSequence(_ rest: inout Substring.UnicodeScalarView) -> [Int]? {
    switch rest.first {
    case "[":
      rest.removeFirst()
      let parameters = rest.prefix { (0x20...0x3F).contains($0.value) }
      rest = rest.dropFirst(parameters.count)
      guard rest.popFirst() == "m" else { return nil }
      return Substring(parameters).split(separator: ";", omittingEmptySubsequences: false).map { Int($0) ?? 0 }
    case "]":
      // A title or a link: to the bell, or to ESC \.
      while let scalar = rest.popFirst(), scalar != "\u{7}" {
        if scalar == "\u{1B}" {
          _ = rest.popFirst()
          break
        }
      }
      return nil
    default:
      rest = rest.drop { (0x20...0x2F).contains($0.value) }
      _ = rest.popFirst()
      return nil
    }
  }
}
