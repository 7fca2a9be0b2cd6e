/// A Markdown text as pages read it: CommonMark with formulas, references and callouts.
///
/// libcmark knows none of them. So what is not CommonMark is taken out before it reads the text, and what is left in its
/// place is found again in the tree: a formula or a reference is a placeholder, a line of colons a comment.
package struct ParsedProse {
  /// What stands in a line of the text that libcmark does not see.
  package enum Mark: Hashable, Sendable {
    case calloutBegins(Callout)
    /// The end of the callout that began last.
    case calloutEnds(Callout)
  }

  package let document: MarkdownDocument
  package let inlines: InlinePlaceholders
  /// What is wrong with the text, by line.
  package let problems: [ProseProblem]
  private let marks: [Int: Mark]
  private let source: SourceLines

  package init(_ markdown: String) {
    source = SourceLines(Array(markdown.utf8))
    let plain = MarkdownDocument(parsing: source.bytes)
    let fences = plain.fencedLines
    let codeLines = Set(plain.codeBlocks.joined())
    let candidates = CalloutLines.candidates(in: source, without: codeLines)
    // Each way to read the text takes more for plain Markdown than the one before: dollars in different lists or
    // quotes may seem one formula, and hide the fence of a cell. The cells come first.
    for (onOneLine, candidates) in [(false, candidates), (true, candidates), (true, [:])] {
      let inlines = InlinePlaceholders(
        hidingInlinesOf: markdown, codeLines: codeLines.union(candidates.keys), onOneLine: onOneLine)
      let callouts = CalloutLines(candidates, in: SourceLines(inlines.text))
      if callouts.document.fencedLines == fences || candidates.isEmpty && onOneLine {
        (document, self.inlines, problems) = (callouts.document, inlines, callouts.problems)
        marks = callouts.marks
        return
      }
    }
    fatalError("the last way to read the text takes everything")
  }

  /// What a node of the tree stands for; nil where it is itself.
  package func mark(of node: MarkdownNode) -> Mark? {
    guard case .htmlBlock(let text) = node.kind, text.hasPrefix(ReplacedLines.mark) else { return nil }
    return marks[node.lines.lowerBound]
  }

  /// The references of the text, and of its callouts' titles.
  package var references: [Reference] {
    var references: [Reference] = []
    document.forEach { node, isEntering in
      guard isEntering else { return }
      if case .text(let text) = node.kind {
        for case .reference(let reference) in inlines.all(in: text) { references.append(reference) }
      }
      if case .calloutBegins(let callout) = mark(of: node), let title = callout.title {
        references += ParsedProse(title).references.map {
          Reference(source: $0.source, label: $0.label, line: node.lines.lowerBound)
        }
      }
    }
    return references
  }

  /// The Markdown of a heading, with its attributes.
  func title(of heading: MarkdownNode) -> String {
    let lines = heading.lines.filter { $0 <= source.count }.map { line in
      String(decoding: source[line].drop { $0.isBlank || $0 == UInt8(ascii: ">") }, as: UTF8.self).trimmingBlanks()
    }
    guard let first = lines.first else { return "" }
    guard first.hasPrefix("#") else {
      // The last line of a heading of this kind is a rule, and libcmark may count the line below as well.
      let words = lines.dropFirst().prefix { line in !(line.allSatisfy { $0 == "=" } || line.allSatisfy { $0 == "-" }) }
      return ([first] + words).joined(separator: " ")
    }
    let words = first.drop { $0 == "#" }.trimmingBlanks()
    let closing = words.reversed().prefix { $0 == "#" }.count
    let kept = words.dropLast(closing)
    return String(closing > 0 && (kept.last?.isWhitespace ?? true) ? kept.trimmingBlanks() : words)
  }
}

/// One problem of a Markdown text.
package struct ProseProblem: Hashable, Sendable {
  /// The line of the text, from 1.
  package var line: Int
  package var message: String
  package var hint: String
}

extension MarkdownDocument {
  /// The lines in which code blocks with an info string begin, among them every cell.
  fileprivate var fencedLines: Set<Int> {
    var lines: Set<Int> = []
    forEach { node, _ in
      if case .codeBlock(let info, _) = node.kind, !info.isEmpty { lines.insert(node.lines.lowerBound) }
    }
    return lines
  }
}
