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

  /// More cells than this are joined to larger ones.
  private static let mostCells = 24_000

  var layer: MarkLayer { .points }
  var countsX: Bool { x.areWhole }

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
    if values == nil {
      marker.paint(&writer, color, opacity: opacity)
    } else if marker.isFilled {
      // A map's darkest and brightest colours need an edge to stand out from a page of their brightness.
      writer.stroke(.quiet, width: 0.6)
    } else {
      writer.raw(" fill=\"none\" stroke-width=\"1.6\"")
    }
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

  /// A square for all points that share a cell, the fuller the more of them.
  private func drawDensity(_ writer: inout SVGWriter, in frame: PlotFrame) {
    // So many points are counted once, in cells of which there are never too many.
    let isHuge = x.count > 1_000_000
    var side =
      isHuge ? max(2, (frame.box.width * frame.box.height / Double(Self.mostCells)).squareRoot().rounded(.up)) : 2
    var cells = Cells(self, in: frame, side: side)
    while cells.filled > Self.mostCells, !isHuge {
      side += 1
      cells = Cells(self, in: frame, side: side)
    }
    if let values, let colors {
      // The last point of a cell lies on top, and gives the colour; colours in 32 steps make as many paths.
      for level in 0..<32 {
        let color = PlotColor(rgb: colors.map.color((Double(level) + 0.5) / 32))
        drawCells(&writer, cells, color: color, opacity: 1) { index in
          let place = colors.place(values[index])
          return min(max(Int((place.isNaN ? 0 : min(max(place, 0), 1)) * 32), 0), 31) == level
        }
      }
      return
    }
    let most = log1p(Double(cells.counts.max() ?? 1))
    let levels = 8
    for level in 0..<levels {
      let opacity = 0.4 + 0.6 * Double(level) / Double(levels - 1)
      drawCells(&writer, cells, color: color, opacity: opacity) { index in
        let share = log1p(Double(cells.counts[cells.cell(ofPoint: index)])) / most
        return min(Int(share * Double(levels)), levels - 1) == level
      }
    }
  }

  /// The cells as squares, those beside each other in one piece, so that nothing is drawn twice.
  private func drawCells(
    _ writer: inout SVGWriter, _ cells: Cells, color: PlotColor, opacity: Double, where isDrawn: (Int) -> Bool
  ) {
    var path = SVGWriter(capacity: 4_096)
    for row in 0..<cells.rows {
      var column = 0
      while column < cells.columns {
        let start = column
        while column < cells.columns, case let point = cells.points[row * cells.columns + column], point >= 0,
          isDrawn(Int(point))
        {
          column += 1
        }
        if column > start {
          path.raw("M")
          path.point(cells.box.x + Double(start) * cells.side, cells.box.y + Double(row) * cells.side)
          path.raw("h")
          path.number(Double(column - start) * cells.side)
          path.raw("v")
          path.number(cells.side)
          path.raw("h")
          path.number(-Double(column - start) * cells.side)
          path.raw("z")
        } else {
          column += 1
        }
      }
    }
    if path.bytes.isEmpty { return }
    writer.raw("<path shape-rendering=\"crispEdges\" d=\"")
    writer.append(path)
    writer.raw("\"")
    writer.fill(color, opacity: opacity)
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
