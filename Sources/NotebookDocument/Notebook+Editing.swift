extension Notebook {
  /// This page with another text in one of its cells; every byte outside that text, and every line of it that does not
  /// change, stays as it is. Only where the new text holds a line that would close the cell does its fence grow.
  ///
  /// - Throws: what is wrong with the new text's options.
  public func replacingSource(ofCell index: Int, with source: String) throws(NotebookErrors) -> Notebook {
    let cell = cells[index]
    let block = blocks[index]
    let old = block.lines
    var new = SourceLines(Array(source.utf8)).texts
    if source == cell.source { return self }
    // A line feed at the text's end means an empty last line only where the cell had one.
    if old.last == "", new.last != "", source.hasSuffix("\n") { new.append("") }

    let kept = zip(old, new).prefix { $0 == $1 }.count
    let keptAtEnd = zip(old.dropFirst(kept).reversed(), new.dropFirst(kept).reversed()).prefix { $0 == $1 }.count
    let opening = page[block.openingLine]
    let ending = page.ending(ofLine: block.openingLine)
    let prefix = Array(cell.linePrefix.utf8)
    let bare = Array(prefix.reversed().drop(while: \.isBlank).reversed())

    var bytes = Array(page.bytes[..<page.start(ofLine: block.openingLine)])
    let fence = fence(of: block, around: new)
    bytes += opening.prefix(block.openingColumn) + fence + opening.dropFirst(block.openingColumn + block.fenceLength)
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
    bytes += page.bytes[page.contents[cell.lines.upperBound - 1].upperBound...]
    return try Notebook(source: bytes, name: name)
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
