/// A piece of HTML in which every text is escaped; the only way to unescaped markup is ``init(markup:)``.
struct HTML: Hashable, Sendable {
  private(set) var markup: String

  init() { markup = "" }

  /// Markup that is HTML already, such as what a page's author wrote.
  init(markup: String) { self.markup = markup }

  /// A text that shows as it is.
  init(text: some StringProtocol) { markup = text.escapedForHTML }

  var isEmpty: Bool { markup.isEmpty }

  mutating func append(_ other: HTML) { markup += other.markup }

  /// An opening tag. An attribute that is nil is left out.
  static func opening(_ name: String, _ attributes: KeyValuePairs<String, String?> = [:]) -> HTML {
    let list = attributes.map { name, value in value.map { " \(name)=\"\($0.escapedForHTML)\"" } ?? "" }
    return HTML(markup: "<\(name)\(list.joined())>")
  }

  static func closing(_ name: String) -> HTML { HTML(markup: "</\(name)>") }

  /// An element and what it holds.
  static func element(
    _ name: String, _ attributes: KeyValuePairs<String, String?> = [:], @HTMLBuilder content: () -> HTML
  ) -> HTML {
    HTMLBuilder.buildBlock(opening(name, attributes), content(), closing(name))
  }

  /// Text in which spaces and line ends count.
  static func preformatted(_ attributes: KeyValuePairs<String, String?> = [:], @HTMLBuilder content: () -> HTML) -> HTML
  {
    element("pre", attributes) {
      let content = content()
      // A browser drops a line feed right after the tag.
      if content.markup.hasPrefix("\n") { HTML(markup: "\n") }
      content
    }
  }

  /// The line end between blocks, for those who read the page's source.
  static let lineEnd = HTML(markup: "\n")
}

/// Builds HTML from elements and texts in order; a plain string is a text.
@resultBuilder
enum HTMLBuilder {
  static func buildExpression(_ html: HTML) -> HTML { html }
  static func buildExpression(_ text: String) -> HTML { HTML(text: text) }
  static func buildBlock(_ parts: HTML...) -> HTML { HTML(markup: parts.map(\.markup).joined()) }
  static func buildOptional(_ part: HTML?) -> HTML { part ?? HTML() }
  static func buildEither(first part: HTML) -> HTML { part }
  static func buildEither(second part: HTML) -> HTML { part }
  static func buildArray(_ parts: [HTML]) -> HTML { HTML(markup: parts.map(\.markup).joined()) }
}

extension StringProtocol {
  fileprivate var escapedForHTML: String {
    var escaped = ""
    escaped.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "'": escaped += "&#39;"
      case "\0": escaped += "\u{FFFD}"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
