/// What stands in a line of a page and is not CommonMark's.
package enum Inline: Hashable, Sendable {
  case formula(Formula)
  case reference(Reference)
  case footnote(FootnoteReference)
  case expression(InlineExpression)

  /// How it is written in the page.
  package var source: String {
    switch self {
    case .formula(let formula): formula.source
    case .reference(let reference): reference.source
    case .footnote(let footnote): "[^\(footnote.label)]"
    case .expression(let expression): expression.source
    }
  }
}

/// A mark in the text that a footnote belongs to: `[^1]`.
package struct FootnoteReference: Hashable, Sendable {
  package var label: String
}

/// A reference to a figure, a table, an equation or a section: `@fig-loss`.
package struct Reference: Hashable, Sendable {
  /// The reference as it stands in the page, Quarto's brackets included.
  package var source: String
  package var label: String
  /// The line of the text, from 1.
  package var line: Int
}
