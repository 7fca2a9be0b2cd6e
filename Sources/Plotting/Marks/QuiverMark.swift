/// Arrows of a field: the steps of an optimiser, the flow of a model.
struct QuiverMark: Mark {
  var x: [Double]
  var y: [Double]
  var u: [Double]
  var v: [Double]
  /// How long an arrow of length 1 is, in pixels; nil lets the longest just reach its neighbours.
  var scale: Double?
  var color: PlotColor
  var label: String?

  var layer: MarkLayer { .lines }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    var xs = Extent(x), ys = Extent(y)
    addRoom(to: &xs)
    addRoom(to: &ys)
    xExtent.formUnion(xs)
    yExtent.formUnion(ys)
  }

  /// For the arrows at the edge, which point outwards.
  private func addRoom(to extent: inout Extent) {
    if extent.isEmpty { return }
    let room = (extent.upper / 2 - extent.lower / 2) * 2 / max(Double(x.count).squareRoot(), 4)
    let (lower, upper) = (extent.lower - room, extent.upper + room)
    // Not over zero, where there may be a logarithmic axis.
    if lower > 0 || extent.lower <= 0 { extent.include(lower) }
    extent.include(upper)
  }

  private func arrows(in frame: PlotFrame) -> [(from: (x: Double, y: Double), by: (x: Double, y: Double))] {
    var longest = 0.0
    for index in u.indices {
      let length = (u[index] * u[index] + v[index] * v[index]).squareRoot()
      if length.isFinite { longest = max(longest, length) }
    }
    guard longest > 0 else { return [] }
    // As if the arrows stood on a square grid.
    let spacing = (frame.box.width * frame.box.height / Double(max(x.count, 1))).squareRoot()
    let unit = scale ?? min(spacing, 60) / longest
    // Upwards is towards greater numbers.
    let up = frame.y.lower <= frame.y.upper ? -1.0 : 1
    return x.indices.compactMap { index in
      let from = frame.point(x[index], y[index]), by = (x: u[index] * unit, y: up * v[index] * unit)
      guard from.x.isFinite, from.y.isFinite, by.x.isFinite, by.y.isFinite else { return nil }
      return (from, by)
    }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    writer.raw("<path d=\"")
    for (from, by) in arrows(in: frame) {
      let length = (by.x * by.x + by.y * by.y).squareRoot()
      writer.raw("M")
      writer.point(from.x, from.y)
      writer.raw("l")
      writer.point(by.x, by.y)
      if length < 2 { continue }
      let head = min(5, length * 0.4), unit = (x: by.x / length, y: by.y / length)
      let tip = (x: from.x + by.x, y: from.y + by.y)
      writer.raw("M")
      writer.point(tip.x - head * (unit.x + 0.5 * unit.y), tip.y - head * (unit.y - 0.5 * unit.x))
      writer.raw("L")
      writer.point(tip.x, tip.y)
      writer.raw(" ")
      writer.point(tip.x - head * (unit.x - 0.5 * unit.y), tip.y - head * (unit.y + 0.5 * unit.x))
    }
    writer.raw("\" fill=\"none\" stroke-linecap=\"round\" stroke-linejoin=\"round\"")
    writer.stroke(color, width: 1.2)
    writer.raw("/>")
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    for (from, by) in arrows(in: frame) { coverage.cover(from: from, to: (from.x + by.x, from.y + by.y)) }
  }

  var legend: [LegendEntry] {
    [LegendEntry(label, .line(color, width: 1.2, dash: .solid, marker: nil))].compactMap { $0 }
  }

  var summary: MarkSummary? {
    let lengths = u.indices.map { (u[$0] * u[$0] + v[$0] * v[$0]).squareRoot() }
    return MarkSummary(
      noun: ("field of arrows", "fields of arrows"), count: x.count, unit: "arrows",
      detail: "lengths \(SeriesWords.range(Extent(lengths.filter(\.isFinite))))",
      leftOut: lengths.count { !$0.isFinite })
  }
}
