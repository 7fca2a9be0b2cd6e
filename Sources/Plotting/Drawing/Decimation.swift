/// Draws a line of any number of points with as many as the picture can show.
enum Decimation {
  /// Calls `body` with the places of the points that are drawn, and with no numbers where the line has a gap.
  static func walk(
    _ xs: [Double], _ ys: [Double], in frame: PlotFrame, _ body: (_ x: Double, _ y: Double) -> Void
  ) {
    if xs.count <= max(2_000, Int(frame.box.width * 4)) {
      for index in xs.indices { body(frame.x.position(xs[index]), frame.y.position(ys[index])) }
    } else if isAscending(xs) {
      walkColumns(xs, ys, in: frame, body)
    } else {
      walkCells(xs, ys, in: frame, body)
    }
  }

  private static func isAscending(_ xs: [Double]) -> Bool {
    var last = -Double.infinity
    for x in xs where !x.isNaN {
      if x < last { return false }
      last = x
    }
    return true
  }

  /// Of all points over one column of pixels the first, the lowest, the highest and the last: the line covers the same
  /// pixels as with all of them.
  private static func walkColumns(
    _ xs: [Double], _ ys: [Double], in frame: PlotFrame, _ body: (Double, Double) -> Void
  ) {
    var column = Int.min
    var x = 0.0, first = 0.0, last = 0.0, low = 0.0, high = 0.0, isLowFirst = true
    func flush() {
      if column == .min { return }
      body(x, first)
      for y in isLowFirst ? [low, high] : [high, low] where y != first && y != last { body(x + 0.5, y) }
      if last != first || low != high { body(x + 0.9, last) }
      column = .min
    }
    for index in xs.indices {
      let px = frame.x.position(xs[index]), py = frame.y.position(ys[index])
      guard px.isFinite, py.isFinite else {
        flush()
        body(.nan, .nan)
        continue
      }
      let own = Int(min(max(px, -1e6), 1e6).rounded(.down))
      if own != column {
        flush()
        (column, x, first, last, low, high) = (own, Double(own), py, py, py, py)
        continue
      }
      last = py
      if py < low {
        low = py
        isLowFirst = false
      } else if py > high {
        high = py
        isLowFirst = true
      }
    }
    flush()
  }

  /// Of a line that goes back and forth the first visits to each cell of two pixels: later ones would draw over ink.
  private static func walkCells(
    _ xs: [Double], _ ys: [Double], in frame: PlotFrame, _ body: (Double, Double) -> Void
  ) {
    let size = 2.0, columns = Int(frame.box.width / size) + 3, rows = Int(frame.box.height / size) + 3
    var isVisited = [Bool](repeating: false, count: columns * rows)
    var skipped: (x: Double, y: Double)?
    var lastCell = -1
    for index in xs.indices {
      let (px, py) = frame.point(xs[index], ys[index])
      guard px.isFinite, py.isFinite else {
        body(.nan, .nan)
        (skipped, lastCell) = (nil, -1)
        continue
      }
      let column = Int(min(max((px - frame.box.x) / size + 1, 0), Double(columns - 1)))
      let row = Int(min(max((py - frame.box.y) / size + 1, 0), Double(rows - 1)))
      let cell = row * columns + column
      if cell == lastCell { continue }
      lastCell = cell
      if isVisited[cell] {
        skipped = (px, py)
        continue
      }
      isVisited[cell] = true
      if let from = skipped {
        body(.nan, .nan)
        body(from.x, from.y)
        skipped = nil
      }
      body(px, py)
    }
  }
}
