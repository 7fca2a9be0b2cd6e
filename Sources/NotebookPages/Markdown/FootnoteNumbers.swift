/// The footnotes of a text, numbered in the order in which it refers to them.
struct FootnoteNumbers {
  /// The labels, in order.
  private(set) var labels: [String] = []
  private var numbers: [String: Int] = [:]
  /// How often the text refers to each.
  private var counts: [String: Int] = [:]

  /// The mark in the text.
  mutating func mark(for label: String, prefix: String, isInLink: Bool) -> HTML {
    if numbers[label] == nil {
      labels.append(label)
      numbers[label] = labels.count
    }
    let number = numbers[label] ?? 0
    if isInLink { return HTML.element("sup", ["class": "footnote"]) { "\(number)" } }
    counts[label, default: 0] += 1
    let anchor = Self.anchor(prefix: prefix, number: number, occurrence: counts[label] ?? 1)
    return HTML.element("sup", ["class": "footnote", "id": anchor]) {
      HTML.element("a", ["href": "#\(prefix)fn-\(number)", "role": "doc-noteref"]) { "\(number)" }
    }
  }

  /// The footnotes below the text, each with a way back to every place that refers to it.
  func section(_ texts: [HTML], prefix: String) -> HTML {
    HTML.element("section", ["class": "footnotes", "role": "doc-endnotes", "aria-label": "Footnotes"]) {
      HTML.element("ol") {
        for (index, text) in texts.enumerated() {
          HTML.lineEnd
          HTML.element("li", ["id": "\(prefix)fn-\(index + 1)"]) {
            withLinksBack(text, number: index + 1, prefix: prefix)
          }
        }
      }
    }
  }

  private func withLinksBack(_ text: HTML, number: Int, prefix: String) -> HTML {
    let links = (0..<(counts[labels[number - 1]] ?? 0)).map { index in
      HTMLBuilder.buildBlock(
        HTML(text: " "),
        HTML.element(
          "a",
          [
            "href": "#\(Self.anchor(prefix: prefix, number: number, occurrence: index + 1))", "class": "back",
            "role": "doc-backlink", "aria-label": "Back to the text",
          ]
        ) { "↩\u{FE0E}" })
    }
    let back = HTMLBuilder.buildArray(links)
    let end = "</p>\n"
    guard text.markup.hasSuffix(end) else { return HTMLBuilder.buildBlock(text, back) }
    return HTML(markup: text.markup.dropLast(end.count) + back.markup + end)
  }

  private static func anchor(prefix: String, number: Int, occurrence: Int) -> String {
    "\(prefix)fnref-\(number)" + (occurrence == 1 ? "" : "-\(occurrence)")
  }
}
