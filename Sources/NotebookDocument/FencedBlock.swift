import CMark

/// A fenced code block of a page, of any language, where libcmark finds it.
struct FencedBlock: Sendable {
  /// The info string, with entities and backslashes resolved.
  var info: String
  /// The line of the opening fence.
  var openingLine: Int
  /// The bytes before the opening fence in its line.
  var openingColumn: Int
  /// The fence's character, a backtick or a tilde.
  var fenceCharacter: UInt8
  /// How often the opening fence repeats it.
  var fenceLength: Int
  /// The text between the fences, a line an element, without the indentation of the list or quote around it.
  var lines: [String]
  /// The line of the closing fence; nil where there is none.
  var closingLine: Int?

  /// Whether a line, without the list or quote around it, would close this block.
  func isClosed(by line: some Collection<UInt8>) -> Bool {
    let run = line.drop { $0.isBlank || $0 == UInt8(ascii: ">") }
    let rest = run.drop { $0 == fenceCharacter }
    return run.count - rest.count >= fenceLength && rest.allSatisfy(\.isBlank)
  }
}

extension FencedBlock {
  /// The fenced blocks of the lines from `firstLine` to the page's end, in order.
  static func all(in page: SourceLines, from firstLine: Int) -> [FencedBlock] {
    guard firstLine <= page.count else { return [] }
    let body = Array(page[firstLine..<page.count + 1]).replacingNUL()
    let document = body.withUnsafeBytes {
      cmark_parse_document($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, CMARK_OPT_DEFAULT)
    }
    defer { cmark_node_free(document) }
    let iterator = cmark_iter_new(document)
    defer { cmark_iter_free(iterator) }

    var blocks: [FencedBlock] = []
    var linesThatBeginABlock: Set<Int> = []
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator) else { continue }
      let line = Int(cmark_node_get_start_line(node)) + firstLine - 1
      linesThatBeginABlock.insert(line)
      if cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK, firstLine...page.count ~= line {
        FencedBlock(node, line: line, in: page).map { blocks.append($0) }
      }
    }
    for index in blocks.indices {
      let next = blocks[index].openingLine + blocks[index].lines.count + 1
      // What looks like the closing fence, but stands outside the list or quote, begins a block of its own.
      if next <= page.count, !linesThatBeginABlock.contains(next), blocks[index].isClosed(by: page[next]) {
        blocks[index].closingLine = next
      }
    }
    return blocks
  }

  /// Nil for an indented code block.
  private init?(_ node: OpaquePointer, line: Int, in page: SourceLines) {
    let opening = page[line]
    let column = Int(cmark_node_get_start_column(node)) - 1
    guard 0..<opening.count ~= column, let info = cmark_node_get_fence_info(node),
      let literal = cmark_node_get_literal(node)
    else { return nil }
    let fence = Array(opening.dropFirst(column)).replacingNUL()
    guard fence[0] == UInt8(ascii: "`") || fence[0] == UInt8(ascii: "~") else { return nil }
    let text = SourceLines(Array(String(cString: literal).utf8))
    // An indented block may begin with the characters of a fence: then it has no info string, and its text begins
    // with that very line, which would close a fenced block.
    let isIndented = info.pointee == 0 && text.count > 0 && text[1].elementsEqual(fence)
    if isIndented { return nil }

    self.info = String(cString: info)
    openingLine = line
    openingColumn = column
    fenceCharacter = fence[0]
    fenceLength = fence.prefix { $0 == fence[0] }.count
    lines = (0..<text.count).map { String(decoding: text[$0 + 1], as: UTF8.self) }
  }
}

extension UInt8 {
  var isBlank: Bool { self == UInt8(ascii: " ") || self == UInt8(ascii: "\t") }
}

extension [UInt8] {
  /// The bytes with U+FFFD for NUL, as CommonMark asks (C strings end at a NUL).
  func replacingNUL() -> [UInt8] {
    contains(0) ? flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] } : self
  }
}
