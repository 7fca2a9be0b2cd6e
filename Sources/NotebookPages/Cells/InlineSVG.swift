/// An SVG picture as part of a page.
enum InlineSVG {
  /// The `svg` element alone, its identifiers made the page's own: two pictures may use the same ones.
  static func markup(of svg: String, prefix: String) -> String {
    guard let start = svg.range(of: "<svg")?.lowerBound else { return svg }
    var markup = String(svg[start...])
    for identifier in Set(markup.matches(of: /\sid=["']([^"']+)["']/).map { String($0.1) }).sorted() {
      for (before, after) in [("id=\"", "\""), ("id='", "'"), ("\"#", "\""), ("'#", "'"), ("url(#", ")")] {
        markup = markup.replacing(before + identifier + after, with: before + prefix + identifier + after)
      }
    }
    return markup
  }
}
