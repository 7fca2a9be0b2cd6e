/// A page's bytes as lines, which end where CommonMark says: at a line feed, a carriage return, or both.
struct SourceLines: Sendable {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  let bytes: [UInt8]
  /// Each line's bytes without its end. The byte-order mark belongs to no line.
  let contents: [Range<Int>]

  init(_ bytes: [UInt8]) {
    var contents: [Range<Int>] = []
    var start = bytes.starts(with: Self.byteOrderMark) ? Self.byteOrderMark.count : 0
    var index = start
    while index < bytes.count {
      let byte = bytes[index]
      guard byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") else {
        index += 1
        continue
      }
      contents.append(start..<index)
      let isPair = byte == UInt8(ascii: "\r") && index + 1 < bytes.count && bytes[index + 1] == UInt8(ascii: "\n")
      index += isPair ? 2 : 1
      start = index
    }
    if start < bytes.count { contents.append(start..<bytes.count) }
    self.bytes = bytes
    self.contents = contents
  }

  var count: Int { contents.count }

  /// The content of a line, numbered from 1, without its end.
  subscript(line: Int) -> ArraySlice<UInt8> { bytes[contents[line - 1]] }

  /// Where a line begins; the end of the page for the line after the last.
  func start(ofLine line: Int) -> Int { line <= count ? contents[line - 1].lowerBound : bytes.count }

  /// The line that holds a byte.
  func line(at index: Int) -> Int {
    var (low, high) = (0, contents.count)
    while low < high {
      let middle = (low + high) / 2
      if contents[middle].lowerBound <= index { low = middle + 1 } else { high = middle }
    }
    return max(1, low)
  }

  /// The bytes of whole lines, ends included.
  subscript(lines: Range<Int>) -> ArraySlice<UInt8> {
    bytes[start(ofLine: lines.lowerBound)..<start(ofLine: lines.upperBound)]
  }

  /// The bytes that end a line: empty for a last line without an end.
  func ending(ofLine line: Int) -> ArraySlice<UInt8> {
    bytes[contents[line - 1].upperBound..<start(ofLine: line + 1)]
  }
}
