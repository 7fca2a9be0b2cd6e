import NotebookDisplay
import NotebookDocument
import NotebookExecution

/// How a page shows one output of a cell.
struct OutputHTML {
  let output: CellOutput
  let options: CellOptions
  /// Names the output in the page; the identifiers inside a picture begin with it.
  let identifier: String
  /// What the output's files are called, without their endings.
  let fileName: String
  /// What the page's text can refer to, the cell's own figure or table among it.
  let references: CrossReferences
  let isFigure: Bool
  let isTable: Bool

  @HTMLBuilder var html: HTML {
    switch output {
    case .stream(.output, let text) where options.output == .asis:
      ProseRenderer.block(text, references: references, prefix: identifier + "-")
    case .stream(let stream, let text):
      TextOutputHTML(text: ANSIText(text), className: "stream \(stream.rawValue)").html
    case .notice(let text): HTML.element("p", ["class": "notice"]) { text }
    case .display(let bundle):
      if let loop = LoopProgress(in: bundle) { LoopProgressHTML(loop: loop).html }
      captioned(bundle, class: "display")
    case .result(let bundle): captioned(bundle, class: "result")
    }
  }

  private func captioned(_ bundle: MIMEBundle, class name: String) -> HTML {
    let content = rich(bundle, class: name)
    if isTable, let caption = caption(options.tableCaption, of: .table) {
      return HTML.element("figure", ["class": "table"]) {
        caption
        content
      }
    }
    if isFigure, let caption = caption(options.figureCaption, of: .figure) {
      return HTML.element("figure") {
        content
        caption
      }
    }
    return content
  }

  /// A caption with its number, if it has one; nil where there is neither.
  private func caption(_ caption: String?, of kind: CrossReferences.Kind) -> HTML? {
    let target = options.label.flatMap { references.targets[$0] }
    return CaptionHTML(
      number: target?.kind == kind ? target?.words : nil,
      text: caption.map { ProseRenderer.inline($0, references: references) }
    ).html
  }

  private func rich(_ bundle: MIMEBundle, class name: String) -> HTML {
    switch RichOutput(bundle) {
    case .html(let markup):
      TableOutputHTML(markup: markup, csv: bundle.text(.csv), fileName: fileName, className: name).html
    case .sequence(let sequence): SequenceHTML(sequence: sequence, picture: picture(bundle, class: name)).html
    case .svg(let svg): picture(bundle, class: name).html(svg: svg)
    case .image(let type, let bytes): picture(bundle, class: name).html(type, bytes)
    case .markdown(let text):
      HTML.element("div", ["class": name]) {
        ProseRenderer.block(text, references: references, prefix: identifier + "-")
      }
    case .latex(let text): HTML.element("div", ["class": name]) { Formula(latex: text).html }
    case .json(let text): TextOutputHTML(text: ANSIText(text), className: "\(name) json").html
    case .plain(let text): TextOutputHTML(text: ANSIText(text), className: name).html
    }
  }

  private func picture(_ bundle: MIMEBundle, class name: String) -> PictureHTML {
    PictureHTML(
      className: name, identifier: identifier, fileName: fileName, plainText: bundle.plainText,
      alternative: isFigure ? options.figureAlternative : nil, caption: isFigure ? options.figureCaption : nil,
      width: options.figureWidth, height: options.figureHeight)
  }
}

extension ProseRenderer {
  /// Markdown that a cell made.
  fileprivate static func block(_ markdown: String, references: CrossReferences, prefix: String) -> HTML {
    var renderer = ProseRenderer()
    renderer.references = references
    renderer.anchorPrefix = prefix
    return renderer.render(markdown)
  }
}
