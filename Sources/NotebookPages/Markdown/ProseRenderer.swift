import NotebookDocument

/// Renders a Markdown text as HTML: CommonMark, formulas, callouts, references, tables, footnotes, and headings that can be linked to.
struct ProseRenderer {
  /// A fenced or indented code block of the text.
  struct CodeBlock {
    var info: String
    var text: String
    /// The line of the text in which it begins, from 1.
    var line: Int
  }

  /// How a code block shows.
  var codeBlock: (CodeBlock) -> HTML = { block in
    let language = String(block.info.prefix { !$0.isWhitespace && $0 != "{" })
    return CodeBlockHTML(
      code: ColoredCode(block.text, language: language), language: language.isEmpty ? nil : language
    ).html
  }
  /// Where a picture comes from, in the page: its own address by default.
  var imageSource: (String) -> String = { $0 }
  var identifiers = HeadingIdentifiers(reserved: [])
  /// What the identifiers of footnotes begin with: more than one text of a page may have a first footnote.
  var anchorPrefix = ""
  /// What the text can refer to.
  var references = CrossReferences()
  /// What became of the Swift expressions in the text.
  var inlineValues = InlineValues()
  /// Whether paragraphs are texts within a line, as in a caption.
  var isInline = false
  var demotion = HeadingDemotion.none
  private(set) var headings: [Heading] = []

  private var html = HTML()
  private var prose = ParsedProse("")
  private var inlines: InlinePlaceholders { prose.inlines }
  private var footnotes = FootnoteNumbers()
  /// The markup before the heading that is open, and that heading's words so far.
  private var openHeading: (before: HTML, words: String)?
  /// How many pictures are open, one in the other's description, and the outermost one's description so far.
  private var openImages = 0
  private var isInLink = false
  /// The paragraph that was rendered as a figure, while the walk is in it.
  private var openFigure: MarkdownNode?
  private var description = ""
  /// What the author wrote as HTML, and how many of its elements were open where each block began that is open: a block
  /// closes what it opened, and nothing else.
  private var authorsMarkup = SafeMarkup()
  private var openBefore: [Int] = []

  init() {}

  /// A text within a line: a caption, a title.
  static func inline(_ markdown: String, references: CrossReferences = CrossReferences()) -> HTML {
    var renderer = ProseRenderer()
    renderer.references = references
    renderer.isInline = true
    return renderer.render(markdown)
  }

  mutating func render(_ markdown: String) -> HTML {
    let prose = ParsedProse(markdown)
    self.prose = prose
    html = HTML()
    authorsMarkup.imageSource = imageSource
    beginBlock()
    prose.document.forEach { node, isEntering in render(node, isEntering) }
    endBlock()
    renderFootnotes()
    return html
  }

  private mutating func render(_ node: MarkdownNode, _ isEntering: Bool) {
    if let figure = openFigure {
      if node == figure, !isEntering { openFigure = nil }
      return
    }
    if let mark = prose.mark(of: node) { return render(mark) }
    if case .image(let source, let title) = node.kind { return renderImage(source, title, isEntering) }
    if openImages > 0 { return describe(node) }
    switch node.kind {
    case .document, .other: break
    case .blockQuote:
      if !isEntering { endBlock() }
      block("blockquote", isEntering)
      if isEntering { beginBlock() }
    case .list(nil): block("ul", isEntering)
    case .list(.some(let start)): block("ol", isEntering, ["start": start == 1 ? nil : "\(start)"])
    case .item: item(isEntering)
    case .paragraph:
      if isEntering, let label = prose.figureLabel(of: node), let image = node.firstChild {
        renderFigure(image, label: label)
        openFigure = node
        return
      }
      if !isEntering { endBlock() }
      if !isInline, !node.isInTightList {
        html.append(isEntering ? .opening("p") : .closing("p"))
        if !isEntering { html.append(.lineEnd) }
      }
      if isEntering { beginBlock() }
    case .heading(let level): renderHeading(level, isEntering)
    case .thematicBreak:
      html.append(.opening("hr"))
      html.append(.lineEnd)
    case .codeBlock(let info, let text):
      let text = inlines.source(of: text)
      html.append(codeBlock(CodeBlock(info: inlines.source(of: info), text: text, line: node.lines.lowerBound)))
      html.append(.lineEnd)
    case .htmlBlock(let markup), .htmlInline(let markup):
      let piece = inlines.source(of: markup)
      html.append(HTML(markup: authorsMarkup.adding(piece, above: openBefore.last ?? 0)))
    case .text(let text):
      for piece in inlines.pieces(of: text) {
        switch piece {
        case .text(let text): html.append(HTML(text: text))
        case .inline(let inline): render(inline)
        }
      }
      let words = words(of: text)
      openHeading?.words += words
    case .code(let text):
      html.append(HTML.element("code") { inlines.source(of: text).withoutEscapedMarker })
      openHeading?.words += text
    case .softBreak:
      if case .text(let text)? = node.next?.kind, inlines.continuesInline(text) { break }
      html.append(.lineEnd)
      openHeading?.words += " "
    case .lineBreak:
      html.append(.opening("br"))
      html.append(.lineEnd)
      openHeading?.words += " "
    case .emphasis: html.append(isEntering ? .opening("em") : .closing("em"))
    case .strong: html.append(isEntering ? .opening("strong") : .closing("strong"))
    case .link(let destination, let title):
      isInLink = isEntering
      let address = inlines.source(of: destination)
      let href = SafeAddress.isLink(address) ? address.escapedForAddress : nil
      html.append(isEntering ? .opening("a", ["href": href, "title": title.isEmpty ? nil : title]) : .closing("a"))
    case .image: break
    }
  }

