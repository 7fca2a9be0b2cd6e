/// A part of a page set apart from its text: `::: warning`.
package struct Callout: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case note, tip, warning, exercise, solution, hint
  }

  package var kind: Kind
  /// The author's title, in Markdown.
  package var title: String?
  /// Whether the reader unfolds it: solutions, hints, and Quarto's `collapse="true"`.
  package var isFolded: Bool
}
