/// A formula of a page, in TeX.
package struct Formula: Hashable, Sendable {
  /// The formula as it stands in the page, dollars included.
  package var source: String
  /// The TeX between the dollars.
  package var tex: String
  /// Whether it stands on a line of its own (`$$…$$`) or in the text (`$…$`).
  package var isDisplay: Bool

  package init(source: String, tex: String, isDisplay: Bool) {
    self.source = source
    self.tex = tex
    self.isDisplay = isDisplay
  }
}
