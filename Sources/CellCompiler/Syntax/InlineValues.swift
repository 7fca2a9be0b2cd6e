import SwiftSyntax

/// Shows the value of every expression of the prose.
enum InlineValues {
  /// What stands in the prose and is more, or less, than an expression.
  static func objections(
    to items: CodeBlockItemListSyntax, count: Int, place: PlaceInPage
  ) -> [CompilerDiagnostic] {
    if items.hasError { return [] }
    var others = Array(items).filter { item in
      if case .expr = item.item { item.semicolon == nil } else { true }
    }
    if others.isEmpty, items.count != count { others = Array(items.prefix(1)) }
    return others.map { item in
      place.error(
        "what stands in the text must be one Swift expression", at: item,
        notes: [.init(message: "compute it in a cell, and name it in the text: ‘`{swift} name`’")])
    }
  }

  /// The insertions with those that show the values: inside the lines' marks, outside everything else.
  static func insertions(into items: CodeBlockItemListSyntax, around others: [Insertion]) -> [Insertion] {
    let isMark = { (insertion: Insertion) in insertion.text.hasPrefix("NotebookCell.mark(") }
    let openings = items.map { ($0.startOffset, "NotebookCell.showInline(") }
    let closings = items.map { ($0.item.endOffset, ")") }
    return others.filter(isMark) + openings + others.filter { !isMark($0) } + closings
  }
}
