import NotebookDocument

/// Takes over into a page what was changed in the Jupyter notebook that was made of it.
struct PageMerge {
  private let original: Notebook
  private let pieces: [PagePieces.Piece]

  init(_ original: Notebook) {
    self.original = original
    pieces = PagePieces(original).all
  }

  /// The page for the notebook's cells as they are now.
  func text(of cells: [JupyterCell], language: String) -> String {
    var text = PageBuilder()
    var next = 0
    for (cell, match) in zip(cells, matches(of: cells)) {
      guard let match else {
        text.append(cell.markdown(in: language) + "\n", spaceBefore: true, spaceAfter: true)
        continue
      }
      // Empty lines go with what they stand before.
      let isNeighbour = pieces[next..<match].allSatisfy { $0.cell == nil }
      for piece in pieces[next..<match] where piece.cell == nil { text.append(piece.text) }
      text.append(self.text(of: pieces[match], as: cell, language: language), spaceBefore: !isNeighbour)
      next = match + 1
    }
    for piece in pieces[next...] where piece.cell == nil { text.append(piece.text) }
    return text.text
  }

  /// A piece of the page as its cell is now; the same bytes where the cell is the same.
  private func text(of piece: PagePieces.Piece, as cell: JupyterCell, language: String) -> String {
    guard let old = piece.cell, old.source != cell.source else { return piece.text }
    switch piece.content {
    case .code(let index):
      let spelling = original.cells[index].spelling
      return original.text(
        ofCell: index, withSource: RespelledSource(cell.source, from: .plain, to: spelling).text)
    case .frontMatter: return JupyterFrontMatter.lines(of: piece.text).edited(to: cell.source)
    case .prose:
      let source = cell.markdown(in: language)
      return source.isEmpty ? "" : PagePieces.lines(ofProse: piece.text).edited(to: source)
    case .space: return piece.text
    }
  }

  /// The piece that each cell comes from, in the pieces' order; nil for a cell that was added or moved.
  private func matches(of cells: [JupyterCell]) -> [Int?] {
    var pieceByIdentifier: [String: Int] = [:]
    for (index, piece) in pieces.enumerated() {
      if let identifier = piece.cell?.identifier { pieceByIdentifier[identifier] = index }
    }
    var matches = cells.map { cell -> Int? in
      cell.identifier.flatMap { pieceByIdentifier[$0] }.flatMap { pieces[$0].cell?.kind == cell.kind ? $0 : nil }
    }
    // Some tools drop the identifiers or give new ones: then what a cell says tells where it comes from.
    var taken = Set(matches.compactMap(\.self))
    for (index, cell) in cells.enumerated() where matches[index] == nil {
      let after = matches[..<index].compactMap(\.self).last ?? -1
      matches[index] = pieces.indices.first {
        $0 > after && !taken.contains($0) && pieces[$0].cell?.kind == cell.kind
          && pieces[$0].cell?.source == cell.source
      }
      if let match = matches[index] { taken.insert(match) }
    }
    // A cell that now stands before one that it followed was moved.
    let kept = longestIncreasing(matches.compactMap(\.self))
    return matches.map { $0.flatMap { kept.contains($0) ? $0 : nil } }
  }

  /// The longest increasing subsequence of different numbers.
  private func longestIncreasing(_ numbers: [Int]) -> Set<Int> {
    var lengths: [Int] = [], previous: [Int?] = []
    for (index, number) in numbers.enumerated() {
      let best = numbers[..<index].indices.filter { numbers[$0] < number }.max { lengths[$0] < lengths[$1] }
      lengths.append(best.map { lengths[$0] + 1 } ?? 1)
      previous.append(best)
    }
    var kept: Set<Int> = []
    var index = lengths.indices.max { lengths[$0] < lengths[$1] }
    while let current = index {
      kept.insert(numbers[current])
      index = previous[current]
    }
    return kept
  }
}

/// A page's text as it grows.
private struct PageBuilder {
  private(set) var text = ""
  private var needsSpace = false

  /// Appends whole lines, with an empty line before or after them where that is asked for.
  mutating func append(_ lines: String, spaceBefore: Bool = false, spaceAfter: Bool = false) {
    guard !lines.isEmpty else { return }
    let isAtTop = text.unicodeScalars.allSatisfy { $0 == "\u{FEFF}" }
    if (spaceBefore || needsSpace) && !isAtTop {
      let ending = text.first(where: \.isNewline).map(String.init) ?? "\n"
      if text.last?.isNewline == false { text += ending }
      let endsBlank = text.dropLast().reversed().prefix { !$0.isNewline }.allSatisfy(\.isWhitespace)
      let beginsBlank = lines.prefix { !$0.isNewline }.allSatisfy(\.isWhitespace)
      if !endsBlank && !beginsBlank { text += ending }
    }
    text += lines
    needsSpace = spaceAfter
  }
}
