import NotebookDocument

/// The page that is written for the cells of a Jupyter notebook where nothing is known but the notebook.
struct OrdinaryPage {
  let text: String

  init(_ cells: [JupyterCell], metadata: JSONValue, language: String = "swift") {
    let rawCell = cells.first.flatMap { $0.isFrontMatter ? $0.source : nil }
    let frontMatter = Self.frontMatter(rawCell, metadata: metadata, language: language)
    let blocks = cells.dropFirst(rawCell == nil ? 0 : 1).map { $0.markdown(in: language) }.filter { !$0.isEmpty }
    // A rule in the page's first line would begin its front matter.
    let isMisread = frontMatter == nil && blocks.first?.hasPrefix("---") == true
    let text = ([frontMatter].compactMap(\.self) + blocks).joined(separator: "\n\n")
    self.text = (isMisread ? "\n" : "") + (text.isEmpty ? "" : text + "\n")
  }

  /// The raw cell's text, and what else the page has to say of the notebook's metadata.
  private static func frontMatter(_ rawCell: String?, metadata: JSONValue, language: String) -> String? {
    var entries = ""
    if rawCell == nil, case .string(let title)? = metadata["title"] {
      entries += MetadataValue.string(title).yaml(named: "title")
    }
    // As in Jupytext, the rest of the metadata is the business of the programs that wrote it.
    let kept = ["kernelspec", "jupytext"].compactMap { name in metadata[name].map { (name, $0) } }
      .filter { $0.1 != JupyterFrontMatter.kernelspec }
    if language == "swift", !kept.isEmpty {
      entries += MetadataValue(.object(Dictionary(uniqueKeysWithValues: kept))).yaml(named: "jupyter")
    }
    guard let rawCell else { return entries.isEmpty ? nil : "---\n" + entries + "---" }
    guard let end = rawCell.lastIndex(of: "\n"), !entries.isEmpty else { return rawCell }
    return rawCell[...end] + entries + rawCell[rawCell.index(after: end)...]
  }
}

extension JupyterCell {
  /// Whether the cell is a page's front matter, as Jupytext and Quarto keep it.
  var isFrontMatter: Bool {
    let lines = source.split(separator: "\n", omittingEmptySubsequences: false)
    return kind == .raw && lines.count > 2 && lines.first == "---" && lines.last == "---" && !lines[1].isEmpty
  }

  /// The cell as Markdown, without empty lines around it.
  func markdown(in language: String) -> String {
    switch kind {
    case .markdown:
      let text = attachments.reduce(source) { $0.replacing("(attachment:\($1.key)", with: "(\($1.value)") }
      return ShownMarkdown(text).text.trimmingEmptyLines()
    case .raw: return fenced(source, info: rawFormat.map { "{=\($0.split(separator: "/").last ?? "raw")}" } ?? "")
    case .code:
      let language = self.language ?? language
      guard language == "swift" else { return fenced(source, info: language) }
      let options = CodeCell.optionLines(ofTags: tags).lines
      let source = RespelledSource(self.source, from: .quarto, to: .plain).text
      let lines = source.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      return fenced((options.filter { !lines.contains($0) } + lines).joined(separator: "\n"), info: "swift")
    }
  }

  /// A block of code whose fence is longer than any in it.
  private func fenced(_ text: String, info: String) -> String {
    var longest = 2
    for line in text.split(whereSeparator: \.isNewline) {
      longest = max(longest, line.drop(while: \.isWhitespace).prefix { $0 == "`" }.count)
    }
    let fence = String(repeating: "`", count: longest + 1)
    return "\(fence)\(info)\n\(text)\(text.isEmpty ? "" : "\n")\(fence)"
  }
}

extension String {
  /// The text without empty lines before and after it.
  fileprivate func trimmingEmptyLines() -> String {
    PagePieces.lines(ofProse: self).compactMap(\.shown).joined(separator: "\n")
  }
}

extension MetadataValue {
  init(_ value: JSONValue) {
    switch value {
    case .null: self = .null
    case .bool(let value): self = .bool(value)
    case .integer(let value): self = .integer(value)
    case .number(let value): self = .number(value)
    case .string(let value): self = .string(value)
    case .array(let values): self = .list(values.map(MetadataValue.init))
    case .object(let values):
      self = .mapping(
        values.sorted { $0.key < $1.key }.map { Entry(name: $0.key, value: MetadataValue($0.value)) })
    }
  }
}
