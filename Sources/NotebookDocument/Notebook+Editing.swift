extension Notebook {
  /// This page with another text in one of its cells; every byte outside that text, and every line of it that does not
  /// change, stays as it is. Only where the new text holds a line that would close the cell does its fence grow.
  ///
  /// - Throws: what is wrong with the new text's options.
  public func replacingSource(ofCell index: Int, with source: String) throws(NotebookErrors) -> Notebook {
    if source == cells[index].source { return self }
    let cell = cells[index]
    let bytes =
      page.bytes[..<page.start(ofLine: cell.fenceLine)] + text(ofCell: index, withSource: source).utf8
      + page.bytes[page.start(ofLine: cell.lines.upperBound + 1)...]
    return try Notebook(source: bytes, name: name)
  }

  /// The lines of a cell from its opening fence to its closing one, with another text between them.
  public func text(ofCell index: Int, withSource source: String) -> String {
    let cell = cells[index]
    if source == cell.source { return text(ofLines: cell.lines) }
    let block = blocks[index]
    let old = block.lines
    var new = SourceLines(Array(source.utf8)).texts
    // A line feed at the text's end means an empty last line only where the cell had one.
    if old.last == "", new.last != "", source.hasSuffix("\n") { new.append("") }

    let kept = zip(old, new).prefix { $0 == $1 }.count
    let keptAtEnd = zip(old.dropFirst(kept).reversed(), new.dropFirst(kept).reversed()).prefix { $0 == $1 }.count
    let opening = page[block.openingLine]
    let ending = page.ending(ofLine: block.openingLine)
    let prefix = Array(cell.linePrefix.utf8)
    let bare = Array(prefix.reversed().drop(while: \.isBlank).reversed())

    let fence = fence(of: block, around: new)
    var bytes = Array(
      opening.prefix(block.openingColumn) + fence + opening.dropFirst(block.openingColumn + block.fenceLength))
    bytes += ending
    bytes += page[cell.line..<cell.line + kept]
    for line in new.dropFirst(kept).dropLast(keptAtEnd) {
      bytes += (line.isEmpty ? bare : prefix) + line.utf8 + ending
    }
    bytes += page[cell.lines.upperBound - keptAtEnd..<cell.lines.upperBound]
    let closing = page[cell.lines.upperBound]
    if fence.count == block.fenceLength {
      bytes += closing
    } else {
      let blanks = closing.reversed().prefix(while: \.isBlank).count
      bytes += closing.dropLast(blanks).reversed().drop { $0 == block.fenceCharacter }.reversed() + fence
    }
    bytes += page.ending(ofLine: cell.lines.upperBound)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The block's own fence, or one long enough for lines that would close it.
  private func fence(of block: FencedBlock, around lines: [String]) -> [UInt8] {
    var block = block
    while lines.contains(where: { block.isClosed(by: $0.utf8) }) { block.fenceLength += 1 }
    return Array(repeating: block.fenceCharacter, count: block.fenceLength)
  }
}

extension SourceLines {
  /// The lines as texts.
  var texts: [String] { contents.map { String(decoding: bytes[$0], as: UTF8.self) } }
}
