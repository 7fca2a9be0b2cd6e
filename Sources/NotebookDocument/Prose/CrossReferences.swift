/// What the text of a page can refer to: its labelled figures, tables, equations and sections, numbered in order.
public struct CrossReferences: Hashable, Sendable {
  package enum Kind: String, CaseIterable, Sendable {
    case figure = "fig"
    case table = "tbl"
    case equation = "eq"
    case section = "sec"

    /// The kind that a label's beginning names; nil where nothing can refer to it.
    package init?(ofLabel label: some StringProtocol) {
      guard let dash = label.firstIndex(of: "-"), label.index(after: dash) < label.endIndex else { return nil }
      self.init(rawValue: String(label[..<dash]))
    }
  }

  package struct Target: Hashable, Sendable {
    package var kind: Kind
    /// Its place among those of its kind, from 1.
    package var number: Int
    /// A section's title, in Markdown.
    package var title: String?
    /// The line of the page.
    package var line: Int
  }

  /// By label.
  package private(set) var targets: [String: Target] = [:]
  private var counts: [Kind: Int] = [:]

  package init() {}

  /// Adds the next target of the page; answers the line that has its label already.
  mutating func add(_ label: String, line: Int, title: String? = nil) -> Int? {
    guard let kind = Kind(ofLabel: label) else { return nil }
    if let other = targets[label] { return other.line }
    counts[kind, default: 0] += 1
    targets[label] = Target(kind: kind, number: counts[kind] ?? 1, title: title, line: line)
    return nil
  }
}

extension CrossReferences.Kind {
  /// How a thing of this kind gets a label.
  fileprivate func example(of label: String) -> String {
    switch self {
    case .figure: "a cell's figure is labelled by ‘//| label: \(label)’, another by ‘![Caption](address){#\(label)}’"
    case .table: "a cell's table is labelled by ‘//| label: \(label)’, another by a line ‘: Caption {#\(label)}’ below"
    case .equation: "an equation is labelled by ‘$$ … $$ {#\(label)}’"
    case .section: "a section is labelled by ‘## Title {#\(label)}’"
    }
  }
}

extension CrossReferences {
  /// Finds what a page's text can refer to; appends the labels that are given twice and the references to nothing.
  init(_ prose: ParsedProse, cells: [CodeCell], bodyLine: Int, file: String, problems: inout [NotebookError]) {
    self.init()
    let cellsByLine = Dictionary(uniqueKeysWithValues: cells.map { ($0.fenceLine, $0) })
    var references: [Reference] = []
    var found: [(label: String, line: Int, title: String?)] = []
    prose.document.forEach { node, isEntering in
      guard isEntering else { return }
      let line = node.lines.lowerBound + bodyLine - 1
      switch node.kind {
      case .codeBlock: cellsByLine[line]?.label.map { found.append(($0, line, nil)) }
      case .heading:
        let title = HeadingAttributes(prose.title(of: node))
        title.identifier.map { found.append(($0, line, title.heading)) }
      case .text(let text):
        for case .formula(let formula) in prose.inlines.all(in: text) {
          formula.label.map { found.append(($0, line, nil)) }
        }
      case .paragraph: prose.figureLabel(of: node).map { found.append(($0, line, nil)) }
      default:
        if case .table(let table) = prose.mark(of: node) { table.label.map { found.append(($0, line, nil)) } }
      }
    }
    found += prose.equationsInFragments.map { ($0, bodyLine, nil) }
    references += prose.references.map { Reference(source: $0.source, label: $0.label, line: $0.line + bodyLine - 1) }
    for cell in cells {
      for caption in [cell.options.figureCaption, cell.options.tableCaption].compactMap(\.self) {
        references += ParsedProse(caption).references.map { reference in
          let lines = cell.source.split(separator: "\n", omittingEmptySubsequences: false)
          let offset = lines.firstIndex { $0.contains(reference.source) } ?? 0
          return Reference(source: reference.source, label: reference.label, line: cell.line + offset)
        }
      }
    }
    for (label, line, title) in found {
      guard let other = add(label, line: line, title: title) else { continue }
      // Two cells with one label are answered with their options.
      if cellsByLine[line] != nil, cellsByLine[other] != nil { continue }
      problems.append(
        NotebookError(
          file: file, line: line, message: "the label ‘\(label)’ is already given in line \(other)",
          hint: "give this one another label"))
    }
    for reference in references where targets[reference.label] == nil {
      let example = Kind(ofLabel: reference.label)?.example(of: reference.label)
      problems.append(
        NotebookError(
          file: file, line: reference.line, message: "there is no ‘\(reference.label)’ to refer to",
          hint: NearestName.hint(for: reference.label, among: targets.keys.sorted()) ?? example))
    }
  }
}
