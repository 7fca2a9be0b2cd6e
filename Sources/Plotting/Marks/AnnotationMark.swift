/// Words at a place, with an arrow to it where they stand apart from it.
struct AnnotationMark: Mark {
  var text: String
  var x: Double
  var y: Double
  /// Where the words stand, in the axes' numbers; nil is beside the place itself.
  var words: (x: Double, y: Double)?
  var color: PlotColor

  private static let size = 11.5

  var layer: MarkLayer { .text }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    xExtent.include(x)
    yExtent.include(y)
    if let words {
      xExtent.include(words.x)
      yExtent.include(words.y)
    }
  }

  /// The words' lines and the box that they take, kept inside the frame.
  private func layout(in frame: PlotFrame) -> (lines: [RichText], box: Box)? {
    let (px, py) = words.map { frame.point($0.x, $0.y) } ?? frame.point(x, y)
    guard px.isFinite, py.isFinite else { return nil }
    let lines = RichText.lines(text, size: Self.size, width: max(60, frame.box.width * 0.45))
    let width = lines.reduce(0) { max($0, $1.width(size: Self.size)) } + 4
    let height = Double(lines.count) * Self.size * ChartStyle.leading
    // By itself the text stands to the right of its place and above, or to the left where the frame ends.
    let left = words == nil ? (px + 7 + width > frame.box.right ? px - 7 - width : px + 7) : px - width / 2
    let top = words == nil ? py - height - 2 : py - height / 2
    return (
      lines,
      Box(
        x: min(max(left, frame.box.x + 2), max(frame.box.right - width - 2, frame.box.x + 2)),
        y: min(max(top, frame.box.y), max(frame.box.bottom - height, frame.box.y)), width: width, height: height)
    )
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    guard let (lines, box) = layout(in: frame) else { return }
    if words != nil { drawArrow(&writer, from: box, in: frame) }
    // What lies below shines through a little, and does not make the words hard to read.
    writer.raw("<rect rx=\"2\"")
    writer.attribute("x", box.x)
    writer.attribute("y", box.y)
    writer.attribute("width", box.width)
    writer.attribute("height", box.height)
    writer.fill(.page, opacity: 0.85)
    writer.raw("/>")
    for (index, line) in lines.enumerated() {
      writer.label(
        line, x: box.x + box.width / 2, y: box.y + (Double(index) + 0.8) * Self.size * ChartStyle.leading,
        size: Self.size, anchor: .middle, color: color)
    }
  }

  private func drawArrow(_ writer: inout SVGWriter, from box: Box, in frame: PlotFrame) {
    let tip = frame.point(x, y)
    guard tip.x.isFinite, tip.y.isFinite else { return }
    let middle = (x: box.x + box.width / 2, y: box.y + box.height / 2)
    let dx = tip.x - middle.x, dy = tip.y - middle.y
    // From the box' edge, not through the words.
    let out = min(
      dx == 0 ? .infinity : (box.width / 2 + 3) / dx.magnitude,
      dy == 0 ? .infinity : (box.height / 2 + 2) / dy.magnitude)
    let length = (dx * dx + dy * dy).squareRoot()
    guard out < 0.9, length > 12 else { return }
    let unit = (x: dx / length, y: dy / length)
    let end = (x: tip.x - 4 * unit.x, y: tip.y - 4 * unit.y)
    writer.raw("<path d=\"M")
    writer.point(middle.x + dx * out, middle.y + dy * out)
    writer.raw("L")
    writer.point(end.x, end.y)
    for side in [-1.0, 1] {
      writer.raw("M")
      writer.point(end.x - 6 * unit.x - side * 3 * unit.y, end.y - 6 * unit.y + side * 3 * unit.x)
      writer.raw("L")
      writer.point(end.x, end.y)
    }
    writer.raw("\" fill=\"none\" stroke-linecap=\"round\"")
    writer.stroke(color, width: 1.1)
    writer.raw("/>")
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    guard let (_, box) = layout(in: frame) else { return }
    coverage.cover(box)
    if words != nil { coverage.cover(from: (box.x + box.width / 2, box.y + box.height / 2), to: frame.point(x, y)) }
  }

  var summary: MarkSummary? {
    MarkSummary(
      noun: ("note", "notes"), count: nil,
      detail: "‘\(RichText(text).plain)’ at \(NumberText.short(x)), \(NumberText.short(y))")
  }
}
