/// A Markdown text in which whole lines give way to a mark: a block of its own to libcmark, which ends a paragraph
/// before it, stays in its list or quote and says nothing.
struct ReplacedLines {
  let source: SourceLines
  private var replacements: [Int: [UInt8]] = [:]
  static let mark = "<!---->"

  init(_ source: SourceLines) { self.source = source }

  /// Puts the mark in a line's place, after as many of its bytes as belong to the list or quote around it.
  mutating func replace(line: Int, after prefix: some Sequence<UInt8>) {
    replacements[line] = Array(prefix) + Array(Self.mark.utf8)
  }

  /// The text, with as many lines as before.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for line in 1..<source.count + 1 {
      bytes += replacements[line].map { $0[...] } ?? source[line]
      bytes += source.ending(ofLine: line)
    }
    return bytes
  }
}
