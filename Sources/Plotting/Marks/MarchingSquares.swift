/// Contours of heights on a grid, cell by cell (Lorensen and Cline's method in the plane).
enum MarchingSquares {
  typealias Point = (x: Double, y: Double)

  /// The lines on which the height is `level`, joined from cell to cell. Cells with a corner that is no number have none.
  static func lines(x: [Double], y: [Double], z: [[Double]], level: Double) -> [[Point]] {
    var joiner = SegmentJoiner()
    forEachCell(x, y, z) { i, j, corners in
      let above = corners.map { $0 >= level }
      /// The place where the level crosses an edge: 0 is the lower one (at `j`), then right, upper, left.
      func crossing(_ edge: Int) -> (key: Int, point: Point) {
        let a = edge, b = (edge + 1) % 4
        let share = (level - corners[a]) / (corners[b] - corners[a])
        let places = [(i, j), (i + 1, j), (i + 1, j + 1), (i, j + 1)]
        let p = places[a], q = places[b]
        let point = (
          x: x[p.0] + (x[q.0] - x[p.0]) * share, y: y[p.1] + (y[q.1] - y[p.1]) * share
        )
        // Edges are shared by neighbours: named by their lower left corner and direction.
        let corner = min(p.1, q.1) * x.count + min(p.0, q.0)
        return (corner * 2 + (edge % 2), point)
      }
      let crossed = (0..<4).filter { above[$0] != above[($0 + 1) % 4] }
      if crossed.count == 2 {
        joiner.add(crossing(crossed[0]), crossing(crossed[1]))
      } else if crossed.count == 4 {
        // A saddle: the height in the middle tells which corners belong together.
        let isMiddleAbove = corners.reduce(0, +) / 4 >= level
        let pairs = above[0] == isMiddleAbove ? [(0, 1), (2, 3)] : [(3, 0), (1, 2)]
        for (a, b) in pairs { joiner.add(crossing(a), crossing(b)) }
      }
    }
    return joiner.lines
  }

  /// Polygons that together are all that is above `level`, row by row of the grid.
  static func areas(x: [Double], y: [Double], z: [[Double]], above level: Double) -> [[Point]] {
    var areas: [[Point]] = []
    // Whole cells beside each other make one rectangle.
    var run: (from: Int, to: Int, row: Int)?
    func flush() {
      if let run {
        areas.append([
          (x[run.from], y[run.row]), (x[run.to], y[run.row]), (x[run.to], y[run.row + 1]),
          (x[run.from], y[run.row + 1]),
        ])
      }
      run = nil
    }
    forEachCell(x, y, z) { i, j, corners in
      let places: [Point] = [(x[i], y[j]), (x[i + 1], y[j]), (x[i + 1], y[j + 1]), (x[i], y[j + 1])]
      if corners.allSatisfy({ $0 >= level }) {
        if let last = run, last.row == j, last.to == i {
          run!.to = i + 1
        } else {
          flush()
          run = (i, i + 1, j)
        }
        return
      }
      var polygon: [Point] = []
      for edge in 0..<4 {
        let a = corners[edge], b = corners[(edge + 1) % 4]
        let p = places[edge], q = places[(edge + 1) % 4]
        if a >= level { polygon.append(p) }
        if (a >= level) != (b >= level) {
          let share = (level - a) / (b - a)
          polygon.append((p.x + (q.x - p.x) * share, p.y + (q.y - p.y) * share))
        }
      }
      if polygon.count >= 3 { areas.append(polygon) }
    }
    flush()
    return areas
  }

  /// Calls `body` with each cell's column and row and its corners' heights, counted around.
  private static func forEachCell(
    _ x: [Double], _ y: [Double], _ z: [[Double]], _ body: (_ i: Int, _ j: Int, _ corners: [Double]) -> Void
  ) {
    guard x.count > 1, y.count > 1 else { return }
    for j in 0..<(y.count - 1) {
      for i in 0..<(x.count - 1) {
        let corners = [z[j][i], z[j][i + 1], z[j + 1][i + 1], z[j + 1][i]]
        if corners.allSatisfy(\.isFinite) { body(i, j, corners) }
      }
    }
  }

  /// Joins segments that share an end into lines.
  private struct SegmentJoiner {
    private var neighbours: [Int: [Int]] = [:]
    private var points: [Int: Point] = [:]
    private var order: [Int] = []

    mutating func add(_ a: (key: Int, point: Point), _ b: (key: Int, point: Point)) {
      for (end, other) in [(a, b), (b, a)] {
        if points.updateValue(end.point, forKey: end.key) == nil { order.append(end.key) }
        neighbours[end.key, default: []].append(other.key)
      }
    }

    var lines: [[Point]] {
      var isUsed: Set<Int> = []
      var lines: [[Point]] = []
      // Open lines from their ends first, then what is closed.
      for wantsEnd in [true, false] {
        for start in order where !isUsed.contains(start) && (!wantsEnd || neighbours[start]!.count == 1) {
          var line = [points[start]!], current = start
          isUsed.insert(start)
          while let next = neighbours[current]!.first(where: { !isUsed.contains($0) }) {
            isUsed.insert(next)
            line.append(points[next]!)
            current = next
          }
          if !wantsEnd, line.count > 2, neighbours[current]!.contains(start) { line.append(points[start]!) }
          lines.append(line)
        }
      }
      return lines
    }
  }
}
