import Foundation
import NotebookDisplay
import NotebookDocument
import NotebookExecution

/// How a page shows one output of a cell.
struct OutputHTML {
  let output: CellOutput
  let options: CellOptions
  /// Names the output in the page; the identifiers inside a picture begin with it.
  let identifier: String
  /// What the page's text can refer to, the cell's own figure or table among it.
  let references: CrossReferences
  let isFigure: Bool
  let isTable: Bool

  var html: HTML {
    switch output {
    case .stream(.output, let text) where options.output == .asis:
      ProseRenderer.block(text, references: references, prefix: identifier + "-")
    case .stream(let stream, let text):
      HTML.preformatted(["class": "stream \(stream.rawValue)"]) { ANSIText(text).html }
    case .notice(let text): HTML.element("p", ["class": "notice"]) { text }
    case .display(let bundle): captioned(bundle, class: "display")
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
    case .html(let markup): HTML.element("div", ["class": name]) { HTML(markup: markup) }
    case .svg(let svg):
      HTML.element(
        "div", ["class": "\(name) picture", "role": "img", "aria-label": alternative(bundle), "style": width]
      ) {
        HTML(markup: InlineSVG.markup(of: svg, prefix: identifier + "-"))
      }
    case .image(let type, let bytes):
      HTML.element("div", ["class": "\(name) picture"]) {
        HTML.opening(
          "img",
          [
            "alt": alternative(bundle), "style": width,
            "src": "data:\(type.rawValue);base64,\(Data(bytes).base64EncodedString())",
          ])
      }
    case .markdown(let text):
      HTML.element("div", ["class": name]) {
        ProseRenderer.block(text, references: references, prefix: identifier + "-")
      }
    case .latex(let text): HTML.element("div", ["class": name]) { Formula(latex: text).html }
    case .json(let text): HTML.preformatted(["class": "\(name) json"]) { text }
    case .plain(let text): HTML.preformatted(["class": name]) { ANSIText(text).html }
    }
  }

  /// What the picture shows, in words.
  private func alternative(_ bundle: MIMEBundle) -> String {
    if isFigure, let words = options.figureAlternative ?? options.figureCaption { return words }
    return bundle.plainText
  }

  private var width: String? { options.figureWidth.map { "width: \($0)in" } }
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
