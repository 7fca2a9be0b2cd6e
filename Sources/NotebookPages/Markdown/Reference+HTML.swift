import NotebookDocument

extension CrossReferences.Target {
  /// How a page calls it: “Figure 1”, a section by its title.
  var words: String {
    switch kind {
    case .figure: "Figure\u{A0}\(number)"
    case .table: "Table\u{A0}\(number)"
    case .equation: "Equation\u{A0}\(number)"
    case .section: title ?? ""
    }
  }

  /// The link that stands for a reference; its words alone where they are part of a link already.
  func link(to reference: Reference, isInLink: Bool) -> HTML {
    let words = title.map { ProseRenderer.inline($0) } ?? HTML(text: self.words)
    return isInLink ? words : HTML.element("a", ["href": "#\(reference.label)"]) { words }
  }
}
