/// Reads comma-separated values as RFC 4180 has them, in one pass over the bytes: fields may be quoted, and then hold
/// the delimiter, line ends and quotation marks, which are doubled; lines end with LF, CRLF or CR.
struct CSVReader {
  /// The fields row by row, one after the other.
  private(set) var fields: [String] = []
  /// The line that each row begins in, counted from 1.
  private(set) var lines: [Int] = []
  private(set) var columnCount = 0

  private let path: String
  private let bytes: [UInt8]
  private let delimiter: UInt8
  private var place = 0
  private var line = 1
  private var lineStart = 0

  /// As many as a page can use; a file that has more is not a table.
  static let mostColumns = 100_000

  init(_ path: String, _ bytes: [UInt8], delimiter: UInt8) throws(DataFileError) {
    self.path = path
    self.bytes = bytes
    self.delimiter = delimiter
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
      place = 3
      lineStart = 3
    }
    while place < bytes.count { try readRow() }
    if lines.isEmpty { throw DataFileError(path, "is empty: there is not even a line with the columns' names") }
  }

  private func failure(at offset: Int, _ problem: String) -> DataFileError {
    let before = String(decoding: bytes[min(lineStart, offset)..<offset], as: UTF8.self)
    return DataFileError(path, at: .line(line, column: before.unicodeScalars.count + 1), problem)
  }

  private var isAtLineEnd: Bool {
    place == bytes.count || bytes[place] == 0x0A || bytes[place] == 0x0D
  }

  private mutating func skipLineEnd() {
    if place < bytes.count {
      let isPair = bytes[place] == 0x0D && place + 1 < bytes.count && bytes[place + 1] == 0x0A
      place += isPair ? 2 : 1
    }
    line += 1
    lineStart = place
  }

  private mutating func readRow() throws(DataFileError) {
    // A line with nothing in it is no row, unless rows have but one field.
    if isAtLineEnd && columnCount != 1 { return skipLineEnd() }
    let (first, start, firstLine) = (fields.count, place, line)
    while true {
      let field = place
      fields.append(try readField())
      if fields.count - first > Self.mostColumns {
        throw failure(at: field, "the row has more than \(Self.mostColumns) fields")
      }
      if isAtLineEnd { break }
      place += 1  // the delimiter
    }
    let count = fields.count - first
    if lines.isEmpty { columnCount = count }
    if count != columnCount {
      let shown = String(decoding: bytes[start..<min(place, start + 60)], as: UTF8.self)
      throw DataFileError(
        path, at: .line(firstLine, column: 1),
        "the row has \(count) \(count == 1 ? "field" : "fields"), and the first one \(columnCount): ‘\(shown)’. Is the "
          + "delimiter right, and is a field with a delimiter in it quoted?")
    }
    lines.append(firstLine)
    skipLineEnd()
  }

  /// Reads a field, up to the delimiter or the line's end.
  private mutating func readField() throws(DataFileError) -> String {
    let start = place
    if place < bytes.count && bytes[place] == 0x22 { return try readQuotedField() }
    while !isAtLineEnd && bytes[place] != delimiter {
      if bytes[place] == 0x22 {
        throw failure(at: place, "a quotation mark stands inside a field that does not begin with one")
      }
      place += 1
    }
    return try text(bytes[start..<place], at: start)
  }

  private mutating func readQuotedField() throws(DataFileError) -> String {
    let (start, startLine, startOfLine) = (place, line, lineStart)
    var content: [UInt8] = []
    place += 1
    while place < bytes.count {
      let byte = bytes[place]
      place += 1
      if byte != 0x22 {
        content.append(byte)
        if byte == 0x0A {
          line += 1
          lineStart = place
        }
      } else if place < bytes.count && bytes[place] == 0x22 {
        content.append(byte)
        place += 1
      } else {
        if !isAtLineEnd && bytes[place] != delimiter {
          throw failure(at: place, "something follows the quotation mark that ends a field")
        }
        return try text(content[...], at: start)
      }
    }
    line = startLine
    lineStart = startOfLine
    throw failure(at: start, "the quotation mark that begins here is never closed")
  }

  private func text(_ bytes: ArraySlice<UInt8>, at start: Int) throws(DataFileError) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw failure(
        at: start,
        "the field is not UTF-8. Is the file in another encoding? Convert it: iconv -f latin1 -t utf8 old.csv > new.csv"
      )
    }
    return text
  }
}
