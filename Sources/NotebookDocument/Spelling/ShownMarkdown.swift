/// Markdown from elsewhere as prose of a page: its Swift code is shown and never run, and its code blocks have ends.
public struct ShownMarkdown: Hashable, Sendable {
  public let text: String

  public init(_ markdown: String) {
    let source = SourceLines(Array(markdown.utf8))
    var lines = source.texts
    var ending: String?
    for block in FencedBlock.all(in: source, from: 1) {
      let fence = String(repeating: Character(Unicode.Scalar(block.fenceCharacter)), count: block.fenceLength)
      let before = String(decoding: source[block.openingLine].prefix(block.openingColumn), as: UTF8.self)
      let info = FenceInfo(block.info)
      if info.spelling != nil, !info.isNoEval { lines[block.openingLine - 1] = before + fence + "swift .noeval" }
      // Only the last block can be without an end in the text itself; those in a list end with it.
      if block.closingLine == nil, block.openingLine + block.lines.count >= lines.count {
        ending = before.blanked + fence
      }
    }
    text = (lines + [ending].compactMap(\.self)).joined(separator: "\n")
  }
}

extension String {
  /// The text with spaces for a list's marker; a quote's marks stay.
  fileprivate var blanked: String { String(map { $0 == " " || $0 == "\t" || $0 == ">" ? $0 : " " }) }
}
