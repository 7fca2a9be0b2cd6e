/// A table of values: a header and rows, numbers aligned to the right.
///
/// ```swift
/// Table(columns: ["epoch", "loss"], rows: losses.enumerated().map { [$0.offset + 1, $0.element] })
/// ```
public struct Table: Displayable, Sendable {
  public let columns: [String]
  public let rows: [[String]]
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
  }

  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: plainText).adding(.html, html) }
}
