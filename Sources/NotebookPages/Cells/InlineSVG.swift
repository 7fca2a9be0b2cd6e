/// An SVG picture as part of a page.
enum InlineSVG {
  /// The `svg` element alone, its identifiers made the page's own: two pictures may use the same ones.
  static func markup(of svg: String, prefix: String) -> String {
    let bytes = Array(svg.utf8)
    guard let start = bytes.firstIndex(of: "<svg") else { return svg }
    let names = self.names(in: bytes[start...])
    let identifiers = Set(names.filter(\.isDefinition).map { bytes[$0.range] })
    var markup: [UInt8] = []
    var copied = start
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

  /// The names in ` id="…"`, `"#…"` and `url(#…)`, with either kind of quotation mark, in order.
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
}

extension [UInt8] {
  /// Where an ASCII text begins, for the first time.
  fileprivate func firstIndex(of text: StaticString) -> Int? {
    let text = Array(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    return indices.first { self[$0] == text[0] && self[$0...].starts(with: text) }
  }
}
