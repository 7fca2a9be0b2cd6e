/// Areas of the plane, each in the colour of its series, with the lines between them.
struct RegionsMark: Mark {
  typealias Line = [(x: Double, y: Double)]

  /// The closed lines around each series' areas, holes included.
  var regions: [[Line]]
  var borders: [Line]
  /// Lines that are drawn dashed, on both sides of a border.
  var margins: [Line]
  /// Points with a circle around each.
  var circled: Line

  var layer: MarkLayer { .areas }
  var fillsFrame: Bool { true }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    for point in regions.joined().joined() {
      xExtent.include(point.x)
      yExtent.include(point.y)
    }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    for (series, lines) in regions.enumerated() where !lines.isEmpty {
      write(lines, isClosed: true, &writer, frame)
      writer.raw("\" fill-rule=\"evenodd\"")
      writer.fill(.ofSeries(series), opacity: 0.2)
      writer.raw("/>")
    }
    for (lines, isDashed) in [(borders, false), (margins, true)] where !lines.isEmpty {
      write(lines, isClosed: false, &writer, frame)
      writer.raw("\" fill=\"none\" stroke-linejoin=\"round\"")
      if isDashed { writer.raw(" stroke-dasharray=\"5 4\"") }
      writer.stroke(.quiet, width: isDashed ? 1 : 1.3)
      writer.raw("/>")
    }
    if circled.isEmpty { return }
    writer.raw("<path d=\"")
    for point in circled {
      let place = frame.point(point.x, point.y)
      Marker.circle.write(&writer, x: place.x, y: place.y, size: 12)
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(.quiet, width: 1)
    writer.raw("/>")
  }

  private func write(_ lines: [Line], isClosed: Bool, _ writer: inout SVGWriter, _ frame: PlotFrame) {
    writer.raw("<path d=\"")
    for line in lines {
      writer.raw("M")
      for (index, point) in line.enumerated() {
        if index > 0 { writer.raw(index == 1 ? "L" : " ") }
        let place = frame.point(point.x, point.y)
        writer.point(place.x, place.y)
      }
      if isClosed { writer.raw("z") }
    }
  }

  var summary: MarkSummary? {
    let count = regions.count { !$0.isEmpty }
    return MarkSummary(
      noun: ("set of areas", "sets of areas"), detail: "the plane in areas of \(count) series")
  }
}

extension ChartArea {
  /// Areas in the colours of the series 0, 1, …, each given by the closed lines around it; the lines between them, dashed lines
  /// beside them, and points with a circle around each.
  package func regions(
    _ regions: [[[(x: Double, y: Double)]]], borders: [[(x: Double, y: Double)]],
    margins: [[(x: Double, y: Double)]] = [], circled: [(x: Double, y: Double)] = [], file: StaticString, line: UInt
  ) {
    axes.add(
      RegionsMark(regions: regions, borders: borders, margins: margins, circled: circled), "regions", file, line)
  }
}
