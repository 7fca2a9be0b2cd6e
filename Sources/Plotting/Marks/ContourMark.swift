/// Lines of equal height of a function known on a grid, or the areas between them.
struct ContourMark: Mark {
  var x: [Double]
  var y: [Double]
  /// A row for each `y`, a column for each `x`.
  var z: [[Double]]
  var levels: [Double]
  var isFilled: Bool
  var hasLabels: Bool
  var colorScale: ColorScale

  var layer: MarkLayer { .areas }
  var fillsFrame: Bool { true }
  var colors: ColorScale? { isFilled ? colorScale : nil }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    for value in x { xExtent.include(value) }
    for value in y { yExtent.include(value) }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    let px = x.map { frame.x.position($0) }, py = y.map { frame.y.position($0) }
    if isFilled { drawAreas(&writer, px, py) }
    var labelled: [Box] = []
    for level in levels {
      let lines = MarchingSquares.lines(x: px, y: py, z: z, level: level)
      if lines.isEmpty { continue }
      writer.raw("<path d=\"")
      for line in lines {
        writer.raw("M")
        for (index, point) in line.enumerated() {
          if index > 0 { writer.raw(index == 1 ? "L" : " ") }
          writer.point(point.x, point.y)
        }
      }
      writer.raw("\" fill=\"none\" stroke-linejoin=\"round\"")
      if isFilled {
        // On colours of any brightness a thin white line tells levels apart.
        writer.stroke(.hex(0xFFFFFF), width: 0.6, opacity: 0.55)
      } else {
        let share = levels.count > 1 ? Double(levels.firstIndex(of: level)!) / Double(levels.count - 1) : 0.5
        writer.stroke(.blue, width: 0.9 + 1.1 * share)
      }
      writer.raw("/>")
      if hasLabels { drawLabel(level, on: lines, &writer, frame, &labelled) }
    }
  }

  /// Each level's area over those below it, the lowest first.
  private func drawAreas(_ writer: inout SVGWriter, _ px: [Double], _ py: [Double]) {
    let edges = [-Double.infinity] + levels
    for (index, level) in edges.enumerated() {
      let upper = index < levels.count ? levels[index] : colorScale.upper
      let lower = level.isFinite ? level : colorScale.lower
      let areas = MarchingSquares.areas(x: px, y: py, z: z, above: level)
      if areas.isEmpty { continue }
      writer.raw("<path shape-rendering=\"crispEdges\" d=\"")
      for area in areas {
        writer.raw("M")
        for (index, point) in area.enumerated() {
          if index > 0 { writer.raw(index == 1 ? "L" : " ") }
          writer.point(point.x, point.y)
        }
        writer.raw("z")
      }
      writer.raw("\"")
      writer.fill(PlotColor(rgb: colorScale.color(lower / 2 + upper / 2)))
      writer.raw("/>")
    }
  }

  private func drawLabel(
    _ level: Double, on lines: [[(x: Double, y: Double)]], _ writer: inout SVGWriter, _ frame: PlotFrame,
    _ labelled: inout [Box]
  ) {
    let label = RichText(NumberText.short(level, digits: 3)), size = 10.0
    let width = label.width(size: size)
    guard let line = lines.max(by: { $0.count < $1.count }), line.count > 4 else { return }
    // Along the longest line, at the first place that is inside and free.
    for share in [0.5, 0.3, 0.7, 0.15, 0.85, 0.4, 0.6] {
      let point = line[Int(Double(line.count - 1) * share)]
      let box = Box(x: point.x - width / 2 - 2, y: point.y - size / 2 - 1, width: width + 4, height: size + 2)
      guard frame.box.contains(box), !labelled.contains(where: { $0.intersects(box) }) else { continue }
      labelled.append(box)
      writer.raw("<rect")
      writer.attribute("x", box.x)
      writer.attribute("y", box.y)
      writer.attribute("width", box.width)
      writer.attribute("height", box.height)
      writer.attribute("rx", 2)
      writer.fill(.page, opacity: 0.9)
      writer.raw("/>")
      writer.label(label, x: point.x, y: point.y + 0.35 * size, size: size, anchor: .middle)
      return
    }
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    if isFilled { return coverage.cover(frame.box) }
    let px = x.map { frame.x.position($0) }, py = y.map { frame.y.position($0) }
    for level in levels {
      for line in MarchingSquares.lines(x: px, y: py, z: z, level: level) {
        for index in line.indices.dropFirst() { coverage.cover(from: line[index - 1], to: line[index]) }
      }
    }
  }

  var summary: MarkSummary? {
    let all = Extent(z.joined())
    return MarkSummary(
      noun: ("contour map", "contour maps"), count: levels.count, unit: "levels",
      detail: "heights \(SeriesWords.range(all)), levels \(SeriesWords.range(Extent(levels)))", leftOut: all.leftOut)
  }

  /// Round levels inside the heights, about as many as wanted.
  static func levels(_ z: [[Double]], count: Int) -> [Double] {
    let extent = Extent(z.joined())
    guard !extent.isEmpty, extent.upper > extent.lower else { return [] }
    let (lower, upper) = AxisScale.opened(extent.lower, extent.upper)
    let step = LinearTicks.niceStep(lower, upper, count: max(count, 1)).step
    return LinearTicks.multiples(of: step, in: lower, upper).filter { $0 > extent.lower && $0 < extent.upper }
  }
}
