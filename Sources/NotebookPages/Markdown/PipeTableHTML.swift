import NotebookDocument

/// How a page shows a table of its text.
struct PipeTableHTML {
  let alignments: [PipeTable.Alignment]
  let header: [HTML]
  let rows: [[HTML]]
  let caption: HTML?
  /// The identifier by which the text refers to it.
  let label: String?

  var html: HTML {
    guard caption != nil || label != nil else { return table }
    return HTML.element("figure", ["class": "table", "id": label]) {
      if let caption { caption }
      table
    }
  }

  private var table: HTML {
    HTML.element("div", ["class": "table-frame"]) {
      HTML.element("table") {
        HTML.element("thead") { row(header, of: "th") }
        if !rows.isEmpty {
          HTML.lineEnd
          HTML.element("tbody") {
            for cells in rows {
              row(cells, of: "td")
              HTML.lineEnd
            }
          }
        }
      }
    }
  }

  private func row(_ cells: [HTML], of name: String) -> HTML {
    HTML.element("tr") {
      for (alignment, cell) in zip(alignments, cells) { HTML.element(name, ["class": alignment.name]) { cell } }
    }
  }
}

extension PipeTable.Alignment {
  fileprivate var name: String? {
    switch self {
    case .natural: nil
    case .left: "left"
    case .center: "center"
    case .right: "right"
    }
  }
}
