public import NotebookDocument

/// The page that a Jupyter notebook is.
///
/// Where the notebook was made of a page, every byte that was not changed meanwhile is the page's own; cells that were
/// added are written in the ordinary way. The notebook's outputs are no part of a page.
public struct ImportedPage: Sendable {
  /// The page's text.
  public let text: String
  /// What of the notebook is not, or not quite, in the page; for the terminal.
  public let notes: [String]

  /// - Parameter name: What errors call the file.
  /// - Throws: What is wrong with the file.
  public init(jupyter bytes: [UInt8], name: String) throws(NotebookError) {
    let file = try JupyterFile(bytes, name: name)
    let language = file.language ?? "swift"
    let page = file.metadata[JupyterNotebook.metadataName]?["page"]?.multilineText
    if let page, let notebook = try? Notebook(source: Array(page.utf8), name: name) {
      text = PageMerge(notebook).text(of: file.cells, language: language)
    } else {
      text = OrdinaryPage(file.cells, metadata: file.metadata, language: language).text
    }
    notes = Self.notes(on: file, language: language)
  }

  private static func notes(on file: JupyterFile, language: String) -> [String] {
    func count(_ number: Int, _ noun: String) -> String { number == 1 ? "1 \(noun)" : "\(number) \(noun)s" }
    var notes: [String] = []
    let code = file.cells.filter { $0.kind == .code }
    if file.language == nil, !code.isEmpty {
      notes.append("the notebook names no language, so its code is taken for Swift")
    }
    let others = code.filter { ($0.language ?? language) != "swift" }
    if !others.isEmpty {
      let languages = Set(others.map { $0.language ?? language }).sorted().joined(separator: ", ")
      notes.append("\(count(others.count, "cell")) in \(languages): shown in the page, not run")
    }
    let outputs = code.count(where: \.hasOutputs)
    if outputs > 0 { notes.append("the outputs of \(count(outputs, "cell")) are left out: a run makes them anew") }
    let tags = Set(file.cells.flatMap { CodeCell.optionLines(ofTags: $0.tags).unknown }).sorted()
    if !tags.isEmpty { notes.append("tags that mean nothing here are left out: \(tags.joined(separator: ", "))") }
    let raw = file.cells.enumerated().count { $0.element.kind == .raw && !($0.offset == 0 && $0.element.isFrontMatter) }
    if raw > 0 { notes.append("\(count(raw, "raw cell")): shown in the page as code") }
    return notes
  }
}
