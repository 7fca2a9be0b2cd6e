import NotebookDisplay
import NotebookDocument
import NotebookExecution

/// One output of a cell, in Markdown.
struct MarkdownOutput {
  private(set) var blocks: [String] = []
  private(set) var files: [PageFile] = []

  /// `stem` is the path of the output's file without its ending.
  init(_ output: CellOutput, options: CellOptions, stem: String, isFigure: Bool, isTable: Bool) {
    switch output {
    case .stream(.output, let text) where options.output == .asis: blocks = [text]
    case .stream(_, let text): blocks = [MarkdownCell.fenced(ANSIText(text).plain, language: "text")]
    case .notice(let text): blocks = ["*\(text)*"]
    case .display(let bundle), .result(let bundle):
      add(
        bundle, stem: stem, caption: isFigure ? options.figureCaption : nil,
        alternative: isFigure ? options.figureAlternative : nil)
      if isTable, let caption = options.tableCaption { blocks.insert("*\(caption.oneLine)*", at: 0) }
    }
  }

  private mutating func add(_ bundle: MIMEBundle, stem: String, caption: String?, alternative: String?) {
    switch RichOutput(bundle) {
    case .html(let markup):
      // An empty line would end the HTML, as CommonMark has it.
      blocks = [markup.split(separator: "\n").joined(separator: "\n")]
    case .svg(let svg): addPicture(Array(svg.utf8), path: stem + ".svg", alternative ?? caption ?? bundle.plainText)
    case .image(let type, let bytes):
      let ending = type.rawValue.split(separator: "/").last ?? "png"
      addPicture(bytes, path: "\(stem).\(ending)", alternative ?? caption ?? bundle.plainText)
    case .markdown(let text): blocks = [text]
    case .latex(let text): blocks = ["$$\n\(Formula(latex: text).tex)\n$$"]
    case .json(let text): blocks = [MarkdownCell.fenced(text, language: "json")]
    case .plain(let text): blocks = [MarkdownCell.fenced(ANSIText(text).plain, language: "text")]
    }
    if let caption { blocks.append("*\(caption.oneLine)*") }
  }

  private mutating func addPicture(_ bytes: [UInt8], path: String, _ description: String) {
    let words = description.oneLine.replacing(/[\[\]\\]/) { "\\" + $0.output }
    let address = path.contains { " ()<>".contains($0) } ? "<\(path)>" : path
    blocks = ["![\(words)](\(address))"]
    files = [PageFile(path: path, bytes: bytes)]
  }
}

extension String {
  fileprivate var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
