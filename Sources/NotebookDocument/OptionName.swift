/// The name of a cell's option, spelled as Quarto spells it.
enum OptionName: String, CaseIterable {
  case label, eval, echo, output, error, include
  case codeFold = "code-fold"
  case codeSummary = "code-summary"
  case codeLineNumbers = "code-line-numbers"
  case cache
  case figureCaption = "fig-cap"
  case figureAlternative = "fig-alt"
  case figureWidth = "fig-width"
  case figureHeight = "fig-height"
  case tableCaption = "tbl-cap"
  case timeout, expect, parameters

  /// Names that only MyST's cells have.
  enum MyST: String, CaseIterable {
    case tags, name, caption
    case classes = "class"
    case lineNumbers = "linenos"
    case firstLineNumber = "lineno-start"
    case emphasizedLines = "emphasize-lines"
  }
}
