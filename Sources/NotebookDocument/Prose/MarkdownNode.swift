import CMark

/// A node of a Markdown document; equal where it is the same one, valid while the document is.
package struct MarkdownNode: Hashable {
  let pointer: OpaquePointer
  /// How many lines libcmark read before the text.
  let lineOffset: Int

  package enum Kind {
    case document, blockQuote, item, paragraph, thematicBreak, softBreak, lineBreak, emphasis, strong, other
    case list(start: Int?)
    case heading(level: Int)
    case codeBlock(info: String, text: String)
    case htmlBlock(String)
    case text(String)
    case code(String)
    case htmlInline(String)
    case link(destination: String, title: String)
    case image(source: String, title: String)
  }

  package var kind: Kind {
    switch cmark_node_get_type(pointer) {
    case CMARK_NODE_DOCUMENT: .document
    case CMARK_NODE_BLOCK_QUOTE: .blockQuote
    case CMARK_NODE_LIST:
      .list(
        start: cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST
          ? Int(cmark_node_get_list_start(pointer)) : nil)
    case CMARK_NODE_ITEM: .item
    case CMARK_NODE_PARAGRAPH: .paragraph
    case CMARK_NODE_HEADING: .heading(level: Int(cmark_node_get_heading_level(pointer)))
    case CMARK_NODE_THEMATIC_BREAK: .thematicBreak
    case CMARK_NODE_CODE_BLOCK: .codeBlock(info: text(cmark_node_get_fence_info), text: literal)
    case CMARK_NODE_HTML_BLOCK: .htmlBlock(literal)
    case CMARK_NODE_TEXT: .text(literal)
    case CMARK_NODE_SOFTBREAK: .softBreak
    case CMARK_NODE_LINEBREAK: .lineBreak
    case CMARK_NODE_CODE: .code(literal)
    case CMARK_NODE_HTML_INLINE: .htmlInline(literal)
    case CMARK_NODE_EMPH: .emphasis
    case CMARK_NODE_STRONG: .strong
    case CMARK_NODE_LINK: .link(destination: text(cmark_node_get_url), title: text(cmark_node_get_title))
    case CMARK_NODE_IMAGE: .image(source: text(cmark_node_get_url), title: text(cmark_node_get_title))
    default: .other
    }
  }

  /// The lines of the text that the node takes, from 1.
  package var lines: ClosedRange<Int> {
    let start = Int(cmark_node_get_start_line(pointer)) - lineOffset
    return start...max(start, Int(cmark_node_get_end_line(pointer)) - lineOffset)
  }

  /// The node after this one under the same parent.
  package var next: MarkdownNode? { cmark_node_next(pointer).map { MarkdownNode(pointer: $0, lineOffset: lineOffset) } }

  package var firstChild: MarkdownNode? {
    cmark_node_first_child(pointer).map { MarkdownNode(pointer: $0, lineOffset: lineOffset) }
  }

  package var parent: MarkdownNode? {
    cmark_node_parent(pointer).map { MarkdownNode(pointer: $0, lineOffset: lineOffset) }
  }

  /// Where the node begins in its line, from 1.
  var startColumn: Int { max(1, Int(cmark_node_get_start_column(pointer))) }

  /// Whether this is a paragraph of a tight list, which shows without space around it.
  package var isInTightList: Bool {
    guard let list = cmark_node_parent(cmark_node_parent(pointer)) else { return false }
    return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0
  }

  private var literal: String { text(cmark_node_get_literal) }

  private func text(_ get: (OpaquePointer) -> UnsafePointer<CChar>?) -> String {
    get(pointer).map { String(cString: $0) } ?? ""
  }
}
