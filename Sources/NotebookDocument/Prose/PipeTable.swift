/// A table as GitHub's Markdown writes it, which libcmark does not know.
package struct PipeTable: Hashable, Sendable {
  package enum Alignment: Hashable, Sendable {
    case natural, left, center, right
  }

  package var alignments: [Alignment]
  /// The fragments of the header's cells.
  package var header: [MarkdownDocument.Fragment]
  package var rows: [[MarkdownDocument.Fragment]]
  /// Quarto's line `: Caption {#tbl-x}` below the table.
  package var caption: MarkdownDocument.Fragment?
  package var label: String?
}

/// A row of a pipe table, as it is written.
struct PipeTableRow {
  /// Whether any `|` stands in it that is not code.
  let hasPipe: Bool
  /// The cells' Markdown, with `|` for `\|`.
  let cells: [[UInt8]]

  /// Divides a line at each `|` that is neither escaped nor code; a formula is a placeholder here, and holds none.
  init(_ line: some Sequence<UInt8>) {
    let bytes = Array(line).trimmingBlanks()
    let pipe = UInt8(ascii: "|")
    let backslash = UInt8(ascii: "\\")
    var cells: [[UInt8]] = [[]]
    var index = bytes.startIndex
    var hasPipe = false
    var endsWithPipe = false
    while index < bytes.endIndex {
      endsWithPipe = false
      let byte = bytes[index]
      switch byte {
      case pipe:
        hasPipe = true
        endsWithPipe = true
        if index > bytes.startIndex { cells.append([]) }
      case backslash where index + 1 < bytes.endIndex:
        cells[cells.count - 1] += bytes[index + 1] == pipe ? [pipe] : [byte, bytes[index + 1]]
        index += 1
      case UInt8(ascii: "`"):
        let end = Self.endOfCode(from: index, in: bytes)
        var code = bytes[index..<end][...]
        while let byte = code.popFirst() {
          if byte == backslash, code.first == pipe { continue }
          cells[cells.count - 1].append(byte)
        }
        index = end - 1
      default: cells[cells.count - 1].append(byte)
      }
      index += 1
    }
    if endsWithPipe, cells.count > 1 { cells.removeLast() }
    self.hasPipe = hasPipe
    self.cells = cells.map { Array($0[...].trimmingBlanks()) }
  }

  /// What the row below a table's header says of the columns; nil where this is no such row.
  var alignments: [PipeTable.Alignment]? {
    guard hasPipe else { return nil }
    var alignments: [PipeTable.Alignment] = []
    for cell in cells {
      let isLeft = cell.first == UInt8(ascii: ":")
      let isRight = cell.count > 1 && cell.last == UInt8(ascii: ":")
      let rule = cell.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
      guard !rule.isEmpty, rule.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      alignments.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : .natural)
    }
    return alignments
  }

  /// The end of the code span that begins here, or of its backticks where they open none.
  private static func endOfCode(from start: Int, in bytes: ArraySlice<UInt8>) -> Int {
    func endOfRun(_ index: Int) -> Int { bytes[index...].firstIndex { $0 != UInt8(ascii: "`") } ?? bytes.endIndex }
    let opened = endOfRun(start)
    var index = opened
    while let next = bytes[index...].firstIndex(of: UInt8(ascii: "`")) {
      index = endOfRun(next)
      if index - next == opened - start { return index }
    }
    return opened
  }
}

extension [UInt8] {
  fileprivate func trimmingBlanks() -> ArraySlice<UInt8> { self[...].trimmingBlanks() }
}

extension ArraySlice<UInt8> {
  /// The bytes without spaces and tabs around them.
  func trimmingBlanks() -> ArraySlice<UInt8> {
    guard let start = firstIndex(where: { !$0.isBlank }), let end = lastIndex(where: { !$0.isBlank }) else { return [] }
    return self[start...end]
  }
}
