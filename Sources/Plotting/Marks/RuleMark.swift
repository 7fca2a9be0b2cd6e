/// A line from edge to edge at one value.
struct RuleMark: Mark {
  var value: Double
  var isVertical: Bool
  var label: String?
  var color: PlotColor
  var width: Double
  var dash: Dash

  var layer: MarkLayer { .lines }

  func extend(_ x: inout Extent, _ y: inout Extent) {
    if isVertical { x.include(value) } else { y.include(value) }
  }

  private func ends(in frame: PlotFrame) -> (a: (x: Double, y: Double), b: (x: Double, y: Double))? {
    let place = isVertical ? frame.x.position(value) : frame.y.position(value)
    let range = isVertical ? frame.box.x...frame.box.right : frame.box.y...frame.box.bottom
    guard place.isFinite, range.lowerBound - 1 <= place, place <= range.upperBound + 1 else { return nil }
    return isVertical
      ? ((place, frame.box.bottom), (place, frame.box.y)) : ((frame.box.x, place), (frame.box.right, place))
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    guard let (a, b) = ends(in: frame) else { return }
    writer.raw("<path d=\"M")
    writer.point(a.x, a.y)
    writer.raw("L")
    writer.point(b.x, b.y)
    writer.raw("\" fill=\"none\"")
    if let pattern = dash.pattern(width: width) { writer.attribute("stroke-dasharray", pattern) }
    writer.stroke(color, width: width)
    writer.raw("/>")
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    if let (a, b) = ends(in: frame) { coverage.cover(from: a, to: b) }
  }

  var legend: [LegendEntry] {
    [LegendEntry(label, .line(color, width: width, dash: dash, marker: nil))].compactMap { $0 }
  }

  var summary: MarkSummary? {
    let noun = isVertical ? "vertical line" : "horizontal line"
    return MarkSummary(noun: (noun, noun + "s"), count: nil, detail: "at \(NumberText.short(value))")
  }
}
