/// What stands in braces after a heading's words: `## Training {#sec-training}`.
package struct HeadingAttributes {
  /// The heading without the braces.
  package var heading: String
  /// The identifier that they give, if any.
  package var identifier: String?

  /// Takes the braces off the end of a heading, where they hold attributes: `#identifier`, `.class`, `name=value` or `-`.
  package init(_ heading: String) {
    self.heading = heading
    guard heading.hasSuffix("}"), let open = heading.lastIndex(of: "{") else { return }
    let words = heading[heading.index(after: open)...].dropLast().split(separator: " ")
    guard !words.isEmpty,
      words.allSatisfy({ $0 == "-" || $0.contains("=") || ($0.count > 1 && ("#.".contains($0.first!))) })
    else {
      return
    }
    identifier = words.first { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
    var kept = heading[..<open]
    while kept.last == " " { kept.removeLast() }
    self.heading = String(kept)
  }
}
