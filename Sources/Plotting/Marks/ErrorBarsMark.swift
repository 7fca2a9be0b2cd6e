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
    writer.raw("/><path d=\"")
    for index in x.indices {
      let (px, py) = frame.point(x[index], y[index])
      if px.isFinite, py.isFinite { marker.write(&writer, x: px, y: py, size: 6) }
    }
    writer.raw("\"")
    marker.paint(&writer, color)
    writer.raw("/>")
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
    writer.raw("/><path d=\"")
    for index in x.indices {
      let (px, py) = frame.point(x[index], y[index])
      if px.isFinite, py.isFinite { marker.write(&writer, x: px, y: py, size: 6.5) }
    }
    writer.raw("\"")
    marker.paint(&writer, color)
    writer.raw("/>")
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
