import CMark

/// A Markdown text that libcmark has parsed.
package final class MarkdownDocument {
  private let root: OpaquePointer?

  package init(parsing markdown: some Sequence<UInt8>) {
    let bytes = Array(markdown).replacingNUL()
    root = bytes.withUnsafeBytes {
      cmark_parse_document($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, CMARK_OPT_DEFAULT)
    }
  }

  deinit { cmark_node_free(root) }

  /// Goes through the tree in the order of the text: each node on entering it and, where it may hold others, on leaving.
  package func forEach(_ body: (_ node: MarkdownNode, _ isEntering: Bool) -> Void) {
    let iterator = cmark_iter_new(root)
    defer { cmark_iter_free(iterator) }
    while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
      guard let node = cmark_iter_get_node(iterator) else { continue }
      body(MarkdownNode(pointer: node), event == CMARK_EVENT_ENTER)
    }
  }

  /// The lines of each code block of the text, from 1.
  package var codeBlocks: [ClosedRange<Int>] {
    var blocks: [ClosedRange<Int>] = []
    forEach { node, _ in
      if case .codeBlock = node.kind { blocks.append(node.lines) }
    }
    return blocks
  }
}