  private mutating func render(_ inline: Inline) {
    switch inline {
    case .formula(let formula):
      html.append(formula.html(number: formula.label.flatMap { references.targets[$0]?.number }))
    case .footnote(let footnote):
      guard prose.footnotes[footnote.label] != nil else {
        html.append(HTML(text: inline.source))
        return
      }
      html.append(footnotes.mark(for: footnote.label, prefix: anchorPrefix, isInLink: isInLink))
    case .expression(let expression):
      html.append(inlineValues[expression]?.html(of: expression) ?? expression.unevaluated)
    case .reference(let reference):
      html.append(
        references.targets[reference.label]?.link(to: reference, isInLink: isInLink) ?? HTML(text: reference.source))
    }
  }

  /// A text of the tree as words without markup.
  private func words(of text: String) -> String {
    inlines.pieces(of: text).map { piece in
      switch piece {
      case .text(let text): text
      case .inline(.formula(let formula)): formula.source
      case .inline(.footnote): ""
      case .inline(.expression(let expression)):
        if case .text(let text)? = inlineValues[expression] { text } else { expression.code }
      case .inline(.reference(let reference)): references.targets[reference.label]?.words ?? reference.source
      }
    }.joined()
  }

  private mutating func render(_ mark: ParsedProse.Mark) {
    switch mark {
    case .calloutBegins(let callout):
      html.append(callout.opening(references: references))
      beginBlock()
    case .calloutEnds(let callout):
      endBlock()
      html.append(callout.closing)
    case .table(let table): render(table)
    case .nothing: return
    }
    html.append(.lineEnd)
  }

  /// A piece of the text that stands apart from it: a table's cell, a footnote.
  private mutating func rendered(_ fragment: MarkdownDocument.Fragment) -> HTML {
    let before = html
    html = HTML()
    beginBlock()
    prose.document.forEach(in: fragment) { node, isEntering in render(node, isEntering) }
    endBlock()
    defer { html = before }
    return html
  }

  /// A picture with its description as its caption.
  private mutating func renderFigure(_ image: MarkdownNode, label: String) {
    guard case .image(let source, let title) = image.kind else { return }
    let before = html
    html = HTML()
    prose.document.forEach(inside: image) { node, isEntering in render(node, isEntering) }
    let caption = CaptionHTML(number: references.targets[label]?.words, text: html.isEmpty ? nil : html).html
    html = before
    html.append(.opening("figure", ["id": label]))
    renderImage(source, title, true)
    prose.document.forEach(inside: image) { node, isEntering in if isEntering { describe(node) } }
    renderImage(source, title, false)
    if let caption { html.append(caption) }
    html.append(.closing("figure"))
    html.append(.lineEnd)
  }

