import NotebookDocument

/// A page named on the command line.
struct PageToRun {
  /// The file as it was named.
  let path: String
  let notebook: Notebook

  /// Reads the pages; where several have problems, all are told.
  static func read(_ paths: [String], preparing prepare: (Notebook) throws -> Notebook = { $0 }) throws -> [PageToRun] {
    var problems: [String] = []
    var pages: [PageToRun] = []
    for path in paths {
      do {
        pages.append(PageToRun(path: path, notebook: try prepare(Notebook(contentsOfFile: path))))
      } catch let errors as NotebookErrors {
        problems.append(errors.description)
      }
    }
    if !problems.isEmpty { throw Malformed(description: problems.joined(separator: "\n")) }
    return pages
  }
}
