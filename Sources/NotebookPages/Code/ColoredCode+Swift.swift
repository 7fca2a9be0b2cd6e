import CellCompiler
import SwiftIDEUtils
import SwiftParser
import SwiftSyntax

extension ColoredCode {
  /// Swift as the compiler's own parser reads it.
  init(swift code: String) {
    self.init()
    let bytes = Array(code.utf8)
    var end = 0
    func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }
    let tree = Self.isSimpleEnough(bytes) ? Parser.parse(source: code) : Parser.parse(source: "")
    for classified in tree.classifications {
      let range = classified.range.lowerBound.utf8Offset..<classified.range.upperBound.utf8Offset
      guard range.lowerBound >= end, range.upperBound <= bytes.count else { continue }
      add(text(end..<range.lowerBound), nil)
      add(text(range), Color(classified.kind, text: text(range)))
      end = range.upperBound
    }
    add(text(end..<bytes.count), nil)
  }

  /// Whether the parser reads the code in no time and on any stack. What no person wrote stays uncoloured.
  private static func isSimpleEnough(_ code: [UInt8]) -> Bool {
    NestingLimit.firstLineBeyond(in: code) == nil
      && code.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.count <= 10_000 }
  }
}

extension ColoredCode.Color {
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
