import NotebookDocument
import NotebookExecution

/// What is told to the author of a cell that is to show a figure or a table, and shows none.
public struct UnusedCaptions {
  /// One for each: `‘fig-cap’ is for a figure, and the cell shows none`.
  public let sentences: [String]

  public init(_ cell: CodeCell, _ outcome: CellOutcome) {
    let options = cell.options
    guard outcome.status == .succeeded, options.include, options.output != .hidden else {
      sentences = []
      return
    }
    let captions = Captions(options, outputs: outcome.outputs)
    let kind = options.label.flatMap { CrossReferences.Kind(ofLabel: $0) }
    let figure =
      options.figureCaption != nil
      ? "fig-cap" : options.figureAlternative != nil ? "fig-alt" : kind == .figure ? options.label : nil
    let table = options.tableCaption != nil ? "tbl-cap" : kind == .table ? options.label : nil
    var sentences: [String] = []
    for (name, thing, place) in [(figure, "figure", captions.figure), (table, "table", captions.table)] {
      if let name, place == nil {
        sentences.append("‘\(name)’ is for a \(thing), and the cell shows none: is the \(thing) its last expression?")
      }
    }
    self.sentences = sentences
  }
}
