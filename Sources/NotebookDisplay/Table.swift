/// A table of values: a header and rows, numbers aligned to the right.
///
/// ```swift
/// Table(columns: ["epoch", "loss"], rows: losses.enumerated().map { [$0.offset + 1, $0.element] })
/// ```
///
/// A long one shows its first and last rows; the data that a page offers to save are always all of them.
public struct Table: Displayable, Sendable {
  public let columns: [String]
  /// The cells as they show.
  public let rows: [[String]]
  /// The data as comma-separated values (RFC 4180): a header and a line a row, floating-point values in full precision.
  ///
  /// Every value is written as it is, also one that begins with `=`, `+`, `-` or `@`, which a spreadsheet may take for a
  /// formula: to the programs that read data, a number that begins with an apostrophe is none.
  public let csv: String
  let isNumeric: [Bool]

  /// A table of anything that can be described; floating-point values are written with six significant digits, and
  /// those of a column with as many decimals as the longest.
  ///
  /// A row shorter than the header is filled with empty cells; of a longer one the rest is left out.
  public init(columns: [String], rows: [[Any]]) {
    self.columns = columns
    let decimals = columns.indices.map { column in
      rows.reduce(0) { column < $1.count ? max($0, Self.decimals(of: $1[column])) : $0 }
    }
    self.rows = rows.map { row in
      columns.indices.map { $0 < row.count ? Self.text(of: row[$0], decimals: decimals[$0]) : "" }
    }
    isNumeric = columns.indices.map { column in
      !rows.isEmpty && rows.allSatisfy { column < $0.count && ($0[column] is any Numeric) }
    }
    csv = Self.csv(columns: columns, rows: rows)
  }

  public var mimeBundle: MIMEBundle {
    MIMEBundle(plainText: plainText).adding(.html, html).adding(.csv, csv)
  }
}
