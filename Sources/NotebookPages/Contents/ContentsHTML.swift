/// A page's table of contents: its headings of the second and third level, in a list of lists.
struct ContentsHTML {
  private let headings: [Heading]

  /// Nil where there is too little to find one's way in.
  init?(_ headings: [Heading]) {
    self.headings = headings.filter { 2...3 ~= $0.level }
    if self.headings.count < 3 { return nil }
  }

  var html: HTML {
    HTML.element("nav", ["class": "contents", "aria-label": "Contents"]) {
      HTML.element("details") {
        HTML.element("summary") { "Contents" }
        list
      }
    }
  }

  private var list: HTML {
    var sections: [(heading: Heading, inner: [Heading])] = []
    for heading in headings {
      if heading.level == 3, let last = sections.indices.last {
        sections[last].inner.append(heading)
      } else {
        sections.append((heading, []))
      }
    }
    return HTML.element("ol") {
      for section in sections {
        HTML.lineEnd
        HTML.element("li") {
          link(section.heading)
          if !section.inner.isEmpty {
            HTML.element("ol") { for heading in section.inner { HTML.element("li") { link(heading) } } }
          }
        }
      }
    }
  }

  private func link(_ heading: Heading) -> HTML {
    HTML.element("a", ["href": "#\(heading.identifier)"]) { Self.words(of: heading.content) }
  }

  /// A heading's words as they show, without the links and footnotes in them.
  private static func words(of content: HTML) -> HTML {
    var reader = MarkupReader(content.markup)
    var markup = ""
    while let token = reader.next() {
      switch token {
      case .text(let text): markup += text
      case .opening(let tag) where tag.name == "sup": _ = reader.rawText(of: "sup")
      case .opening(let tag) where kept.contains(tag.name):
        let name = tag.attributes.first { $0.name == "class" }.map { " class=\"\($0.value)\"" } ?? ""
        markup += "<\(tag.name)\(name)>"
      case .closing(let name) where kept.contains(name): markup += "</\(name)>"
      case .opening, .closing: break
      }
    }
    return HTML(markup: markup)
  }

  private static let kept: Set<String> = ["em", "strong", "code", "span", "i", "b"]
}
