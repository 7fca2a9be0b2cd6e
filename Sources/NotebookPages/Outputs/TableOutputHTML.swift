import Foundation

/// How a page shows HTML that a cell displayed, with the data of a table to be saved.
struct TableOutputHTML {
  let markup: String
  /// The table's data; nil where the output has none.
  let csv: String?
  let fileName: String
  let className: String

  var html: HTML {
    let content = HTML(markup: SafeMarkup.whole(markup))
    return HTML.element("div", ["class": className]) {
      if let csv {
        HTML.element("div", ["class": "table-frame"]) { content }
        HTML.element("p", ["class": "table-tools"]) {
          HTML.element(
            "a",
            [
              "href": "data:text/csv;charset=utf-8;base64,\(Data(csv.utf8).base64EncodedString())",
              "download": (fileName.split(separator: "/").last ?? "table") + ".csv",
            ]
          ) { "CSV" }
        }
      } else {
        content
      }
    }
  }
}
