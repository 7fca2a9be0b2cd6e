/// Points with a bar from a lower to an upper value.
struct ErrorBarsMark: Mark {
  var x: [Double]
  var y: [Double]
  var lower: [Double]
  var upper: [Double]
  var label: String?
  var color: PlotColor
  var marker: Marker

  private static let cap = 3.5

  var layer: MarkLayer { .points }
  var countsX: Bool { x.areWhole }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    for value in x { xExtent.include(value) }
    for values in [y, lower, upper] { for value in values { yExtent.include(value) } }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    writer.raw("<path d=\"")
    for index in x.indices {
      let px = frame.x.position(x[index]), low = frame.yOrEdge(lower[index]), high = frame.yOrEdge(upper[index])
      guard px.isFinite, low.isFinite, high.isFinite, lower[index].isFinite, upper[index].isFinite else { continue }
      for y in [low, high] {
        writer.raw("M")
        writer.point(px - Self.cap, y)
        writer.raw("h")
        writer.number(2 * Self.cap)
      }
      writer.raw("M")
      writer.point(px, low)
      writer.raw("V")
      writer.number(high)
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(color, width: 1.3)
    writer.raw("/>")
    marker.draw(&writer, at: x.indices.lazy.map { frame.point(x[$0], y[$0]) }, size: 6, color)
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    for index in x.indices {
      let px = frame.x.position(x[index])
      for dx in [-Self.cap, 0, Self.cap] {
        coverage.cover(from: (px + dx, frame.yOrEdge(lower[index])), to: (px + dx, frame.yOrEdge(upper[index])))
      }
    }
  }

  var legend: [LegendEntry] { [LegendEntry(label, .marker(color, marker))].compactMap { $0 } }

  var summary: MarkSummary? {
    MarkSummary(
      noun: ("set of points with error bars", "sets of points with error bars"), count: x.count,
      detail: SeriesWords.ofLine(x, y), leftOut: SeriesWords.leftOut(x, y))
  }
}
