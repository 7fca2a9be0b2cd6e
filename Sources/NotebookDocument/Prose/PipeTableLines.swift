/// A pipe table where it stands in a text: the lines of a paragraph to libcmark.
struct PipeTableLines {
  /// The table's lines, from the header's to the last row's or the caption's.
  let lines: [Int]
  /// The bytes of each line that belong to the list or quote around the table.
  let prefixes: [Int: [UInt8]]
  let alignments: [PipeTable.Alignment]
  let header: [[UInt8]]
  /// As many cells in each row as there are columns.
  let rows: [[[UInt8]]]
  let caption: [UInt8]?
  let label: String?

  /// The tables of a parsed text, in order.
  static func all(in document: MarkdownDocument, of source: SourceLines) -> [PipeTableLines] {
    var tables: [PipeTableLines] = []
    document.forEach { node, isEntering in
      if isEntering, case .paragraph = node.kind { PipeTableLines(node, in: source).map { tables.append($0) } }
    }
    return tables
  }

  /// Nil where the paragraph is no table.
  private init?(_ paragraph: MarkdownNode, in source: SourceLines) {
    let first = paragraph.lines.lowerBound
    func prefix(_ line: Int) -> ArraySlice<UInt8> {
      line == first
        ? source[line].prefix(paragraph.startColumn - 1)
        : source[line].prefix { $0.isBlank || $0 == UInt8(ascii: ">") }
    }
    func content(_ line: Int) -> ArraySlice<UInt8> { source[line].dropFirst(prefix(line).count) }
    let candidates = paragraph.lines.filter { $0 <= source.count }
    guard
      let rule = candidates.dropFirst().first(where: {
        content($0).contains(UInt8(ascii: "|"))
          && PipeTableRow(content($0)).alignments?.count == PipeTableRow(content($0 - 1)).cells.count
      }),
      let alignments = PipeTableRow(content(rule)).alignments
    else { return nil }
    self.alignments = alignments
    header = PipeTableRow(content(rule - 1)).cells
    var rowLines = candidates.filter { $0 > rule }.prefix { !content($0).allSatisfy(\.isBlank) }
    var captionLines: [Int] = []
    if let last = rowLines.last, Self.beginsCaption(content(last)), !PipeTableRow(content(last)).hasPipe {
      captionLines = [last]
      rowLines.removeLast()
    } else if let next = paragraph.next, case .paragraph = next.kind {
      let lines = next.lines.filter { $0 <= source.count && !content($0).allSatisfy(\.isBlank) }
      if let line = lines.first, Self.beginsCaption(content(line)) { captionLines = lines }
    }
    rows = rowLines.map { line in
      let cells = PipeTableRow(content(line)).cells.prefix(alignments.count)
      return cells + Array(repeating: [], count: alignments.count - cells.count)
    }
    let caption = captionLines.map { String(decoding: content($0), as: UTF8.self).trimmingBlanks() }
      .joined(separator: " ").dropFirst()
    let attributes = HeadingAttributes(String(caption.trimmingBlanks()))
    self.caption = captionLines.isEmpty ? nil : Array(attributes.heading.utf8)
    label = attributes.identifier.flatMap { CrossReferences.Kind(ofLabel: $0) == .table ? $0 : nil }
    lines = [rule - 1, rule] + rowLines + captionLines
    // A list's marker stands in the first line alone; below it is as much space.
    let below = prefix(first).map { $0.isBlank || $0 == UInt8(ascii: ">") ? $0 : UInt8(ascii: " ") }
    prefixes = Dictionary(
      uniqueKeysWithValues: lines.map { ($0, $0 == first ? Array(prefix(first)) : below) })
  }

  private static func beginsCaption(_ line: ArraySlice<UInt8>) -> Bool {
    line.first == UInt8(ascii: ":") && line.dropFirst().first?.isBlank == true
  }
}
