import NotebookDocument
import NotebookExecution

/// The line of a page that a problem is about, and where in it.
struct SourceExcerpt: Hashable {
  var line: Int
  /// The line's text, without the list or quote around the cell.
  var code: String
  /// The text that stands before the problem's column, with everything but tabs as spaces; nil where the column is not known.
  var spaceBeforeColumn: String?

  /// Nil where the line is not known or the page has no such line.
  init?(_ problem: CellFailure.Problem, in notebook: Notebook) {
    guard let line = problem.line, let text = notebook.text(ofLine: line) else { return nil }
    let indentation = notebook.cells.first { $0.lines.contains(line) }?.indentation(ofLine: line) ?? 0
    self.line = line
    code = String(decoding: text.utf8.dropFirst(indentation), as: UTF8.self)
    let bytes = Array(code.utf8)
    spaceBeforeColumn = problem.column.flatMap { column in
      let count = column - 1 - indentation
      guard 0...bytes.count ~= count else { return nil }
      return String(String(decoding: bytes[..<count], as: UTF8.self).map { $0 == "\t" ? "\t" : " " })
    }
  }

  /// The line with its number, and below it the mark.
  var text: String {
    let number = "\(line)"
    let marker = spaceBeforeColumn.map { "\n" + String(repeating: " ", count: number.count) + " │ \($0)^" } ?? ""
    return "\(number) │ \(code)\(marker)"
  }
}
