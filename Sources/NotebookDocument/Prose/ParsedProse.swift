/// A Markdown text as pages read it: CommonMark with formulas and callouts.
///
/// libcmark knows neither. So what is not CommonMark is taken out before it reads the text, and what is left in its
/// place is found again in the tree: a formula is a placeholder, a line of colons a comment.
package struct ParsedProse {
  /// What stands in a line of the text that libcmark does not see.
  package enum Mark: Hashable, Sendable {
    case calloutBegins(Callout)
    /// The end of the callout that began last.
    case calloutEnds(Callout)
  }

  package let document: MarkdownDocument
  package let formulas: FormulaPlaceholders
  /// What is wrong with the text, by line.
  package let problems: [ProseProblem]
  private let marks: [Int: Mark]

  package init(_ markdown: String) {
    let source = SourceLines(Array(markdown.utf8))
    let plain = MarkdownDocument(parsing: source.bytes)
    let fences = plain.fencedLines
    let codeLines = Set(plain.codeBlocks.joined())
    let candidates = CalloutLines.candidates(in: source, without: codeLines)
    // Each way to read the text takes more for plain Markdown than the one before: dollars in different lists or
    // quotes may seem one formula, and hide the fence of a cell. The cells come first.
    for (onOneLine, candidates) in [(false, candidates), (true, candidates), (true, [:])] {
      let formulas = FormulaPlaceholders(
        hidingFormulasOf: markdown, codeLines: codeLines.union(candidates.keys), onOneLine: onOneLine)
      let callouts = CalloutLines(candidates, in: SourceLines(formulas.text))
      if callouts.document.fencedLines == fences || candidates.isEmpty && onOneLine {
        (document, self.formulas, problems) = (callouts.document, formulas, callouts.problems)
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
