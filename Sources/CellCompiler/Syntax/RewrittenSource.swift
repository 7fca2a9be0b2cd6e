/// A cell's code with text inserted into its lines, and the way back to the columns that its author sees.
struct RewrittenSource {
  /// The rewritten code; it has the original's lines.
  let code: String
  /// For each line that has any, the insertions from left to right: where in the original line, and how long (UTF-8).
  private let insertionsByLine: [Int: [(column: Int, length: Int)]]

  /// Applies insertions, none of which contains a line break, at UTF-8 offsets; those of one place in the order given.
  init(_ original: String, inserting insertions: [(offset: Int, text: String)]) {
    let bytes = Array(original.utf8)
    let ordered = insertions.enumerated().sorted { ($0.element.offset, $0.offset) < ($1.element.offset, $1.offset) }
    var rewritten: [UInt8] = []
    var byLine: [Int: [(Int, Int)]] = [:]
    var position = 0, line = 1, lineStart = 0
    for (_, insertion) in ordered {
      while position < insertion.offset {
        rewritten.append(bytes[position])
        position += 1
        if bytes[position - 1] == UInt8(ascii: "\n") { (line, lineStart) = (line + 1, position) }
      }
      rewritten += insertion.text.utf8
      byLine[line, default: []].append((position - lineStart + 1, insertion.text.utf8.count))
    }
    rewritten += bytes[position...]
    code = String(decoding: rewritten, as: UTF8.self)
    insertionsByLine = byLine
  }

  /// The original column of a column in the rewritten line, both from 1; inside an insertion, the place where it stands.
  func originalColumn(line: Int, column: Int) -> Int {
    var inserted = 0
    for insertion in insertionsByLine[line] ?? [] {
      let start = insertion.column + inserted
      if column < start { break }
      if column < start + insertion.length { return insertion.column }
      inserted += insertion.length
    }
    return column - inserted
  }

  /// Whether a column of the rewritten line, from 1, is in inserted text.
  func isInserted(line: Int, column: Int) -> Bool {
    originalColumn(line: line, column: column) == originalColumn(line: line, column: column + 1)
  }
}
