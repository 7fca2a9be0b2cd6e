import SwiftIDEUtils
import SwiftParser
import SwiftSyntax

/// Swift code in a page, coloured as the compiler's own parser reads it.
struct SwiftCode {
  /// A stretch of code in one colour.
  struct Span: Hashable {
    var text: String
    /// Nil where it has the text's own colour.
    var color: Color?
  }

  /// What a stretch of code is, as far as colours tell it.
  enum Color: String, CaseIterable {
    case keyword, string, number, comment, type, attribute

    fileprivate init?(_ classification: SyntaxClassification, text: String) {
      switch classification {
      case .keyword: self = .keyword
      case .stringLiteral, .regexLiteral: self = .string
      case .integerLiteral, .floatLiteral: self = .number
      case .lineComment, .docLineComment, .blockComment, .docBlockComment: self = .comment
      case .attribute, .ifConfigDirective: self = .attribute
      case .type: self = .type
      // A type where it is called or named is an identifier to the parser; Swift begins them with a capital.
      case .identifier where text.first?.isUppercase == true: self = .type
      default: return nil
      }
    }
  }

  let spans: [Span]

  init(_ code: String) {
    let bytes = Array(code.utf8)
    var spans: [Span] = []
    var end = 0
    func add(_ range: Range<Int>, _ color: (String) -> Color?) {
      guard !range.isEmpty else { return }
      let text = String(decoding: bytes[range], as: UTF8.self)
      let color = color(text)
      if let last = spans.indices.last, spans[last].color == color {
        spans[last].text += text
      } else {
        spans.append(Span(text: text, color: color))
      }
    }
    let tree = Self.isSimpleEnough(bytes) ? Parser.parse(source: code) : Parser.parse(source: "")
    for classified in tree.classifications {
      let range = classified.range.lowerBound.utf8Offset..<classified.range.upperBound.utf8Offset
      guard range.lowerBound >= end, range.upperBound <= bytes.count else { continue }
      add(end..<range.lowerBound) { _ in nil }
      add(range) { Color(classified.kind, text: $0) }
      end = range.upperBound
    }
    add(end..<bytes.count) { _ in nil }
    self.spans = spans
  }

  /// Whether the parser reads the code in no time and on any stack: one `[` in the other costs it twice the time each
  /// time. What no person wrote stays uncoloured.
  private static func isSimpleEnough(_ code: [UInt8]) -> Bool {
    var (depth, squareDepth, lineLength) = (0, 0, 0)
    for byte in code {
      lineLength = byte == UInt8(ascii: "\n") ? 0 : lineLength + 1
      switch byte {
      case UInt8(ascii: "["): (depth, squareDepth) = (depth + 1, squareDepth + 1)
      case UInt8(ascii: "]"): (depth, squareDepth) = (max(0, depth - 1), max(0, squareDepth - 1))
      case UInt8(ascii: "("), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"): depth = max(0, depth - 1)
      default: break
      }
      if depth > 64 || squareDepth > 12 || lineLength > 10_000 { return false }
    }
    return true
  }

  var html: HTML {
    HTMLBuilder.buildArray(
      spans.map { span in
        guard let color = span.color else { return HTML(text: span.text) }
        return HTML.element("span", ["class": "hl-\(color.rawValue)"]) { span.text }
      })
  }
}
