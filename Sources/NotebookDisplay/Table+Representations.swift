import Glibc

extension Table {
  /// The columns side by side, two spaces apart, under a rule.
  var plainText: String {
    let excerpt = self.excerpt
    let widths = columns.indices.map { column in
      excerpt.rows.reduce(columns[column].count) { max($0, $1[column].count) }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return isNumeric[column] ? space + cells[column] : cells[column] + space
      }
      let text = padded.joined(separator: "  ")
      return String(text.reversed().drop { $0 == " " }.reversed())
    }
    let rule = widths.map { String(repeating: "─", count: $0) }.joined(separator: "  ")
    let omission = excerpt.omitted > 0 ? ["… \(excerpt.words) …"] : []
    return ([line(columns), rule] + excerpt.first.map(line) + omission + excerpt.last.map(line))
      .joined(separator: "\n")
  }

  /// An HTML table whose numeric cells carry the class `number`; one that leaves rows out says how many it has of them.
  var html: String {
    func row(_ cells: [String], tag: String) -> String {
      let body = zip(cells, isNumeric).map { cell, number in
        "<\(tag)\(number ? " class=\"number\"" : "")>\(cell.escapedForHTML)</\(tag)>"
      }
      return "<tr>\(body.joined())</tr>"
    }
    let excerpt = self.excerpt
    let omission = "<tr class=\"omitted\"><td colspan=\"\(columns.count)\">\(excerpt.words)</td></tr>"
    let body =
      excerpt.first.map { row($0, tag: "td") } + (excerpt.omitted > 0 ? [omission] : [])
      + excerpt.last.map { row($0, tag: "td") }
    let opening = excerpt.omitted > 0 ? "<table data-rows=\"\(rows.count)\">" : "<table>"
    return """
      \(opening)
      <thead>\(row(columns, tag: "th"))</thead>
      <tbody>
      \(body.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  /// The data of a table as CSV, without the table.
  package static func csv(columns: [String], rows: [[Any]]) -> String {
    var csv = csvLine(columns)
    for row in rows { csv += csvLine(columns.indices.map { $0 < row.count ? String(describing: row[$0]) : "" }) }
    return csv
  }

  /// One line of CSV with its end; a value with a comma, a quotation mark or a line end in it is quoted.
  private static func csvLine(_ values: [String]) -> String {
    let fields = values.map { value in
      value.utf8.contains { ",\"\r\n".utf8.contains($0) } ? "\"" + value.doublingQuotes + "\"" : value
    }
    return fields.joined(separator: ",") + "\r\n"
  }

  /// The value as text; a floating-point value with that many decimals, at most six, where it has fewer.
  package static func text(of value: Any, decimals: Int = 0) -> String {
    guard let number = floatingPoint(value) else { return String(describing: value) }
    let text = formatted("%.6g", number)
    guard number.isFinite, !text.contains("e"), Self.decimals(of: value) < min(decimals, 6) else { return text }
    // The number's own further digits: zeros in their place would be wrong ones.
    return formatted("%.\(min(decimals, 6))f", number)
  }

  /// How many decimals a floating-point value is written with by itself.
  static func decimals(of value: Any) -> Int {
    guard let number = floatingPoint(value), number.isFinite else { return 0 }
    let text = formatted("%.6g", number)
    return text.contains("e") ? 0 : text.firstIndex(of: ".").map { text[$0...].count - 1 } ?? 0
  }

  private static func floatingPoint(_ value: Any) -> Double? {
    value as? Double ?? (value as? Float).map(Double.init)
  }

  /// As C's printf formats the number: by itself `%.6g`, as PyTorch and matplotlib users read numbers.
  private static func formatted(_ format: String, _ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 32)
    return withVaList([value]) { arguments in
      let count = vsnprintf(&buffer, buffer.count, format, arguments)
      return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}

extension String {
  fileprivate var doublingQuotes: String {
    var text = ""
    for scalar in unicodeScalars { text += scalar == "\"" ? "\"\"" : String(scalar) }
    return text
  }

  var escapedForHTML: String {
    var escaped = ""
    for character in unicodeScalars {
      switch character {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      default: escaped.unicodeScalars.append(character)
      }
    }
    return escaped
  }
}
