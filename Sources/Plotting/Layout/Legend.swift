/// A legend's entries in columns, and the room that they take.
struct Legend {
  let entries: [LegendEntry]
  let columns: Int
  private let columnWidths: [Double]

  static let swatchWidth = 24.0
  static let swatchGap = 7.0
  static let columnGap = 16.0
  static let rowHeight = 17.0
  static let padding = 5.0

  /// In one column.
  init(_ entries: [LegendEntry]) { self.init(entries, columns: 1) }

  /// In as many columns as a width has room for.
  init(_ entries: [LegendEntry], width: Double) {
    var columns = max(1, entries.count)
    while columns > 1, Legend(entries, columns: columns).width > width { columns -= 1 }
    self.init(entries, columns: columns)
  }

  private init(_ entries: [LegendEntry], columns: Int) {
    self.entries = entries
    self.columns = max(columns, 1)
    var widths = [Double](repeating: 0, count: self.columns)
    for (index, entry) in entries.enumerated() {
      let width = Self.swatchWidth + Self.swatchGap + entry.label.width(size: ChartStyle.legendSize)
      widths[index % self.columns] = max(widths[index % self.columns], width)
    }
    columnWidths = widths
  }

  var width: Double {
    columnWidths.reduce(0, +) + Double(columns - 1) * Self.columnGap + 2 * Self.padding
  }

  var height: Double {
    Double((entries.count + columns - 1) / columns) * Self.rowHeight + 2 * Self.padding
  }

  /// The labels cut to fit a width, where one column alone is wider.
  func fitted(to width: Double) -> Legend {
    guard self.width > width, columns == 1 else { return self }
    let room = max(width - 2 * Self.padding - Self.swatchWidth - Self.swatchGap, 12)
    return Legend(
      entries.map {
        var entry = $0
        entry.label = entry.label.cut(size: ChartStyle.legendSize, width: room)
        return entry
      })
  }

  /// The place in a frame that nothing is drawn on: a corner first, then the middle of an edge. Nil where there is none.
  func freePlace(in box: Box, avoiding coverage: Coverage) -> Box? {
    let inset = 6.0
    guard width + 2 * inset < box.width * 0.7, height + 2 * inset < box.height * 0.75 else { return nil }
    let left = box.x + inset, right = box.right - width - inset, center = box.x + (box.width - width) / 2
    let top = box.y + inset, bottom = box.bottom - height - inset, middle = box.y + (box.height - height) / 2
    let places = [
      (right, top), (left, top), (right, bottom), (left, bottom), (right, middle), (left, middle), (center, top),
      (center, bottom),
    ]
    return places.lazy.map { Box(x: $0.0, y: $0.1, width: width, height: height) }
      .first { coverage.count(in: $0) == 0 }
  }

  /// The given corner of a frame.
  func place(_ placement: LegendPlacement, in box: Box) -> Box {
    let inset = 6.0
    let isLeft = placement == .topLeft || placement == .bottomLeft
    let isTop = placement == .topLeft || placement == .topRight
    return Box(
      x: isLeft ? box.x + inset : box.right - width - inset, y: isTop ? box.y + inset : box.bottom - height - inset,
      width: width, height: height)
  }

  func draw(_ writer: inout SVGWriter, at box: Box) {
    writer.raw("<g>")
    for (index, entry) in entries.enumerated() {
      let column = index % columns
      let before = columnWidths[..<column].reduce(0, +) + Double(column) * Self.columnGap
      let x = box.x + Self.padding + before
      let y = box.y + Self.padding + (Double(index / columns) + 0.5) * Self.rowHeight
      draw(entry.swatch, &writer, x: x, y: y)
      writer.label(
        entry.label, x: x + Self.swatchWidth + Self.swatchGap, y: y + 0.35 * ChartStyle.legendSize,
        size: ChartStyle.legendSize)
    }
    writer.raw("</g>")
  }

  private func draw(_ swatch: LegendEntry.Swatch, _ writer: inout SVGWriter, x: Double, y: Double) {
    let middle = x + Self.swatchWidth / 2
    writer.raw("<path d=\"")
    switch swatch {
    case .line(let color, let width, let dash, let marker):
      writer.raw("M")
      writer.point(x, y)
      writer.raw("h")
      writer.number(Self.swatchWidth)
      writer.raw("\" fill=\"none\" stroke-linecap=\"round\"")
      if let pattern = dash.pattern(width: width) { writer.attribute("stroke-dasharray", pattern) }
      writer.stroke(color, width: min(width, 4))
      if let marker {
        writer.raw("/><path d=\"")
        marker.write(&writer, x: middle, y: y, size: 6)
        writer.raw("\"")
        marker.paint(&writer, color)
      }
    case .marker(let color, let marker):
      marker.write(&writer, x: middle, y: y, size: 7)
      writer.raw("\"")
      marker.paint(&writer, color)
    case .patch(let color, let opacity):
      writer.raw("M")
      writer.point(x + 5, y - 5)
      writer.raw("h14v10h-14z\"")
      writer.fill(color, opacity: opacity)
    }
    writer.raw("/>")
  }
}
