/// A line through points, with gaps where a value is no number.
struct LineMark: Mark {
  var x: [Double]
  var y: [Double]
  var label: String?
  var color: PlotColor
  var width: Double
  var dash: Dash
  /// Whether the dash may be left out where the line is too restless to show it.
  var isDashOptional: Bool
  var marker: Marker?
  var step: LineStep?

  var layer: MarkLayer { .lines }
  var countsX: Bool { x.areWhole }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    for value in x { xExtent.include(value) }
    for value in y { yExtent.include(value) }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    var path = SVGWriter(capacity: min(x.count, 4_000) * 12)
    var line = LinePath(frame: frame.box)
    walk(in: frame) { line.add($0, $1, to: &path) }
    line.gap(in: &path)
    if !path.bytes.isEmpty {
      writer.raw("<path d=\"")
      writer.append(path)
      writer.raw("\" fill=\"none\" stroke-linejoin=\"round\" stroke-linecap=\"round\"")
      // Dashes of a line that turns at every pixel are noise.
      let isRestless = isDashOptional && line.length > 4 * (frame.box.width + frame.box.height)
      if !isRestless, let pattern = dash.pattern(width: width) { writer.attribute("stroke-dasharray", pattern) }
      writer.stroke(color, width: width)
      writer.raw("/>")
    }
    drawMarkers(&writer, in: frame)
  }

  private func drawMarkers(_ writer: inout SVGWriter, in frame: PlotFrame) {
    guard let marker, !x.isEmpty else { return }
    // Markers that touch are a thick line: leave out all but some fifty.
    let stride = max(1, x.count / 50)
    let places = Swift.stride(from: 0, to: x.count, by: stride).lazy.map { frame.point(x[$0], y[$0]) }
    marker.draw(&writer, at: places, size: 3.5 + 1.5 * width, color)
  }

  /// The places of the line's corners.
  private func walk(in frame: PlotFrame, _ body: (Double, Double) -> Void) {
    guard let step else { return Decimation.walk(x, y, in: frame, body) }
    var last: (x: Double, y: Double)?
    Decimation.walk(x, y, in: frame) { px, py in
      if let last, px.isFinite, py.isFinite {
        switch step {
        case .before: body(last.x, py)
        case .after: body(px, last.y)
        case .middle:
          body((last.x + px) / 2, last.y)
          body((last.x + px) / 2, py)
        }
      }
      body(px, py)
      last = px.isFinite && py.isFinite ? (px, py) : nil
    }
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    var last = (x: Double.nan, y: Double.nan)
    walk(in: frame) { x, y in
      coverage.cover(x, y)
      coverage.cover(from: last, to: (x, y))
      last = (x, y)
    }
  }

  var legend: [LegendEntry] {
    [LegendEntry(label, .line(color, width: width, dash: dash, marker: marker))].compactMap { $0 }
  }

  var summary: MarkSummary? {
    MarkSummary(
      noun: ("line", "lines"), count: x.count, detail: SeriesWords.ofLine(x, y), leftOut: SeriesWords.leftOut(x, y))
  }
}

/// Where a line of steps changes to the next value.
public enum LineStep: Hashable, Sendable {
  /// Right after the value before it.
  case before
  /// In the middle between both.
  case middle
  /// At the value itself.
  case after
}
