extension Notebook {
  /// The page with its cells and callouts written as in another system; every other byte stays as it is.
  ///
  /// - Returns: The page's text, and what the spelling has no words for.
  public func spelled(_ spelling: CellSpelling) -> (text: String, lost: [NotebookError]) {
    var text = String(decoding: page.bytes[..<page.start(ofLine: bodyLine)], as: UTF8.self)
    var lost: [NotebookError] = []
    let callouts = CalloutSpelling(prose: ParsedProse(body), spelling: spelling)
    for segment in segments {
      switch segment {
      case .prose(let prose):
        for line in prose.lines {
          let content = String(decoding: page[line], as: UTF8.self)
          text += callouts.line(line - bodyLine + 1, from: content) ?? content
          text += String(decoding: page.ending(ofLine: line), as: UTF8.self)
        }
      case .cell(let index):
        text += spelledText(ofCell: index, spelling, lost: &lost)
      }
    }
    return (text, lost)
  }

  private func spelledText(ofCell index: Int, _ spelling: CellSpelling, lost: inout [NotebookError]) -> String {
    let cell = cells[index], block = blocks[index]
    // What is only shown is written the same everywhere.
    if cell.spelling == spelling || cell.isNoEval { return text(ofLines: cell.lines) }
    let respelled = RespelledSource(cell.source, from: cell.spelling, to: spelling)
    for option in respelled.lost {
      lost.append(
        NotebookError(file: name, line: cell.line, message: "\(option) has no counterpart and is left out"))
    }
    let opening = page[cell.fenceLine]
    let ending = String(decoding: page.ending(ofLine: cell.fenceLine), as: UTF8.self)
    let fence = String(decoding: opening.prefix(block.openingColumn + block.fenceLength), as: UTF8.self)
    let options = respelled.text.split(separator: "\n", omittingEmptySubsequences: false)
      .prefix(respelled.optionLineCount).map { cell.linePrefix + $0 + ending }
    let below = String(decoding: page[cell.bodyLine..<cell.lines.upperBound + 1], as: UTF8.self)
    return fence + spelling.info + ending + options.joined() + below
  }
}

extension CellSpelling {
  /// The info string of a cell that is to be run.
  var info: String {
    switch self {
    case .plain: "swift"
    case .quarto: "{swift}"
    case .myst: "{code-cell} swift"
    }
  }
}
