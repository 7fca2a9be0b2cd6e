/// Points on stems that stand on zero: the probabilities of whole numbers.
struct StemMark: Mark {
  var x: [Double]
  var y: [Double]
  var label: String?
  var color: PlotColor
  var marker: Marker

  var layer: MarkLayer { .points }
  var countsX: Bool { x.areWhole }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    for value in x { xExtent.include(value) }
    for value in y { yExtent.include(value) }
    if !y.isEmpty {
      yExtent.lower = min(yExtent.lower, 0)
      yExtent.upper = max(yExtent.upper, 0)
      yExtent.foot = 0
    }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    let foot = frame.yOrEdge(0)
    writer.raw("<path d=\"")
    for index in x.indices {
      let (px, py) = frame.point(x[index], y[index])
      guard px.isFinite, py.isFinite else { continue }
      writer.raw("M")
      writer.point(px, foot)
      writer.raw("V")
      writer.number(py)
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(color, width: 1.5)
    writer.raw("/>")
    marker.draw(&writer, at: x.indices.lazy.map { frame.point(x[$0], y[$0]) }, size: 6.5, color)
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    for index in x.indices {
      let (px, py) = frame.point(x[index], y[index])
      coverage.cover(from: (px, frame.yOrEdge(0)), to: (px, py))
      coverage.cover(Box(x: px - 3, y: py - 3, width: 6, height: 6))
    }
  }

  var legend: [LegendEntry] { [LegendEntry(label, .marker(color, marker))].compactMap { $0 } }

  var summary: MarkSummary? {
    MarkSummary(
      noun: ("row of stems", "rows of stems"), count: x.count, unit: "stems", detail: SeriesWords.ofLine(x, y),
      leftOut: SeriesWords.leftOut(x, y))
  }
}
