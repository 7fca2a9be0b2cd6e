import NotebookDocument
import NotebookExecution

/// Which of a cell's outputs its captions belong to.
struct Captions {
  /// The place of the figure among the outputs: the first picture, else the first rich output.
  let figure: Int?
  /// The place of the table: the first HTML.
  let table: Int?

  init(_ options: CellOptions, outputs: [CellOutput]) {
    let rich = outputs.enumerated().compactMap { index, output -> (index: Int, output: RichOutput)? in
      switch output {
      case .display(let bundle), .result(let bundle): (index, RichOutput(bundle))
      case .stream, .notice: nil
      }
    }
    let kind = options.label.flatMap { CrossReferences.Kind(ofLabel: $0) }
    let table =
      options.tableCaption == nil && kind != .table
      ? nil
      : rich.first {
        if case .html = $0.output { true } else { false }
      }?.index
    let hasFigure = options.figureCaption != nil || options.figureAlternative != nil || kind == .figure
    self.table = table
    figure =
      hasFigure
      ? rich.first { $0.output.isPicture }?.index ?? rich.first { $0.index != table && $0.output.isRich }?.index : nil
  }
}

extension RichOutput {
  fileprivate var isRich: Bool {
    if case .plain = self { false } else { true }
  }
}
