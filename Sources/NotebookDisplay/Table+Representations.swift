import Glibc

extension Table {
  /// The columns side by side, two spaces apart, under a rule.
  var plainText: String {
    let widths = columns.indices.map { column in
      rows.reduce(columns[column].count) { max($0, $1[column].count) }
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
    return ([line(columns), rule] + rows.map(line)).joined(separator: "\n")
  }

  /// An HTML table whose numeric cells carry the class `number`.
  var html: String {
    func row(_ cells: [String], tag: String) -> String {
      let body = zip(cells, isNumeric).map { cell, number in
        "<\(tag)\(number ? " class=\"number\"" : "")>\(cell.escapedForHTML)</\(tag)>"
      }
      return "<tr>\(body.joined())</tr>"
    }
    let head = row(columns, tag: "th"), body = rows.map { row($0, tag: "td") }.joined(separator: "\n")
    return "<table>\n<thead>\(head)</thead>\n<tbody>\n\(body)\n</tbody>\n</table>"
  }

  static func text(of value: Any) -> String {
    switch value {
    case let value as Double: sixDigits(value)
    case let value as Float: sixDigits(Double(value))
    default: String(describing: value)
    }
  }

  /// C's `%.6g`, as PyTorch and matplotlib users read numbers.
  private static func sixDigits(_ value: Double) -> String {
    var buffer = [CChar](repeating: 0, count: 32)
    return withVaList([value]) { arguments in
      let count = vsnprintf(&buffer, buffer.count, "%.6g", arguments)
      return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
  }
}

extension String {
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
