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
    var index = bytes.startIndex
    while let place = bytes[index...].firstIndex(where: { "#\"'".utf8.contains($0) }) {
      index = place + 1
      let before = bytes[..<place]
      if bytes[place] == UInt8(ascii: "#") {
        guard let last = before.last, "\"'(".utf8.contains(last) else { continue }
        let closing = last == UInt8(ascii: "(") ? UInt8(ascii: ")") : last
        guard let name = name(in: bytes, from: index, to: closing) else { continue }
        names.append(Name(range: name, isDefinition: false))
        index = name.upperBound
      } else if before.hasSuffix("by="), let end = bytes[index...].firstIndex(of: bytes[place]) {
        // As in `aria-labelledby` and `aria-describedby`.
        names += bytes[index..<end].split(separator: UInt8(ascii: " ")).map {
          Name(range: $0.indices, isDefinition: false)
        }
        index = end
      } else if before.hasSuffix("id="), before.dropLast(3).last.map(" \t\r\n".utf8.contains) == true,
        let name = name(in: bytes, from: index, to: bytes[place])
      {
        names.append(Name(range: name, isDefinition: true))
        index = name.upperBound
      }
    }
    return names
  }

  /// The name that begins at a place and ends before `closing`; nil where something stands in it that no name has.
  private static func name(in bytes: ArraySlice<UInt8>, from start: Int, to closing: UInt8) -> Range<Int>? {
    let end = bytes[start...].firstIndex { "\"'()<>#\t\r\n ".utf8.contains($0) }
    return end.flatMap { bytes[$0] == closing ? start..<$0 : nil }
  }
}

extension ArraySlice<UInt8> {
  fileprivate func hasSuffix(_ text: String) -> Bool { suffix(text.utf8.count).elementsEqual(text.utf8) }
}
