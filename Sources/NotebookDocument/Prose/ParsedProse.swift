/// A Markdown text as pages read it: CommonMark with formulas, references, callouts,
/// tables and footnotes.
///
/// libcmark knows none of them. So what is not CommonMark is taken out before it reads the text, and what is left in its
/// place is found again in the tree: a formula or a reference is a placeholder, a line of colons or of a table a comment.
package struct ParsedProse {
  /// What stands in a line of the text that libcmark does not see.
  package enum Mark: Hashable, Sendable {
    case calloutBegins(Callout)
    /// The end of the callout that began last.
    case calloutEnds(Callout)
    case table(PipeTable)
    /// Another line of what was found before, or a footnote's text.
    case nothing
  }

  package let document: MarkdownDocument
  package let inlines: InlinePlaceholders
  /// The footnotes' texts, by their labels.
  package let footnotes: [String: MarkdownDocument.Fragment]
  /// What is wrong with the text, by line.
  package let problems: [ProseProblem]
  private let marks: [Int: Mark]
  private let source: SourceLines

  package init(_ markdown: String) {
    let plain = PlainReading(markdown)
    self =
      [Extent.everything, .formulasOnOneLine].lazy.map { ParsedProse(plain, reading: $0) }
      .first { $0.document.fencedLines == plain.fences } ?? ParsedProse(plain, reading: .noBlocks)
  }

  /// How much of a text is read as more than CommonMark. Dollars in different lists or quotes may seem one formula and
  /// hide the fence of a cell; the cells come first.
  private enum Extent {
    case everything, formulasOnOneLine
    /// Nothing that changes where blocks begin and end.
    case noBlocks
  }

  private init(_ plain: PlainReading, reading extent: Extent) {
    let colons = extent == .noBlocks ? [:] : plain.colons
    let definitions = extent == .noBlocks ? [] : plain.definitions
    inlines = InlinePlaceholders(
      hidingInlinesOf: plain.markdown,
      codeLines: plain.codeLines.subtracting(definitions.flatMap(\.lines)).union(colons.keys),
      onOneLine: extent != .everything)
    let hidden = SourceLines(inlines.text)

    var marks: [Int: Mark] = [:]
    var text = ReplacedLines(hidden)
    for definition in definitions {
      for line in definition.lines where !hidden[line].allSatisfy(\.isBlank) {
        text.replace(line: line, after: hidden[definition.lines.lowerBound].prefix(definition.indentation))
        marks[line] = .nothing
      }
    }
    let callouts = CalloutLines(colons, in: text)
    marks.merge(callouts.marks) { $1 }
    text = callouts.text
    var fragments = MarkdownFragments()
    for table in extent == .noBlocks ? [] : PipeTableLines.all(in: callouts.document, of: hidden) {
      for line in table.lines {
        text.replace(line: line, after: table.prefixes[line] ?? [])
        marks[line] = .nothing
      }
      marks[table.lines[0]] = .table(PipeTable(table, fragments: &fragments))
    }
    footnotes = Dictionary(
      uniqueKeysWithValues: definitions.map { ($0.label, fragments.add(lines: $0.content(in: hidden))) })
    document = MarkdownDocument(parsing: text.bytes, with: fragments)
    source = plain.source
    problems = callouts.problems
    self.marks = marks
  }

  /// The lines that begin and end callouts.
  var calloutMarks: [Int: Mark] {
    marks.filter {
      switch $0.value {
      case .calloutBegins, .calloutEnds: true
      case .table, .nothing: false
      }
    }
  }

  /// What a node of the tree stands for; nil where it is itself.
  package func mark(of node: MarkdownNode) -> Mark? {
    guard case .htmlBlock(let text) = node.kind, text.hasPrefix(ReplacedLines.mark) else { return nil }
    return marks[node.lines.lowerBound]
  }

  /// The label of a paragraph that is a figure, as Quarto writes it: `![A caption](picture.png){#fig-x}` alone.
  package func figureLabel(of paragraph: MarkdownNode) -> String? {
    guard let image = paragraph.firstChild, case .image = image.kind, let last = image.next, last.next == nil,
      case .text(let text) = last.kind
    else { return nil }
    let attributes = HeadingAttributes(text)
    let label = attributes.heading.isEmpty ? attributes.identifier : nil
    return label.flatMap { CrossReferences.Kind(ofLabel: $0) == .figure ? $0 : nil }
  }

  /// The references of the text, and of its callouts' titles.
  package var references: [Reference] {
    var references: [Reference] = []
    forEachWithFragments { node, isEntering in
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

  /// The Swift expressions of the text, in the order in which they stand there.
  var expressions: [InlineExpression] {
    var expressions: [InlineExpression] = []
    forEachWithFragments { node, isEntering in
      guard isEntering, case .text(let text) = node.kind else { return }
      for case .expression(let expression) in inlines.all(in: text) { expressions.append(expression) }
    }
    return expressions.sorted { $0.range.lowerBound < $1.range.lowerBound }
  }

  /// The labels of the equations in cells of tables and in footnotes.
  var equationsInFragments: [String] {
    var labels: [String] = []
    for fragment in document.allFragments {
      document.forEach(in: fragment) { node, _ in
        guard case .text(let text) = node.kind else { return }
        for case .formula(let formula) in inlines.all(in: text) { formula.label.map { labels.append($0) } }
      }
    }
    return labels
  }

  private func forEachWithFragments(_ body: (_ node: MarkdownNode, _ isEntering: Bool) -> Void) {
    document.forEach(body)
    for fragment in document.allFragments { document.forEach(in: fragment, body) }
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

extension PipeTable {
  /// Puts the table's cells and its caption among the fragments.
  fileprivate init(_ table: PipeTableLines, fragments: inout MarkdownFragments) {
    alignments = table.alignments
    header = table.header.map { fragments.add(line: $0) }
    rows = table.rows.map { row in row.map { fragments.add(line: $0) } }
    caption = table.caption.map { fragments.add(line: $0) }
    label = table.label
  }
}
