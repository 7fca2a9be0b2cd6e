import NotebookDocument

/// A page in pieces, as the cells of a Jupyter notebook: in order they are the whole of it.
struct PagePieces {
  struct Piece {
    enum Content: Hashable {
      /// The byte-order mark, or empty lines between cells: nothing that Jupyter shows.
      case space
      case frontMatter, prose
      /// A cell, by its place among the page's.
      case code(Int)
    }

    let content: Content
    /// The piece as it stands in the page.
    let text: String
    /// What Jupyter shows of it.
    let cell: JupyterCell?
  }

  private(set) var all: [Piece] = []
  private var identifiers = CellIdentifiers()

  init(_ notebook: Notebook) {
    // Labels come first: prose takes the names that they leave.
    let names = notebook.cells.map { identifiers.identifier(for: $0.label ?? "cell-\($0.index + 1)") }
    if notebook.source.unicodeScalars.first == "\u{FEFF}" {
      all.append(Piece(content: .space, text: "\u{FEFF}", cell: nil))
    }
    if let text = notebook.frontMatterText {
      let cell = JupyterFrontMatter(notebook).rawCell.map {
        JupyterCell(kind: .raw, identifier: identifiers.identifier(for: "front-matter"), source: $0)
      }
      all.append(Piece(content: .frontMatter, text: text, cell: cell))
    }
    var prose = ""
    for segment in notebook.segments {
      switch segment {
      case .prose(let part): prose += part.text
      // As in Jupytext, code that is never run is a part of the prose.
      case .cell(let index) where notebook.cells[index].isNoEval:
        prose += notebook.text(ofLines: notebook.cells[index].lines)
      case .cell(let index):
        append(prose: prose)
        prose = ""
        let cell = notebook.cells[index]
        all.append(
          Piece(
            content: .code(index), text: notebook.text(ofLines: cell.lines),
            cell: JupyterCell(kind: .code, identifier: names[index], source: cell.ordinarySource)))
      }
    }
    append(prose: prose)
  }

  private mutating func append(prose text: String) {
    guard !text.isEmpty else { return }
    let source = Self.lines(ofProse: text).compactMap(\.shown).joined(separator: "\n")
    guard !source.isEmpty else {
      all.append(Piece(content: .space, text: text, cell: nil))
      return
    }
    let identifier = identifiers.identifier(for: "prose-\(all.count { $0.cell != nil })")
    all.append(
      Piece(
        content: .prose, text: text, cell: JupyterCell(kind: .markdown, identifier: identifier, source: source)))
  }

  /// The lines of prose; the empty ones before and after it are not shown.
  static func lines(ofProse text: String) -> [ShownLine] {
    var lines = ShownLine.all(in: text)
    func isBlank(_ line: ShownLine) -> Bool { line.shown?.allSatisfy(\.isWhitespace) == true }
    let first = lines.firstIndex { !isBlank($0) } ?? lines.endIndex
    let last = lines.lastIndex { !isBlank($0) } ?? lines.startIndex
    for index in lines.indices where index < first || index > last { lines[index].shown = nil }
    return lines
  }
}

extension CodeCell {
  /// The cell's text with its options in our own spelling, as Jupyter shows it: so they are comments in Swift.
  var ordinarySource: String { RespelledSource(source, from: spelling, to: .plain).text }
}
