/// A formula of a page, in TeX.
package struct Formula: Hashable, Sendable {
  /// The formula as it stands in the page, dollars included.
  package var source: String
  /// The TeX between the dollars.
  package var tex: String
  /// Whether it stands on a line of its own (`$$…$$`) or in the text (`$…$`).
  package var isDisplay: Bool
  /// The name of an equation that the text can refer to: `$$…$$ {#eq-x}`.
  package var label: String?

  package init(source: String, tex: String, isDisplay: Bool, label: String? = nil) {
    self.source = source
    self.tex = tex
    self.isDisplay = isDisplay
    self.label = label
  }
}
