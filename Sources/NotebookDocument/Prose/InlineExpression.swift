/// A Swift expression in the prose, shown as its value: `` `{swift} losses.last!` ``, as Quarto writes it.
package struct InlineExpression: Hashable, Sendable {
  /// The whole of it as it stands in the page, backticks included.
  package var source: String
  /// The expression on one line.
  package var code: String
  /// Where ``source`` stands in the text, in UTF-8 bytes.
  package var range: Range<Int>
  /// Where the expression itself begins.
  package var codeOffset: Int

  /// What the code span's text begins with.
  static let marker = "{swift} "

  /// The expression of a code span; nil where it is ordinary code.
  init?(_ bytes: [UInt8], span: Range<Int>) {
    let span = bytes[span]
    let fence = span.prefix { $0 == UInt8(ascii: "`") }.count
    guard span.count > 2 * fence else { return nil }
    let opening = span.dropFirst(fence).dropLast(fence).drop { $0 == UInt8(ascii: " ") }
    guard opening.starts(with: Self.marker.utf8) else { return nil }
    let code = opening.dropFirst(Self.marker.utf8.count).drop { $0 == UInt8(ascii: " ") }
    guard !code.isEmpty else { return nil }
    // The lines of a quote begin with its mark, which is not Swift.
    let lines = String(decoding: code, as: UTF8.self).split(whereSeparator: \.isNewline).enumerated().map {
      index, line in
      index == 0 ? line : line.drop { " \t>".contains($0) }
    }
    source = String(decoding: span, as: UTF8.self)
    self.code = lines.joined(separator: " ").trimmingBlanks().description
    range = span.indices
    codeOffset = code.startIndex
  }
}

extension StringProtocol {
  /// The text of a code span as it shows: `{{swift}}` writes the marker of an expression without being one.
  package var withoutEscapedMarker: String {
    hasPrefix("{{swift}}") ? "{swift}" + dropFirst("{{swift}}".count) : String(self)
  }
}
