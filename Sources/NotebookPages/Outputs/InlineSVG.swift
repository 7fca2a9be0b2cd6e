import Foundation

/// An SVG picture as part of a page.
enum InlineSVG {
  /// The `svg` element alone, without what stands before it in a file.
  static func element(of svg: String) -> String {
    svg.range(of: "<svg").map { String(svg[$0.lowerBound...]) } ?? svg
  }

  /// The element with its identifiers made the page's own: two pictures may use the same ones.
  static func markup(of svg: String, prefix: String) -> String {
    let bytes = Array(svg.utf8)
    let names = self.names(in: bytes[...])
    let identifiers = Set(names.filter(\.isDefinition).map { bytes[$0.range] })
    var markup: [UInt8] = []
    var copied = 0
    for name in names where identifiers.contains(bytes[name.range]) {
      markup += bytes[copied..<name.range.lowerBound] + prefix.utf8
      copied = name.range.lowerBound
    }
    return String(decoding: markup + bytes[copied...], as: UTF8.self)
  }

  /// A name of an element of the picture: where the element has it, or where another refers to it.
  private struct Name {
    var range: Range<Int>
    var isDefinition: Bool
  }

  /// The names in ` id="…"`, `"#…"`, `url(#…)` and `aria-labelledby="… …"`, with either kind of quotation mark, in order.
  private static func names(in bytes: ArraySlice<UInt8>) -> [Name] {
    var names: [Name] = []
    for index in bytes.indices {
      let before = bytes[..<index].suffix(5)
      let closing: UInt8
      switch bytes[index] {
      case UInt8(ascii: "#"):
        guard let last = before.last, "\"'(".utf8.contains(last) else { continue }
        closing = last == UInt8(ascii: "(") ? UInt8(ascii: ")") : last
      case UInt8(ascii: "\""), UInt8(ascii: "'"):
        if before.suffix(3).elementsEqual("by=".utf8) {
          names += list(in: bytes, from: index + 1, to: bytes[index])
          continue
        }
        guard before.suffix(3).elementsEqual("id=".utf8), before.count > 3,
          " \t\r\n".utf8.contains(before[before.endIndex - 4])
        else { continue }
        closing = bytes[index]
      default: continue
      }
      guard let end = bytes[(index + 1)...].firstIndex(of: closing) else { continue }
      names.append(Name(range: index + 1..<end, isDefinition: bytes[index] != UInt8(ascii: "#")))
    }
    return names
  }

  /// The names of a list with spaces between them, as in `aria-labelledby` and `aria-describedby`.
  private static func list(in bytes: ArraySlice<UInt8>, from start: Int, to closing: UInt8) -> [Name] {
    guard let end = bytes[start...].firstIndex(of: closing) else { return [] }
    return bytes[start..<end].split(separator: UInt8(ascii: " ")).map {
      Name(range: $0.startIndex..<$0.endIndex, isDefinition: false)
    }
  }
}
