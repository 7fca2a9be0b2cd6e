/// A piece of HTML or SVG as a browser's tokenizer reads it (WHATWG HTML, 13.2.5).
enum MarkupToken: Hashable {
  /// Text as it is written, character references and all.
  case text(String)
  case opening(Tag)
  /// The name in lower case.
  case closing(String)

  /// An opening tag.
  struct Tag: Hashable {
    /// As it is written: SVG has names in which the case counts.
    var name: String
    /// Names as they are written, and values, character references and all.
    var attributes: [(name: String, value: String)]
    /// Whether it ends with `/>`.
    var isSelfClosing: Bool

    static func == (a: Tag, b: Tag) -> Bool {
      a.name == b.name && a.isSelfClosing == b.isSelfClosing
        && a.attributes.elementsEqual(b.attributes) { $0.name == $1.name && $0.value == $1.value }
    }

    func hash(into hasher: inout Hasher) { hasher.combine(name) }
  }
}

/// Reads markup piece by piece. Comments, declarations and processing instructions are passed over.
struct MarkupReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ markup: String) { bytes = Array(markup.utf8) }

  /// The next piece, nil at the end.
  mutating func next() -> MarkupToken? {
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<"), position + 1 < bytes.count else { return text() }
      switch bytes[position + 1] {
      case UInt8(ascii: "!"):
        if starts(with: "<![CDATA[") { return .text(characterData()) }
        skipDeclaration()
      case UInt8(ascii: "?"): skip(to: ">")
      case UInt8(ascii: "/"):
        guard position + 2 < bytes.count else { return text() }
        guard bytes[position + 2].isLetter else {
          skip(to: ">")
          continue
        }
        position += 2
        let name = self.name().lowercased()
        _ = attributes()
        return .closing(name)
      case let first where first.isLetter:
        position += 1
        let name = self.name()
        let (attributes, isSelfClosing) = attributes()
        return .opening(MarkupToken.Tag(name: name, attributes: attributes, isSelfClosing: isSelfClosing))
      default: return text()
      }
    }
    return nil
  }

  /// What stands before the closing tag of an element whose content is no markup, such as a script; the rest where
  /// there is none. The reader goes on after that tag.
  mutating func rawText(of name: String) -> (text: String, isClosed: Bool) {
    let start = position
    let closing = Array("</\(name.lowercased())".utf8)
    while position < bytes.count {
      let end = position + closing.count
      if bytes[position] == UInt8(ascii: "<"), end <= bytes.count,
        zip(bytes[position..<end], closing).allSatisfy({ $0 | ($0.isLetter ? 0x20 : 0) == $1 }),
        end == bytes.count || bytes[end].isSpace || bytes[end] == UInt8(ascii: ">") || bytes[end] == UInt8(ascii: "/")
      {
        let text = String(decoding: bytes[start..<position], as: UTF8.self)
        skip(to: ">")
        return (text, true)
      }
      position += 1
    }
    return (String(decoding: bytes[start...], as: UTF8.self), false)
  }

  /// Text up to the next tag; a `<` at its beginning is a part of it.
  private mutating func text() -> MarkupToken {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
    return .text(String(decoding: bytes[start..<position], as: UTF8.self))
  }

  private func starts(with text: String) -> Bool { bytes[position...].starts(with: text.utf8) }

  private mutating func skip(to end: String) {
    let end = Array(end.utf8)
    while position < bytes.count, !bytes[position...].starts(with: end) { position += 1 }
    position = min(bytes.count, position + end.count)
  }

  private mutating func skipDeclaration() {
    guard starts(with: "<!--") else { return skip(to: ">") }
    position += 4
    if starts(with: ">") {
      position += 1
    } else if starts(with: "->") {
      position += 2
    } else {
      while position < bytes.count, !starts(with: "-->"), !starts(with: "--!>") { position += 1 }
      skip(to: ">")
    }
  }

  /// The text of a CDATA section, escaped.
  private mutating func characterData() -> String {
    position += 9
    let start = position
    while position < bytes.count, !starts(with: "]]>") { position += 1 }
    defer { position = min(bytes.count, position + 3) }
    return HTML(text: String(decoding: bytes[start..<position], as: UTF8.self)).markup
  }

  private mutating func name() -> String {
    let start = position
    while position < bytes.count, !bytes[position].isSpace, bytes[position] != UInt8(ascii: "/"),
      bytes[position] != UInt8(ascii: ">")
    {
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// The rest of a tag.
  private mutating func attributes() -> ([(name: String, value: String)], isSelfClosing: Bool) {
    var attributes: [(name: String, value: String)] = []
    var names: Set<String> = []
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ">"):
        position += 1
        return (attributes, false)
      case UInt8(ascii: "/"):
        position += 1
        if position < bytes.count, bytes[position] == UInt8(ascii: ">") {
          position += 1
          return (attributes, true)
        }
      case let byte where byte.isSpace: position += 1
      default:
        let name = attributeName()
        let value = attributeValue()
        // Of two attributes of one name a browser takes the first.
        if names.insert(name.lowercased()).inserted { attributes.append((name, value)) }
      }
    }
    return (attributes, false)
  }

  private mutating func attributeName() -> String {
    let start = position
    position += 1
    while position < bytes.count, !bytes[position].isSpace, !"/>=".utf8.contains(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func attributeValue() -> String {
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return "" }
    position += 1
    skipSpace()
    guard position < bytes.count else { return "" }
    let quote = bytes[position]
    var start = position
    if quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") {
      start += 1
      position = bytes[start...].firstIndex(of: quote) ?? bytes.count
      defer { position = min(bytes.count, position + 1) }
      return String(decoding: bytes[start..<position], as: UTF8.self)
    }
    while position < bytes.count, !bytes[position].isSpace, bytes[position] != UInt8(ascii: ">") { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while position < bytes.count, bytes[position].isSpace { position += 1 }
  }
}

extension UInt8 {
  fileprivate var isLetter: Bool { (0x41...0x5A).contains(self) || (0x61...0x7A).contains(self) }
  fileprivate var isSpace: Bool { self == 0x20 || (0x09...0x0D).contains(self) && self != 0x0B }
}
