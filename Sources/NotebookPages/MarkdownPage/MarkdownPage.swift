import NotebookDocument
import NotebookExecution

/// A page with its results as plain Markdown, for systems that show Markdown and run nothing.
public struct MarkdownPage: Sendable {
  /// The file's text.
  public let text: String

  /// Converts a page; an outcome a cell, in the cells' order. The text refers to its ``PageFiles`` in `filesFolder`,
  /// beside the page.
  public init(_ notebook: Notebook, outcomes: [CellOutcome] = [], filesFolder: String) {
    var parts: [String] = []
    let fileNames = OutputFileNames(notebook, outcomes: outcomes)
    if let title = notebook.frontMatter.title, !notebook.body.hasFirstLine("# \(title)") {
      parts.append("# \(title)\n\n")
    }
    let values = InlineValues(notebook, outcomes: outcomes)
    for segment in notebook.segments {
      switch segment {
      case .prose(let prose):
        let text = notebook.text(of: prose) { expression in
          if case .text(let text)? = values[expression] { text.asMarkdown } else { nil }
        }
        parts.append(text.replacing("\r\n", with: "\n"))
      case .cell(let index):
        let cell = notebook.cells[index]
        let section = MarkdownCell(
          cell: cell, outcome: outcomes.outcome(of: cell), notebook: notebook, filesFolder: filesFolder,
          fileNames: fileNames)
        parts.append(section.text)
      }
    }
    text = parts.joined().drop { $0 == "\n" || $0 == "\u{FEFF}" } + (parts.last?.hasSuffix("\n") == true ? "" : "\n")
  }
}

extension String {
  fileprivate func hasFirstLine(_ line: String) -> Bool {
    split(whereSeparator: \.isNewline).first { !$0.allSatisfy(\.isWhitespace) }.map { $0 == line } ?? false
  }
}
