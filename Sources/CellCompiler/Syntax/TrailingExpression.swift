import SwiftSyntax

/// Shows the value of a cell's last expression, as a notebook does, unless a semicolon follows it.
enum TrailingExpression {
  /// The insertions with those that show the value: inside the line's mark, outside everything else.
  static func insertions(into items: CodeBlockItemListSyntax, around others: [Insertion]) -> [Insertion] {
    guard let item = items.last, case .expr(let expression) = item.item, isValue(expression), !item.hasError else {
      return others
    }
    let start = item.startOffset, end = item.endOffset
    let before = others.filter { $0.offset < start || ($0.offset == start && $0.text.hasPrefix("NotebookCell.mark(")) }
    let after = others.filter { $0.offset >= start && !($0.offset == start && $0.text.hasPrefix("NotebookCell.mark(")) }
    if item.semicolon != nil { return before + [(start, "_ = ")] + after }
    return before + [(start, "NotebookCell.showResult(")] + after + [(end, ")")]
  }

  private static func isValue(_ expression: ExprSyntax) -> Bool {
    if let macro = expression.as(MacroExpansionExprSyntax.self) {
      return !["warning", "error"].contains(macro.macroName.text)
    }
    guard let sequence = expression.as(SequenceExprSyntax.self) else { return true }
    return !sequence.elements.contains { element in
      if element.is(AssignmentExprSyntax.self) { return true }
      guard let name = element.as(BinaryOperatorExprSyntax.self)?.operator.text else { return false }
      return name.hasSuffix("=")
        && !["==", "!=", "<=", ">=", "===", "!==", "~=", ".==", ".!=", ".<=", ".>="].contains(name)
    }
  }
}
