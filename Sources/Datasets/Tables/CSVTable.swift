import NotebookDisplay
import Tensors

/// A table that was read from a file of comma-separated values.
///
/// ```swift
/// let table = try loadCSV("iris.csv")
/// let x = try table.tensor(["sepal length", "sepal width"])     // (150, 2)
/// let (y, names) = try table.labels("species")                  // (150) of int64, ["setosa", …]
/// ```
public struct CSVTable {
  /// The columns' names; without a header `column 1` and so on.
  public let columns: [String]
  /// The number of rows, without the header.
  public var count: Int { lines.count }

  let path: String
  /// Row by row.
  private let fields: [String]
  /// The line of the file that each row begins in.
  private let lines: [Int]

  init(path: String, columns: [String], fields: [String], lines: [Int]) {
    self.path = path
    self.columns = columns
    self.fields = fields
    self.lines = lines
  }

  /// A row's fields. Traps where there is no such row.
  public subscript(row: Int, file file: StaticString = #fileID, line line: UInt = #line) -> [String] {
    if row < 0 || row >= count { fail("CSVTable: there is no row \(row) among \(count)", file: file, line: line) }
    return Array(fields[(row * columns.count)..<((row + 1) * columns.count)])
  }

  /// A column's fields. Throws where there is no column of that name.
  public func column(_ name: String) throws -> [String] {
    let index = try position(of: name)
    return (0..<count).map { field($0, index) }
  }

  func field(_ row: Int, _ column: Int) -> String { fields[row * columns.count + column] }

  func failure(_ row: Int, _ column: Int, _ problem: String) -> DataFileError {
    DataFileError(path, at: .line(lines[row], column: 1), "column ‘\(columns[column])’: \(problem)")
  }

  /// The rows for which `isKept` is true.
  func rows(where isKept: (Int) -> Bool) -> CSVTable {
    let kept = (0..<count).filter(isKept)
    return CSVTable(path: path, columns: columns, fields: kept.flatMap { self[$0] }, lines: kept.map { lines[$0] })
  }

  func position(of name: String) throws(DataFileError) -> Int {
    if let index = columns.firstIndex(of: name) { return index }
    let advice =
      Spelling.nearest(to: name, among: columns).map { "Is ‘\($0)’ meant?" }
      ?? "There are \(columns.prefix(20).map { "‘\($0)’" }.joined(separator: ", "))"
    throw DataFileError(path, "there is no column ‘\(name)’. \(advice)")
  }
}

extension CSVTable: Displayable, CustomStringConvertible {
  /// The table; of a long one the first and the last rows.
  public var mimeBundle: MIMEBundle {
    Table(columns: columns, rows: (0..<count).map { row in columns.indices.map { shown(field(row, $0)) } }).mimeBundle
      .replacingText(description)
  }

  public var description: String {
    "\(count.inGroups) \(count == 1 ? "row" : "rows") of \(columns.count) columns from \(path): \(columns.joined(separator: ", "))"
  }

  /// A number as a number, so that it is aligned.
  private func shown(_ field: String) -> Any { Double(field) ?? field }
}

/// A table of comma-separated values (RFC 4180), in UTF-8 with or without a byte-order mark, with LF, CRLF or CR.
///
/// The first row names the columns, unless `header` is false. The delimiter is one ASCII character: `";"` or `"\t"`
/// where it is not a comma. Throws a ``DataFileError`` with line and column where a row has another number of fields
/// than the first, a quotation mark is not closed, two columns have one name, or nothing is there.
public func loadCSV(
  _ path: String, header: Bool = true, delimiter: Character = ",", file: StaticString = #fileID, line: UInt = #line
) throws -> CSVTable {
  guard let separator = delimiter.asciiValue, separator != 0x22, separator != 0x0A, separator != 0x0D else {
    fail(
      "loadCSV: the delimiter is one ASCII character other than a quotation mark or a line end", file: file, line: line)
  }
  let reader = try CSVReader(path, try TextFile.bytes(path), delimiter: separator)
  let width = reader.columnCount
  if !header {
    return CSVTable(
      path: path, columns: (1...width).map { "column \($0)" }, fields: reader.fields, lines: reader.lines)
  }
  let names = Array(reader.fields[..<width])
  var seen: Set<String> = []
  for name in names where !seen.insert(name).inserted {
    throw DataFileError(
      path, at: .line(1, column: 1),
      "two columns are called ‘\(name)’. If the first row holds data and no names, pass header: false")
  }
  return CSVTable(
    path: path, columns: names, fields: Array(reader.fields[width...]), lines: Array(reader.lines.dropFirst()))
}
