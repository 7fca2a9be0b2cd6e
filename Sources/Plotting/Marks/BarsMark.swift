/// Rectangles that stand on a foot: the bars of a bar chart, the bins of a histogram.
struct BarsMark: Mark {
  /// A bar from `from` to `to` along the categories, and from `foot` to `top` along the values.
  struct Bar {
    var from: Double
    var to: Double
    var foot: Double
    var top: Double
  }

  var bars: [Bar]
  var label: String?
  var color: PlotColor
  var opacity = 1.0
  var isHorizontal = false
  /// Whether neighbours touch, and are set apart by a line in the page's colour.
  var touches = false
  var noun: (one: String, many: String)
  var unit = "bars"
  var detail: String
  var leftOut = 0
  /// Whether the bars have whole numbers for names, and whether they are as high as there are values in them; of bars
  /// that lie it is the other way round.
  var countsX = false
  var countsY = false

  var layer: MarkLayer { .bars }

  func extend(_ x: inout Extent, _ y: inout Extent) {
    var along = Extent(), values = Extent()
    for bar in bars {
      along.include(bar.from)
      along.include(bar.to)
      for value in [bar.foot, bar.top] {
        // A foot at zero has no place on a logarithmic axis; the bar is drawn from the axis' end.
        if value == 0 {
          values.lower = min(values.lower, 0)
          values.upper = max(values.upper, 0)
        } else {
          values.include(value)
        }
      }
    }
    if !bars.isEmpty { values.foot = 0 }
    x.formUnion(isHorizontal ? values : along)
    y.formUnion(isHorizontal ? along : values)
  }

  func box(of bar: Bar, in frame: PlotFrame) -> Box? {
    let a: Double, b: Double, c: Double, d: Double
    if isHorizontal {
      (a, b, c, d) = (
        frame.xOrEdge(bar.foot), frame.xOrEdge(bar.top), frame.y.position(bar.from), frame.y.position(bar.to)
      )
    } else {
      (a, b, c, d) = (
        frame.x.position(bar.from), frame.x.position(bar.to), frame.yOrEdge(bar.foot), frame.yOrEdge(bar.top)
      )
    }
    guard a.isFinite, b.isFinite, c.isFinite, d.isFinite else { return nil }
    let left = max(min(a, b), frame.box.x - 2), right = min(max(a, b), frame.box.right + 2)
    let top = max(min(c, d), frame.box.y - 2), bottom = min(max(c, d), frame.box.bottom + 2)
    guard right >= left, bottom >= top else { return nil }
    return Box(x: left, y: top, width: right - left, height: bottom - top)
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    writer.raw("<path d=\"")
    var narrowest = Double.infinity
    for bar in bars {
      guard let box = box(of: bar, in: frame), box.width > 0, box.height > 0 else { continue }
      narrowest = min(narrowest, isHorizontal ? box.height : box.width)
      writer.rectangle(box)
    }
    writer.raw("\"")
    writer.fill(color, opacity: opacity)
    writer.raw("/>")
    drawFoot(&writer, in: frame)
    if touches, narrowest > 3, narrowest.isFinite { drawSeams(&writer, in: frame) }
  }

  /// The line on which bars stand that go both ways.
  private func drawFoot(_ writer: inout SVGWriter, in frame: PlotFrame) {
    let values = isHorizontal ? frame.x : frame.y
    guard values.contains(0), values.lower != 0, values.upper != 0 else { return }
    let place = values.position(0)
    guard place.isFinite else { return }
    writer.raw("<path d=\"M")
    writer.point(isHorizontal ? place : frame.box.x, isHorizontal ? frame.box.y : place)
    writer.raw(isHorizontal ? "v" : "h")
    writer.number(isHorizontal ? frame.box.height : frame.box.width)
    writer.raw("\" fill=\"none\"")
    writer.stroke(.axis, width: 1)
    writer.raw("/>")
  }

  private func drawSeams(_ writer: inout SVGWriter, in frame: PlotFrame) {
    writer.raw("<path d=\"")
    for bar in bars {
      guard let box = box(of: bar, in: frame), box.height > 0, box.width > 0 else { continue }
      writer.raw("M")
      writer.point(isHorizontal ? box.x : box.right, isHorizontal ? box.y : box.y)
      writer.raw(isHorizontal ? "h" : "v")
      writer.number(isHorizontal ? box.width : box.height)
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(.page, width: 0.8)
    writer.raw("/>")
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    for bar in bars { if let box = box(of: bar, in: frame) { coverage.cover(box) } }
  }

  var legend: [LegendEntry] { [LegendEntry(label, .patch(color, opacity: opacity))].compactMap { $0 } }

  var summary: MarkSummary? { MarkSummary(noun: noun, count: bars.count, unit: unit, detail: detail, leftOut: leftOut) }
}
