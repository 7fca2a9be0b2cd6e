/// What libcmark alone makes of a text, and what in it may be more.
struct PlainReading {
  let markdown: String
  let source: SourceLines
  let codeLines: Set<Int>
  /// The lines in which cells and other fences begin.
  let fences: Set<Int>
  let colons: [Int: CalloutFence]
  let definitions: [FootnoteDefinition]

  init(_ markdown: String) {
    self.markdown = markdown
    source = SourceLines(Array(markdown.utf8))
    let document = MarkdownDocument(parsing: source.bytes)
    codeLines = Set(document.codeBlocks.joined())
    fences = document.fencedLines
    colons = CalloutLines.candidates(in: source, without: codeLines)
    definitions = FootnoteDefinition.all(
      in: source, codeLines: codeLines, fences: fences, interruptions: document.blockLines.union(colons.keys))
  }
}

extension MarkdownDocument {
  /// The lines in which code blocks with an info string begin, among them every cell.
  var fencedLines: Set<Int> {
    var lines: Set<Int> = []
    forEach { node, _ in
      if case .codeBlock(let info, _) = node.kind, !info.isEmpty { lines.insert(node.lines.lowerBound) }
    }
    return lines
  }

  /// The lines in which anything but a paragraph begins.
  fileprivate var blockLines: Set<Int> {
    var lines: Set<Int> = []
    forEach { node, isEntering in
      guard isEntering else { return }
      switch node.kind {
      case .blockQuote, .list, .item, .heading, .thematicBreak, .codeBlock, .htmlBlock:
        lines.insert(node.lines.lowerBound)
      default: break
      }
    }
    return lines
  }
}
