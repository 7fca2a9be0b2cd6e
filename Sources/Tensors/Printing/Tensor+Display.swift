import NotebookDisplay

/// In a page, a vector or a matrix shows itself as a table, under which stand its shape and its type; any other tensor as it
/// is printed.
extension Tensor: Displayable {
  public var mimeBundle: MIMEBundle {
    let bundle = MIMEBundle(plainText: description)
    let isTable = (ndim == 1 || ndim == 2) && elementCount > 0
    return isTable ? bundle.adding(.html, html) : bundle
  }

  /// Row by row, with the rows' and the columns' indices; of a large matrix the edges. It has no head, because a page lets
  /// its reader sort the tables that have one.
  private var html: String {
    let matrix = ndim == 2 ? detach() : detach().unsqueeze(0)
    let rows = Self.shown(matrix.shape[0], atMost: 16)
    let columns = Self.shown(matrix.shape[1], atMost: 10)
    func place(_ row: Int, _ column: Int) -> Int {
      matrix.offset + row * matrix.strides[0] + column * matrix.strides[1]
    }
    let values = rows.flatMap { row in
      columns.compactMap { column in row.flatMap { row in column.map { matrix.element(at: place(row, $0)) } } }
    }
    let format = NumberFormat(of: values, dtype)
    func line(_ name: String, _ tag: String, _ cell: (Int) -> String) -> String {
      let cells = columns.map { column in
        "<\(tag) class=\"number\">\(column.map(cell) ?? "…")</\(tag)>"
      }
      return "<tr><th>\(name)</th>\(cells.joined())</tr>"
    }
    let body = rows.map { row in
      guard let row else { return line("⋮", "td") { _ in "⋮" } }
      return line(ndim == 1 ? "" : String(row), "td") { column in
        String(format.text(matrix.element(at: place(row, column))).drop { $0 == " " })
      }
    }
    return """
      <table>
      <caption>\(caption)</caption>
      <tbody>
      \(line("", "th") { String($0) })
      \(body.joined(separator: "\n"))
      </tbody>
      </table>
      """
  }

  /// `3 × 4, float32`, and what the tensor's gradient is for.
  private var caption: String {
    let gradient = node.map { ", grad_fn=&lt;\($0.name)&gt;" } ?? (requiresGrad ? ", requires_grad=True" : "")
    return shape.map(String.init).joined(separator: " × ") + ", \(dtype)" + gradient
  }

  /// The indices of a dimension that are shown: all of them, or the first and, after a gap, the last.
  private static func shown(_ size: Int, atMost limit: Int) -> [Int?] {
    if size <= limit { return Array(0..<size) }
    return Array(0..<(limit / 2)) + [nil] + Array((size - limit / 2 + 1)..<size)
  }
}
