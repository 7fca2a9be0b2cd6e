import NotebookDisplay
import NotebookDocument
import NotebookExecution

/// One output of a cell, in Markdown.
struct MarkdownOutput {
  private(set) var blocks: [String] = []

  /// `path` is that of the output's files without their endings.
  init(_ output: CellOutput, options: CellOptions, path: String, isFigure: Bool, isTable: Bool) {
    switch output {
    case .stream(.output, let text) where options.output == .asis: blocks = [text]
    case .stream(_, let text): blocks = [MarkdownCell.fenced(ANSIText(text).plain, language: "text")]
    case .notice(let text): blocks = ["*\(text)*"]
    case .display(let bundle), .result(let bundle):
      let caption = isFigure ? options.figureCaption : nil
      let alternative = (isFigure ? options.figureAlternative : nil) ?? caption ?? bundle.plainText
      blocks = [Self.block(bundle, path: path, alternative: alternative)]
      if let caption { blocks.append("*\(caption.oneLine)*") }
      if isTable, let caption = options.tableCaption { blocks.insert("*\(caption.oneLine)*", at: 0) }
    }
  }

  private static func block(_ bundle: MIMEBundle, path: String, alternative: String) -> String {
    switch RichOutput(bundle) {
    // An empty line would end the HTML, as CommonMark has it.
    case .html(let markup): markup.split(separator: "\n").joined(separator: "\n")
    case .svg, .sequence: picture(path + ".svg", alternative)
    case .image(let type, _): picture("\(path).\(type.fileEnding)", alternative)
    case .markdown(let text): text
    case .latex(let text): "$$\n\(Formula(latex: text).tex)\n$$"
    case .json(let text): MarkdownCell.fenced(text, language: "json")
    case .plain(let text): MarkdownCell.fenced(ANSIText(text).plain, language: "text")
    }
  }

  private static func picture(_ path: String, _ description: String) -> String {
    let words = description.oneLine.replacing(/[\[\]\\]/) { "\\" + $0.output }
    let address = path.contains { " ()<>".contains($0) } ? "<\(path)>" : path
    return "![\(words)](\(address))"
  }
}

extension String {
  fileprivate var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
