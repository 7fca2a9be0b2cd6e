import NotebookDocument

extension Callout {
  /// What stands before the callout's text: where a page sets it apart, its kind in words, and its title.
  func opening(references: CrossReferences) -> HTML {
    let words = HTML.element("span", ["class": "callout-kind"]) { kind.rawValue.capitalized }
    let heading =
      title.map { HTMLBuilder.buildBlock(words, HTML(text: " "), ProseRenderer.inline($0, references: references)) }
      ?? words
    if isFolded {
      return HTMLBuilder.buildBlock(
        HTML.opening("details", ["class": "callout \(kind.rawValue)"]),
        HTML.element("summary", ["class": "callout-title"]) { heading })
    }
    return HTMLBuilder.buildBlock(
      HTML.opening("aside", ["class": "callout \(kind.rawValue)", "role": "note"]),
      HTML.element("p", ["class": "callout-title"]) { heading })
  }

  var closing: HTML { HTML.closing(isFolded ? "details" : "aside") }
}
