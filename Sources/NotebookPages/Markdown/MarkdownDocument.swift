import CMark

/// A Markdown text that libcmark has parsed.
final class MarkdownDocument {
  private let root: OpaquePointer?

  init(parsing markdown: some Sequence<UInt8>) {
    // A C string ends at a NUL, so it becomes U+FFFD, as CommonMark asks.
    let bytes = markdown.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }
    root = bytes.withUnsafeBytes {
      cmark_parse_document($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, CMARK_OPT_DEFAULT)
    }
  }

  deinit { cmark_node_free(root) }

  /// Goes through the tree in the order of the text: each node on entering it and, where it may hold others, on leaving.
  func forEach(_ body: (_ node: MarkdownNode, _ isEntering: Bool) -> Void) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard let node = cmark_iter_get_node(iterator) else { continue }
      body(MarkdownNode(pointer: node), event == CMARK_EVENT_ENTER)
    }
  }

  /// The lines of each code block of the text, from 1.
  var codeBlocks: [ClosedRange<Int>] {
    var blocks: [ClosedRange<Int>] = []
    forEach { node, _ in
      if case .codeBlock = node.kind { blocks.append(node.lines) }
    }
    return blocks
  }
}

/// A node of a Markdown document; valid while the document is.
struct MarkdownNode {
  fileprivate let pointer: OpaquePointer

  enum Kind {
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

  var kind: Kind {
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
  var lines: ClosedRange<Int> {
    let start = Int(cmark_node_get_start_line(pointer))
    return start...max(start, Int(cmark_node_get_end_line(pointer)))
  }

  /// The node after this one under the same parent.
  var next: MarkdownNode? { cmark_node_next(pointer).map(MarkdownNode.init) }

  /// Whether this is a paragraph of a tight list, which shows without space around it.
  var isInTightList: Bool {
    guard let list = cmark_node_parent(cmark_node_parent(pointer)) else { return false }
    return cmark_node_get_type(list) == CMARK_NODE_LIST && cmark_node_get_list_tight(list) != 0
  }

  private var literal: String { text(cmark_node_get_literal) }

  private func text(_ get: (OpaquePointer) -> UnsafePointer<CChar>?) -> String {
    get(pointer).map { String(cString: $0) } ?? ""
  }
}
