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
    let body = withoutActuallyEscaping(image) { PageBody(notebook, outcomes: outcomes, image: $0) }
    // Only a page that has formulas carries what typesets them.
    let katex = body.html.markup.contains("<span class=\"math ") ? assets.katex : nil
    let scripts = [katex?.script, PageResource.script].compactMap(\.self)
    let policy = ContentSecurityPolicy(
      scripts: [PageResource.themeScript] + scripts + [live?.script].compactMap(\.self), isServed: live != nil)
    let head = HTML.element("head") {
      for tag in Self.metadata(notebook, policy) {
        tag
        HTML.lineEnd
      }
      HTML.element("title") { body.title.text }
      HTML.lineEnd
      HTML.opening("link", ["rel": "icon", "href": "data:,"])
      HTML.lineEnd
      HTML.element("script") { HTML(markup: PageResource.themeScript) }
      if let katex { HTML.element("style") { HTML(markup: katex.style(for: body.html)) } }
      HTML.element("style") { HTML(markup: PageResource.style) }
    }
    let language = notebook.frontMatter.others.first { $0.name == "lang" }?.value.text ?? "en"
    let page = HTML.element("html", ["lang": language]) {
      HTML.lineEnd
      head
      HTML.lineEnd
      HTML.element("body", ["class": body.contents == nil ? nil : "with-contents"]) {
        HTML.element("a", ["class": "skip", "href": "#content"]) { "Skip to the text" }
        PageTools(unseenTitle: body.showsTitle ? nil : body.title.text).html
        if let contents = body.contents { contents.html }
        HTML.lineEnd
        body.html
        if let live { live.html }
        for script in scripts { HTML.element("script") { HTML(markup: script) } }
      }
      HTML.lineEnd
    }
    text = "<!DOCTYPE html>\n\(page.markup)\n"
  }

  private static func metadata(_ notebook: Notebook, _ policy: ContentSecurityPolicy) -> [HTML] {
    [
      HTML.opening("meta", ["charset": "utf-8"]),
      HTML.opening("meta", ["http-equiv": "Content-Security-Policy", "content": policy.text]),
      HTML.opening("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
      HTML.opening("meta", ["name": "color-scheme", "content": "light dark"]),
    ] + (notebook.frontMatter.description.map { [HTML.opening("meta", ["name": "description", "content": $0])] } ?? [])
  }
}

extension [CellOutcome] {
  /// What became of a cell; a cell that no run reached was not evaluated.
  func outcome(of cell: CodeCell) -> CellOutcome {
    indices.contains(cell.index) ? self[cell.index] : CellOutcome(status: .notEvaluated)
  }
}
