import NotebookDocument
import NotebookExecution

/// What a page says: its prose and its cells with their results, under its title.
struct PageBody {
  /// The `main` element.
  let html: HTML
  let title: PageTitle
  /// Whether the text has a heading of the first level.
  let showsTitle: Bool
  /// Nil where the page is short, or says `toc: false`.
  let contents: ContentsHTML?

  init(_ notebook: Notebook, outcomes: [CellOutcome], image: @escaping (_ address: String) -> [UInt8]?) {
    let references = notebook.crossReferences
    let fileNames = OutputFileNames(notebook, outcomes: outcomes)
    let cells = notebook.cells.map {
      CellHTML(cell: $0, outcome: outcomes.outcome(of: $0), notebook: notebook, fileNames: fileNames)
    }
    let cellsByLine = Dictionary(uniqueKeysWithValues: cells.map { ($0.cell.fenceLine, $0.html) })
    func prose(_ demotion: HeadingDemotion) -> (html: HTML, headings: [Heading]) {
      var renderer = ProseRenderer()
      renderer.references = references
      renderer.demotion = demotion
      renderer.inlineValues = InlineValues(notebook, outcomes: outcomes)
      renderer.identifiers = HeadingIdentifiers(
        reserved: Set(cells.map(\.identifier)).union(references.targets.keys).union(["content"]))
      let codeBlock = renderer.codeBlock
      renderer.codeBlock = { block in cellsByLine[block.line + notebook.bodyLine - 1] ?? codeBlock(block) }
      renderer.imageSource = { address in
        image(address).flatMap { EmbeddedImage($0, address: address)?.address } ?? address
      }
      return (renderer.render(notebook.body), renderer.headings)
    }

    var (text, headings) = prose(.none)
    let title = PageTitle(notebook, headings: headings)
    let hasHeader = title.given != nil && !title.isRepeated(by: headings.first)
    let demotion = HeadingDemotion(headings, hasTitle: hasHeader)
    if demotion != .none { (text, headings) = prose(demotion) }

    self.title = title
    showsTitle = hasHeader || headings.contains { $0.level == 1 }
    let wantsContents = notebook.frontMatter.others.first { $0.name == "toc" }?.value != .bool(false)
    contents = wantsContents ? ContentsHTML(headings) : nil
    html = HTML.element("main", ["id": "content", "tabindex": "-1"]) {
      HTML.lineEnd
      if hasHeader {
        Self.header(title, notebook, references)
        HTML.lineEnd
      }
      text
    }
  }

  private static func header(_ title: PageTitle, _ notebook: Notebook, _ references: CrossReferences) -> HTML {
    HTML.element("header") {
      HTML.element("h1") { ProseRenderer.inline(title.given ?? title.text, references: references) }
      if let description = notebook.frontMatter.description {
        HTML.element("p", ["class": "description"]) { ProseRenderer.inline(description, references: references) }
      }
    }
  }
}
