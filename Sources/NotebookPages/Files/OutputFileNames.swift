import NotebookDocument
import NotebookExecution

/// What the files of a page's figures and tables are called, without their endings: by the cell's label, else its number;
/// a cell's second one has `-2` after it. All formats of a page call them the same.
struct OutputFileNames {
  /// A cell's place, and its output's.
  private struct Place: Hashable {
    var cell: Int
    var output: Int
  }

  private var names: [Place: String] = [:]

  init(_ notebook: Notebook, outcomes: [CellOutcome]) {
    var taken = Set(notebook.cells.map(Self.stem))
    for cell in notebook.cells where cell.options.include && cell.options.output != .hidden {
      var isFirst = true
      for (index, output) in outcomes.outcome(of: cell).outputs.enumerated() where output.hasFiles {
        var name = Self.stem(of: cell)
        var number = 2
        while !isFirst, !taken.insert(name).inserted {
          name = "\(Self.stem(of: cell))-\(number)"
          number += 1
        }
        names[Place(cell: cell.index, output: index)] = name
        isFirst = false
      }
    }
  }

  /// Nil for an output that has no files.
  subscript(cell: CodeCell, output: Int) -> String? { names[Place(cell: cell.index, output: output)] }

  private static func stem(of cell: CodeCell) -> String { cell.label ?? "cell-\(cell.index + 1)" }
}

extension CellOutput {
  /// Whether the output is a picture, or a table with its data.
  fileprivate var hasFiles: Bool {
    switch self {
    case .display(let bundle), .result(let bundle): RichOutput(bundle).isPicture || bundle.text(.csv) != nil
    case .stream, .notice: false
    }
  }
}
