import Glibc

/// Points, of one colour or coloured by values of their own.
struct ScatterMark: Mark {
  var x: [Double]
  var y: [Double]
  var values: [Double]?
  var colors: ColorScale?
  var label: String?
  var color: PlotColor
  /// The diameter in pixels.
  var size: Double
  var marker: Marker
  var opacity: Double

  /// More points than this are drawn as their density.
  static let mostSinglePoints = 4_000

  var layer: MarkLayer { .points }

  func extend(_ xExtent: inout Extent, _ yExtent: inout Extent) {
    for value in x { xExtent.include(value) }
    for value in y { yExtent.include(value) }
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    if x.count > Self.mostSinglePoints {
      drawDensity(&writer, in: frame)
    } else {
      drawPoints(&writer, in: frame)
    }
  }

  private func drawPoints(_ writer: inout SVGWriter, in frame: PlotFrame) {
    writer.raw("<g")
    marker.paint(&writer, color, opacity: opacity)
    writer.raw(">")
    for index in x.indices {
      let (px, py) = frame.point(x[index], y[index])
      guard px.isFinite, py.isFinite, isNear(px, py, frame) else { continue }
      if marker == .circle {
        writer.raw("<circle")
        writer.attribute("cx", px)
        writer.attribute("cy", py)
        writer.attribute("r", size / 2)
      } else {
        writer.raw("<path d=\"")
        marker.write(&writer, x: px, y: py, size: size)
        writer.raw("\"")
      }
      if let values, let colors {
        writer.attribute(marker.isFilled ? "fill" : "stroke", colors.color(values[index]).css)
      }
      writer.raw("/>")
    }
    writer.raw("</g>")
  }

  /// One dot for all points that share a cell, the fuller the more of them; cells as small as the picture's size allows.
  private func drawDensity(_ writer: inout SVGWriter, in frame: PlotFrame) {
    var side = 1.0
    var cells = Cells(self, in: frame, side: side)
    while cells.filled > 9_000 {
      side *= 1.5
      cells = Cells(self, in: frame, side: side)
    }
    if let values, let colors {
      // The last point of a cell lies on top, and gives the colour; colours in 32 steps make as many paths.
      for level in 0..<32 {
        let color = PlotColor(rgb: colors.map.color((Double(level) + 0.5) / 32))
        drawDots(&writer, cells, color: color, opacity: 1) { index in
          let place = colors.place(values[index])
          return min(max(Int((place.isNaN ? 0 : min(max(place, 0), 1)) * 32), 0), 31) == level
        }
      }
      return
    }
    let most = log1p(Double(cells.counts.max() ?? 1))
    let levels = 5
    for level in 0..<levels {
      let opacity = opacity * (0.25 + 0.75 * Double(level + 1) / Double(levels))
      drawDots(&writer, cells, color: color, opacity: opacity) { index in
        let share = log1p(Double(cells.counts[cells.cell(ofPoint: index)])) / most
        return min(Int(share * Double(levels)), levels - 1) == level
      }
    }
  }

  private func drawDots(
    _ writer: inout SVGWriter, _ cells: Cells, color: PlotColor, opacity: Double, where isDrawn: (Int) -> Bool
  ) {
    var path = SVGWriter(capacity: 4_096)
    for (cell, point) in cells.points.enumerated() where point >= 0 && isDrawn(Int(point)) {
      let place = cells.center(cell)
      path.raw("M")
      path.point(place.x, place.y)
      path.raw("h0")
    }
    if path.bytes.isEmpty { return }
    writer.raw("<path d=\"")
    writer.append(path)
    writer.raw("\" fill=\"none\" stroke-linecap=\"round\"")
    writer.stroke(color, width: min(size, max(2, cells.side * 1.6)), opacity: opacity)
    writer.raw("/>")
  }

  private func isNear(_ px: Double, _ py: Double, _ frame: PlotFrame) -> Bool {
    px > frame.box.x - size && px < frame.box.right + size && py > frame.box.y - size && py < frame.box.bottom + size
  }

  /// The points by the cells of the frame that they are in.
  private struct Cells {
    let side: Double
    let columns: Int
    let rows: Int
    let box: Box
    var counts: [Int32]
    /// The last point in each cell, or −1.
    var points: [Int32]
    var filled = 0
    private let mark: ScatterMark
    private let frame: PlotFrame

    init(_ mark: ScatterMark, in frame: PlotFrame, side: Double) {
      self.side = side
      self.mark = mark
      self.frame = frame
      box = frame.box
      columns = Int(box.width / side) + 1
      rows = Int(box.height / side) + 1
      counts = Array(repeating: 0, count: columns * rows)
      points = Array(repeating: -1, count: columns * rows)
      for index in mark.x.indices {
        let cell = cell(ofPoint: index)
        if cell < 0 { continue }
        if counts[cell] == 0 { filled += 1 }
        counts[cell] += 1
        points[cell] = Int32(truncatingIfNeeded: index)
      }
    }

    /// −1 outside of the frame.
    func cell(ofPoint index: Int) -> Int {
      let (px, py) = frame.point(mark.x[index], mark.y[index])
      guard px >= box.x, px <= box.right, py >= box.y, py <= box.bottom else { return -1 }
      return Int((py - box.y) / side) * columns + Int((px - box.x) / side)
    }

    func center(_ cell: Int) -> (x: Double, y: Double) {
      (box.x + (Double(cell % columns) + 0.5) * side, box.y + (Double(cell / columns) + 0.5) * side)
    }
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    for index in stride(from: 0, to: x.count, by: max(1, x.count / 20_000)) {
      let place = frame.point(x[index], y[index])
      coverage.cover(Box(x: place.x - size / 2, y: place.y - size / 2, width: size, height: size))
    }
  }

  var legend: [LegendEntry] { [LegendEntry(label, .marker(color, marker))].compactMap { $0 } }

  var summary: MarkSummary? {
    MarkSummary(
      noun: ("set of points", "sets of points"), count: x.count, detail: SeriesWords.ofPoints(x, y),
      leftOut: SeriesWords.leftOut(x, y))
  }
}
