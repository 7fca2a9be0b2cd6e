import NotebookDocument
import NotebookExecution

/// A cell and what became of it, in Markdown.
struct MarkdownCell {
  let cell: CodeCell
  let text: String

  init(
    cell: CodeCell, outcome: CellOutcome, notebook: Notebook, filesFolder: String, fileNames: OutputFileNames
  ) {
    self.cell = cell
    let options = cell.options
    let showsOutputs = options.include && options.output != .hidden
    let captions = Captions(options, outputs: outcome.outputs)
    var blocks: [String] = []
    if options.include, options.echo, !cell.body.isEmpty { blocks.append(Self.fenced(cell.body, language: "swift")) }
    if showsOutputs {
      for (index, output) in outcome.outputs.enumerated() {
        blocks +=
          MarkdownOutput(
            output, options: options, path: "\(filesFolder)/\(fileNames[cell, index] ?? "")",
            isFigure: captions.figure == index, isTable: captions.table == index
          ).blocks
      }
    }
    switch outcome.status {
    case .failed(let failure) where showsOutputs || !options.error:
      let words = FailureText(failure: failure, notebook: notebook)
      blocks += ["**\(words.title).**", Self.fenced(words.paragraphs.joined(separator: "\n\n"), language: "text")]
    case .notRun where options.include: blocks.append("*Not run.*")
    default: break
    }
    text = Self.indented(blocks.joined(separator: "\n\n"), as: cell)
  }

  /// A text in a fence that is longer than any in the text.
  static func fenced(_ text: String, language: String) -> String {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: max(3, longest + 1))
    let end = text.hasSuffix("\n") || text.isEmpty ? "" : "\n"
    return "\(fence)\(language)\n\(text)\(end)\(fence)"
  }

  /// The text in the list or quote that the cell stands in.
  private static func indented(_ text: String, as cell: CodeCell) -> String {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let indented = lines.enumerated().map { index, line in
      let prefix = index == 0 ? cell.openingPrefix : cell.linePrefix
      let whole = prefix + line
      return line.isEmpty ? String(whole.reversed().drop { $0 == " " || $0 == "\t" }.reversed()) : whole
    }
    return text.isEmpty && !cell.openingPrefix.contains { $0 != " " && $0 != "\t" }
      ? "" : indented.joined(separator: "\n") + "\n"
  }
}
