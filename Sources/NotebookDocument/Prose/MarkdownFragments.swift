/// Pieces of a text that libcmark reads before the text itself, so that links defined anywhere hold in them too: the
/// cells of tables and the texts of footnotes.
struct MarkdownFragments {
  private(set) var bytes: [UInt8] = []
  private(set) var count = 0
  private(set) var lineCount = 0

  /// Adds a text within a line.
  mutating func add(line: some Sequence<UInt8>) -> MarkdownDocument.Fragment {
    // Behind this nothing begins a block of its own.
    bytes += Array(MarkdownDocument.guardMark.utf8) + Array(line) + Array("\n\n".utf8)
    lineCount += 2
    count += 1
    return MarkdownDocument.Fragment(index: count - 1)
  }

  /// Adds blocks.
  mutating func add(lines: [ArraySlice<UInt8>]) -> MarkdownDocument.Fragment {
    for line in lines { bytes += Array("> ".utf8) + Array(line) + [UInt8(ascii: "\n")] }
    bytes.append(UInt8(ascii: "\n"))
    lineCount += lines.count + 1
    count += 1
    return MarkdownDocument.Fragment(index: count - 1)
  }
}
