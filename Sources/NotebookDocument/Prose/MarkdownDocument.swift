import CMark

/// A Markdown text that libcmark has parsed, and fragments that stand apart from it.
package final class MarkdownDocument {
  /// A piece of the text, by its place among the fragments.
  package struct Fragment: Hashable, Sendable {
    let index: Int
  }

  /// What stands before a fragment within a line, and is taken off once it is parsed.
  static let guardMark = "\\!"

  private let root: OpaquePointer?
  /// The first nodes of the tree.
  private var fragments: [OpaquePointer] = []
  private let lineOffset: Int

  convenience init(parsing markdown: [UInt8]) { self.init(parsing: markdown, with: MarkdownFragments()) }

  init(parsing markdown: [UInt8], with fragments: MarkdownFragments) {
    let bytes = (fragments.bytes + markdown).replacingNUL()
    root = bytes.withUnsafeBytes {
      cmark_parse_document($0.baseAddress?.assumingMemoryBound(to: CChar.self), $0.count, CMARK_OPT_DEFAULT)
    }
    lineOffset = fragments.lineCount
    var next = cmark_node_first_child(root)
    while self.fragments.count < fragments.count, let node = next {
      if cmark_node_get_type(node) == CMARK_NODE_PARAGRAPH, let text = cmark_node_first_child(node),
        let literal = cmark_node_get_literal(text)
      {
        cmark_node_set_literal(text, String(String(cString: literal).dropFirst()))
      }
      self.fragments.append(node)
      next = cmark_node_next(node)
    }
  }

  deinit { cmark_node_free(root) }

  /// Goes through the tree in the order of the text, without the fragments: each node on entering it and, where it may
  /// hold others, on leaving.
  package func forEach(_ body: (_ node: MarkdownNode, _ isEntering: Bool) -> Void) {
    guard let root else { return }
    body(node(root), true)
    forEach(from: fragments.isEmpty ? cmark_node_first_child(root) : fragments.last.flatMap(cmark_node_next), body)
    body(node(root), false)
  }

  /// Goes through a fragment in the same way.
  package func forEach(in fragment: Fragment, _ body: (_ node: MarkdownNode, _ isEntering: Bool) -> Void) {
    guard fragments.indices.contains(fragment.index) else { return }
    forEach(from: cmark_node_first_child(fragments[fragment.index]), body)
  }

  /// Goes through what a node holds in the same way.
  package func forEach(inside node: MarkdownNode, _ body: (_ node: MarkdownNode, _ isEntering: Bool) -> Void) {
    forEach(from: cmark_node_first_child(node.pointer), body)
  }

  /// The fragments, in the order in which they were added.
  var allFragments: [Fragment] { fragments.indices.map(Fragment.init) }

  /// The lines of each code block of the text, from 1.
  var codeBlocks: [ClosedRange<Int>] {
    var blocks: [ClosedRange<Int>] = []
    forEach { node, _ in
      if case .codeBlock = node.kind { blocks.append(node.lines) }
    }
    return blocks
  }

  /// Goes through a node, its next ones and all that they hold.
  private func forEach(from first: OpaquePointer?, _ body: (MarkdownNode, Bool) -> Void) {
    var next = first
    while let top = next {
      let iterator = cmark_iter_new(top)
      defer { cmark_iter_free(iterator) }
      while case let event = cmark_iter_next(iterator), event != CMARK_EVENT_DONE {
        if let pointer = cmark_iter_get_node(iterator) { body(node(pointer), event == CMARK_EVENT_ENTER) }
      }
      next = cmark_node_next(top)
    }
  }

  private func node(_ pointer: OpaquePointer) -> MarkdownNode { MarkdownNode(pointer: pointer, lineOffset: lineOffset) }
}
