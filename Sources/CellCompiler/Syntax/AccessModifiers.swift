import SwiftSyntax

/// Takes `private` and `fileprivate` out of a cell's code.
///
/// In a page the cells are one file to their author, but to the compiler each is a module, whose private declarations the
/// next cannot use: it crashes on the attempt. Blanks take their place, so that nothing moves.
enum AccessModifiers {
  /// The code without the modifiers, `private(set)` included.
  static func blanked(in code: String, tree: SourceFileSyntax) -> String {
    let finder = Finder(viewMode: .sourceAccurate)
    finder.walk(tree)
    guard !finder.ranges.isEmpty else { return code }
    var bytes = Array(code.utf8)
    for range in finder.ranges {
      for index in range where bytes[index] != UInt8(ascii: "\n") { bytes[index] = UInt8(ascii: " ") }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private final class Finder: SyntaxVisitor {
    var ranges: [Range<Int>] = []

    override func visit(_ node: DeclModifierSyntax) -> SyntaxVisitorContinueKind {
      if case .keyword(let keyword) = node.name.tokenKind, keyword == .private || keyword == .fileprivate {
        ranges.append(node.startOffset..<node.endOffset)
      }
      return .skipChildren
    }
  }
}
