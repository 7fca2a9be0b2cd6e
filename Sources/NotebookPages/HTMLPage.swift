import NotebookDocument
import NotebookExecution

/// A page with its results as one HTML file that asks for nothing else.
public struct HTMLPage: Sendable {
  /// The file's text.
  public let text: String

  /// Renders a page; an outcome a cell, in the cells' order. `image` answers the bytes of a picture that the prose
  /// refers to by a relative address, to be put into the file; nil leaves the address as it is. Without KaTeX among
  /// the `assets` formulas show as TeX. With `live` it is a copy to be served, not a file.
  public init(
    _ notebook: Notebook, outcomes: [CellOutcome] = [], assets: PageAssets = .installed,
    live: LiveCopy? = nil, image: (_ address: String) -> [UInt8]? = { _ in nil }
  ) {
    let references = notebook.crossReferences
    let cells = notebook.cells.map { CellHTML(cell: $0, outcome: outcomes.outcome(of: $0), notebook: notebook) }
    let cellsByLine = Dictionary(uniqueKeysWithValues: cells.map { ($0.cell.fenceLine, $0) })
    let (body, headings) = withoutActuallyEscaping(image) { image in
      var renderer = ProseRenderer()
      renderer.references = references
      renderer.inlineValues = InlineValues(notebook, outcomes: outcomes)
      renderer.identifiers = HeadingIdentifiers(
        reserved: Set(cells.map(\.identifier)).union(references.targets.keys))
      let codeBlock = renderer.codeBlock
      renderer.codeBlock = { block in
        cellsByLine[block.line + notebook.bodyLine - 1]?.html ?? codeBlock(block)
      }
      renderer.imageSource = { address in
        image(address).flatMap { EmbeddedImage($0, address: address)?.address } ?? address
      }
      let body = renderer.render(notebook.body)
      return (body, renderer.headings)
    }
    let title = PageTitle(notebook, headings: headings)
    let main = HTML.element("main") {
      HTML.lineEnd
      if let given = title.given, !title.isRepeated(by: headings.first) {
        HTML.element("header") {
          HTML.element("h1") { ProseRenderer.inline(given, references: references) }
          if let description = notebook.frontMatter.description {
            HTML.element("p", ["class": "description"]) { ProseRenderer.inline(description, references: references) }
          }
        }
        HTML.lineEnd
      }
      body
    }
    // Only a page that has formulas carries what typesets them.
    let katex = main.markup.contains("<span class=\"math ") ? assets.katex : nil
    let head = HTML.element("head") {
      HTML.opening("meta", ["charset": "utf-8"])
      HTML.lineEnd
      HTML.opening("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
      HTML.lineEnd
      HTML.opening("meta", ["name": "color-scheme", "content": "light dark"])
      HTML.lineEnd
      if let description = notebook.frontMatter.description {
        HTML.opening("meta", ["name": "description", "content": description])
        HTML.lineEnd
      }
      HTML.element("title") { title.text }
      HTML.lineEnd
      HTML.opening("link", ["rel": "icon", "href": "data:,"])
      HTML.lineEnd
      if let katex { HTML.element("style") { HTML(markup: katex.style) } }
      HTML.element("style") { HTML(markup: PageStyle.css) }
    }
    let language = notebook.frontMatter.others.first { $0.name == "lang" }?.value.text ?? "en"
    let page = HTML.element("html", ["lang": language]) {
      HTML.lineEnd
      head
      HTML.lineEnd
      HTML.element("body") {
        main
        if let live { live.html }
        if let katex { HTML.element("script") { HTML(markup: katex.pageScript) } }
      }
      HTML.lineEnd
    }
    text = "<!DOCTYPE html>\n\(page.markup)\n"
  }
}

extension [CellOutcome] {
  /// What became of a cell; a cell that no run reached was not evaluated.
  func outcome(of cell: CodeCell) -> CellOutcome {
    indices.contains(cell.index) ? self[cell.index] : CellOutcome(status: .notEvaluated)
  }
}
