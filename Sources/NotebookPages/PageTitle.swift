import NotebookDocument

/// What a page is called.
struct PageTitle {
  /// The title from the front matter, in Markdown; nil where the page has none.
  let given: String?
  /// The title as text: the given one, else the first heading, else the file's name.
  let text: String

  init(_ notebook: Notebook, headings: [Heading]) {
    given = notebook.frontMatter.title
    let file = notebook.name.split(separator: "/").last.map(String.init) ?? notebook.name
    let name = file.hasSuffix(".md") ? String(file.dropLast(3)) : file
    text = given ?? headings.first?.text ?? name
  }

  /// Whether the page's own first heading says the same.
  func isRepeated(by heading: Heading?) -> Bool { heading?.level == 1 && heading?.text == given }
}
