import NotebookDocument
import NotebookExecution

/// How a page shows a cell: its code, what it printed and displayed, and what became of it.
struct CellHTML {
  let cell: CodeCell
  let outcome: CellOutcome
  let notebook: Notebook
  let fileNames: OutputFileNames

  private var options: CellOptions { cell.options }
  /// The cell's name in the page: its label, else its number.
  var identifier: String { Self.identifier(of: cell) }

  static func identifier(of cell: CodeCell) -> String { cell.label ?? "cell-\(cell.index + 1)" }

  /// Empty where the page is to show nothing of the cell.
  var html: HTML {
    let code = showsCode ? self.code : HTML()
    let outputs = self.outputs
    guard !code.isEmpty || !outputs.isEmpty else { return HTML() }
    return HTML.element("div", ["class": "cell", "id": identifier]) {
      code
      outputs
    }
  }

  private var showsCode: Bool { options.include && options.echo && !cell.body.isEmpty }
  private var showsOutputs: Bool { options.include && options.output != .hidden }

  private var code: HTML {
    let block = CodeBlockHTML(
      code: ColoredCode(swift: cell.body), language: "swift", isCell: true, isNumbered: options.codeLineNumbers
    ).html
    guard options.codeFold != .never else { return block }
    return HTML.element("details", ["class": "fold", "open": options.codeFold == .open ? "" : nil]) {
      HTML.element("summary") { options.codeSummary ?? "Code" }
      block
    }
  }

  private var outputs: HTML {
    let parts = (showsOutputs ? warnings + shownOutputs : []) + status
    guard !parts.isEmpty else { return HTML() }
    return HTML.element("div", ["class": "outputs"]) {
      for part in parts {
        part
        HTML.lineEnd
      }
    }
  }

  private var shownOutputs: [HTML] {
    let captions = Captions(options, outputs: outcome.outputs)
    return outcome.outputs.enumerated().map { index, output in
      OutputHTML(
        output: output, options: options, identifier: "\(identifier)-\(index + 1)",
        fileName: fileNames[cell, index] ?? identifier, references: notebook.crossReferences,
        isFigure: captions.figure == index,
        isTable: captions.table == index
      ).html
    }
  }

  private var warnings: [HTML] {
    guard !outcome.warnings.isEmpty else { return [] }
    let count = outcome.warnings.count
    return [
      HTML.element("details", ["class": "warnings"]) {
        HTML.element("summary") { count == 1 ? "1 warning" : "\(count) warnings" }
        for warning in outcome.warnings { ProblemHTML(problem: warning, notebook: notebook).html }
      }
    ]
  }

  /// A failure shows even where the page hides the cell's output, unless the page expects it.
  private var status: [HTML] {
    switch outcome.status {
    case .failed(let failure) where showsOutputs || !options.error:
      [FailureHTML(failure: failure, notebook: notebook).html]
    case .notRun where options.include: [HTML.element("p", ["class": "not-run"]) { "Not run" }]
    default: []
    }
  }
}
