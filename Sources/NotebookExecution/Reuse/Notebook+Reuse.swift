import NotebookDocument

extension Notebook {
  /// The cell of an index, or the expressions in the prose that have it.
  func step(_ index: Int) -> CodeCell? { steps.first { $0.index == index } }

  /// What the page says of using a cell's outputs again: `true` in spite of what it does, `false` never; nil as a rule.
  func mayReuse(cell index: Int) -> Bool? { step(index)?.options.cache ?? mayReusePage }

  /// What the front matter says: `cache: true`, or in Quarto's place `execute: {cache: true}`.
  var mayReusePage: Bool? {
    if let cache = frontMatter.cache { return cache }
    let execute = frontMatter.others.first { $0.name == "execute" }?.value
    if case .bool(let value)? = execute?["cache"] { return value }
    return nil
  }
}

extension CodeCell {
  /// What is compiled, wherever it stands.
  var code: [String] { isInline ? expressions.map(\.code) : [body] }

  /// Where the cell is, in words.
  var place: String { isInline ? "the expression in line \(line)" : "the cell at line \(bodyLine)" }
}
