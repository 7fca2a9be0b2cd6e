import NotebookDocument

/// What a cell's output must contain: its option `expect`.
struct Expectation {
  private let text: String
  private let line: Int

  init?(_ cell: CodeCell) {
    guard let text = cell.options.expect else { return nil }
    self.text = text
    line = cell.bodyLine
  }

  /// The failure of an output that does not contain the text.
  func failure(of outputs: [CellOutput]) -> CellFailure? {
    let shown = outputs.map(\.plainText).joined(separator: "\n")
    guard !shown.contains(text.trimmingSuffix { $0.isNewline }) else { return nil }
    return CellFailure(
      kind: .unexpectedOutput,
      problems: [
        .init(
          message: "the output does not contain what the cell expects: ‘\(text)’", line: line,
          notes: [.init(message: "the cell's option ‘expect’ says so")])
      ])
  }
}

extension CellOutput {
  /// What the output says as text; nothing for a notice.
  public var plainText: String {
    switch self {
    case .stream(_, let text): text
    case .display(let bundle), .result(let bundle): bundle.plainText
    case .notice: ""
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while predicate: (Character) -> Bool) -> Substring {
    var rest = self[...]
    while let last = rest.last, predicate(last) { rest.removeLast() }
    return rest
  }
}
