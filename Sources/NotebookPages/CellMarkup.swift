public import NotebookDocument
public import NotebookExecution

/// A cell of a page by itself, for those who show it while it runs.
public struct CellMarkup: Hashable, Sendable {
  /// The cell's name in the page.
  public let identifier: String
  /// The cell as HTML.
  public let text: String

  public init(_ cell: CodeCell, outcome: CellOutcome, in notebook: Notebook) {
    var outcomes = Array(repeating: CellOutcome(status: .notEvaluated), count: cell.index + 1)
    outcomes[cell.index] = outcome
    let cell = CellHTML(
      cell: cell, outcome: outcome, notebook: notebook,
      fileNames: OutputFileNames(notebook, outcomes: outcomes))
    identifier = cell.identifier
    text = cell.html.markup
  }

  /// The name that a cell has in the page.
  public static func identifier(of cell: CodeCell) -> String { CellHTML.identifier(of: cell) }
}