  private mutating func render(_ table: PipeTable) {
    let header = table.header.map { rendered($0) }
    let rows = table.rows.map { row in row.map { rendered($0) } }
    let caption = CaptionHTML(
      number: table.label.flatMap { references.targets[$0]?.words }, text: table.caption.map { rendered($0) })
    let markup = PipeTableHTML(
      alignments: table.alignments, header: header, rows: rows, caption: caption.html, label: table.label)
    html.append(markup.html)
  }

  /// The footnotes that the text refers to, and those that they refer to.
  private mutating func renderFootnotes() {
    var texts: [HTML] = []
    while texts.count < footnotes.labels.count, let fragment = prose.footnotes[footnotes.labels[texts.count]] {
      texts.append(rendered(fragment))
    }
    if !texts.isEmpty { html.append(footnotes.section(texts, prefix: anchorPrefix)) }
  }

  private mutating func block(
    _ name: String, _ isEntering: Bool, _ attributes: KeyValuePairs<String, String?> = [:]
  ) {
    html.append(isEntering ? .opening(name, attributes) : .closing(name))
    html.append(.lineEnd)
  }

  private mutating func item(_ isEntering: Bool) {
    if !isEntering { endBlock() }
    html.append(isEntering ? .opening("li") : .closing("li"))
    if isEntering { beginBlock() } else { html.append(.lineEnd) }
  }

  private mutating func beginBlock() { openBefore.append(authorsMarkup.open.count) }

  private mutating func endBlock() {
    if let count = openBefore.popLast() { html.append(HTML(markup: authorsMarkup.close(downTo: count))) }
  }

  private mutating func renderHeading(_ level: Int, _ isEntering: Bool) {
    if isEntering {
      openHeading = (html, "")
      html = HTML()
      beginBlock()
      return
    }
    endBlock()
    guard let (before, words) = openHeading else { return }
    let attributes = HeadingAttributes(words)
    let content = attributes.heading == words ? html.markup : HeadingAttributes(html.markup).heading
    let identifier =
      switch attributes.identifier {
      case .some(let label) where references.targets[label] != nil: label
      case .some(let given): identifiers.unique(given)
      case nil: identifiers.identifier(for: attributes.heading)
      }
    let shownLevel = demotion.level(of: level, isFirst: headings.isEmpty)
    headings.append(
      Heading(level: shownLevel, identifier: identifier, text: attributes.heading, content: HTML(markup: content)))
    html = before
    html.append(HTML.element("h\(shownLevel)", ["id": identifier]) { HTML(markup: content) })
    html.append(.lineEnd)
    openHeading = nil
  }

  private mutating func renderImage(_ source: String, _ title: String, _ isEntering: Bool) {
    openImages += isEntering ? 1 : -1
    guard openImages == 0, !isEntering else { return }
    let address = imageSource(inlines.source(of: source))
    if SafeAddress.isMedia(address) {
      html.append(
        .opening(
          "img",
          ["src": address.escapedForAddress, "alt": description, "title": title.isEmpty ? nil : title]))
    } else if SafeAddress.isLink(address), !isInLink {
      // A page asks for nothing: a picture from elsewhere is a link to it.
      html.append(
        HTML.element("a", ["href": address.escapedForAddress]) { description.isEmpty ? address : description })
    } else {
      html.append(HTML(text: description))
    }
    openHeading?.words += description
    description = ""
  }

  private mutating func describe(_ node: MarkdownNode) {
    switch node.kind {
    case .text(let text):
      let words = words(of: text)
      description += words
    case .code(let text): description += inlines.source(of: text)
    case .softBreak, .lineBreak: description += " "
    default: break
    }
  }
}

extension String {
  /// The address with every byte that can't stand in one as `%XX`, as CommonMark's own renderer writes it.
  fileprivate var escapedForAddress: String {
    var escaped = ""
    for byte in utf8 {
      let scalar = Unicode.Scalar(byte)
      let isSafe =
        byte < 0x80
        && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
          || "-_.+!*'(),%#@?=;:/&$~".unicodeScalars.contains(scalar))
      if isSafe {
        escaped.unicodeScalars.append(scalar)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        escaped += hex.count == 1 ? "%0\(hex)" : "%\(hex)"
      }
    }
    return escaped
  }
}
