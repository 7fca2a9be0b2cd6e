import NotebookDocument

/// A page's front matter as a Jupyter notebook keeps it: `jupyter` in the notebook's metadata, the rest in a raw cell,
/// where Jupytext and Quarto look for it.
struct JupyterFrontMatter {
  /// The raw cell's text; nil where nothing is left for it.
  let rawCell: String?
  let metadata: JSONValue

  init(_ notebook: Notebook) {
    rawCell = notebook.frontMatterText.flatMap(Self.withoutJupyter)
    var metadata: [String: JSONValue] = [:]
    for entry in notebook.frontMatter.others where ["kernelspec", "jupytext"].contains(entry.name) {
      metadata[entry.name] = JSONValue(entry.value)
    }
    if case .mapping(let entries)? = notebook.frontMatter.jupyter {
      for entry in entries { metadata[entry.name] = JSONValue(entry.value) }
    }
    metadata["kernelspec"] = Self.kernelspec.merging(metadata["kernelspec"])
    let language: JSONValue = ["name": "swift", "file_extension": ".swift", "mimetype": "text/x-swift"]
    metadata["language_info"] = language.merging(metadata["language_info"])
    self.metadata = .object(metadata)
  }

  /// What names the kernel of a page that does not say more.
  static let kernelspec: JSONValue = ["display_name": "Swift", "language": "swift", "name": "swift"]

  /// The front matter's lines, each with what it shows in the raw cell: nil for those of the entry `jupyter`.
  static func lines(of frontMatter: String) -> [ShownLine] {
    var isJupyter = false
    return ShownLine.all(in: frontMatter).map { line in
      let isIndented = line.shown?.first == " " || line.shown?.first == "\t"
      if !isIndented { isJupyter = line.shown?.hasPrefix("jupyter:") == true }
      return isJupyter ? ShownLine(text: line.text, shown: nil) : line
    }
  }

  /// The front matter without the lines of its entry `jupyter`.
  private static func withoutJupyter(_ frontMatter: String) -> String? {
    let lines = lines(of: frontMatter).compactMap(\.shown)
    let isEmpty = lines.dropFirst().dropLast().allSatisfy { $0.allSatisfy(\.isWhitespace) }
    return isEmpty ? nil : lines.joined(separator: "\n")
  }
}

extension JSONValue: ExpressibleByDictionaryLiteral {
  init(dictionaryLiteral elements: (String, JSONValue)...) {
    self = .object(Dictionary(elements, uniquingKeysWith: { $1 }))
  }

  init(_ value: MetadataValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .string(let value): self = .string(value)
    case .list(let values): self = .array(values.map(JSONValue.init))
    case .mapping(let entries):
      self = .object(Dictionary(entries.map { ($0.name, JSONValue($0.value)) }, uniquingKeysWith: { $1 }))
    }
  }

  /// This object's entries and the other's, which win.
  func merging(_ other: JSONValue?) -> JSONValue {
    guard case .object(let own) = self, case .object(let others)? = other else { return self }
    return .object(own.merging(others) { $1 })
  }
}
