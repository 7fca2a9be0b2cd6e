import Tensors

/// Where in a rectangle of the plane each class is predicted.
///
/// A classifier is asked for the class at the corners of a grid, and by halving for the place between two corners at
/// which it changes: so borders are exact for whatever predicts, without asking how sure it is.
struct DecisionRegions {
  typealias Point = (x: Double, y: Double)
  typealias Line = [Point]

  /// The closed lines around the areas of each class, holes included.
  private(set) var areas: [[Line]]
  /// The lines between them.
  private(set) var borders: [Line]

  /// `predict` gives the classes of points `(n, 2)`, in 0..<classCount.
  init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, columns: Int = 120, rows: Int = 80, classCount: Int,
    predict: (Tensor) -> [Int]
  ) {
    let grid = PlaneGrid(x: x, y: y, columns: columns, rows: rows)
    let classes = predict(PlaneGrid.tensor(grid.corners))
    let crossings = Self.crossings(grid, classes, predict)
    var outlines = [OutlineEdges](repeating: OutlineEdges(), count: classCount)
    var between = OutlineEdges()
    for cell in grid.cells {
      let own = cell.corners.map { classes[$0] }
      let edges = cell.edges
      if own.allSatisfy({ $0 == own[0] }) {
        for side in 0..<4 where !grid.isUniform(beyond: side, of: cell, classes) {
          outlines[own[0]].add(cell.corners[side], cell.corners[(side + 1) % 4])
        }
        continue
      }
      let crossed = (0..<4).filter { own[$0] != own[($0 + 1) % 4] }
      for (index, side) in crossed.enumerated() {
        // From this crossing along the corners of one class to the next crossing, and back.
        let last = crossed[(index + 1) % crossed.count]
        var path = [edges[side]], corner = side
        repeat {
          corner = (corner + 1) % 4
          path.append(cell.corners[corner])
        } while corner != last
        path.append(edges[last])
        if crossed.count > 2 { path.append(cell.centre) }
        for (a, b) in zip(path, path.dropFirst() + [path[0]]) { outlines[own[corner]].add(a, b) }
        if crossed.count > 2 { between.addLine(edges[side], cell.centre) }
      }
      if crossed.count == 2 { between.addLine(edges[crossed[0]], edges[crossed[1]]) }
    }
    let place = { (id: Int) in crossings[id] ?? grid.place(id) }
    areas = outlines.map { $0.loops.map { $0.map(place).withoutCorners } }
    borders = between.lines.map { $0.map(place) }
  }

  /// The places on the grid's edges at which the class changes.
  private static func crossings(_ grid: PlaneGrid, _ classes: [Int], _ predict: (Tensor) -> [Int]) -> [Int: Point] {
    let edges = grid.edges.filter { classes[$0.from] != classes[$0.to] }
    var low = edges.map { grid.place($0.from) }, high = edges.map { grid.place($0.to) }
    func middles() -> [Point] { zip(low, high).map { (($0.x + $1.x) / 2, ($0.y + $1.y) / 2) } }
    for _ in 0..<(edges.isEmpty ? 0 : 6) {
      let middle = middles()
      for (i, k) in predict(PlaneGrid.tensor(middle)).enumerated() {
        if k == classes[edges[i].from] { low[i] = middle[i] } else { high[i] = middle[i] }
      }
    }
    return Dictionary(uniqueKeysWithValues: zip(edges.map(\.id), middles()))
  }
}

extension [DecisionRegions.Point] {
  /// A closed line without the points on its straight parts.
  fileprivate var withoutCorners: [DecisionRegions.Point] {
    indices.filter { i in
      let a = self[(i + count - 1) % count], b = self[i], c = self[(i + 1) % count]
      let (ux, uy, vx, vy) = (b.x - a.x, b.y - a.y, c.x - b.x, c.y - b.y)
      return (ux * vy - uy * vx).magnitude > 1e-9 * ((ux * ux + uy * uy) * (vx * vx + vy * vy)).squareRoot()
    }.map { self[$0] }
  }
}

/// Directed edges around areas, of which those between two areas of one class go both ways and vanish.
private struct OutlineEdges {
  private var next: [Int: [Int]] = [:]
  private var order: [Int] = []

  mutating func add(_ from: Int, _ to: Int) {
    if let back = next[to]?.firstIndex(of: from) {
      next[to]!.remove(at: back)
      return
    }
    if next[from] == nil { order.append(from) }
    next[from, default: []].append(to)
  }

  /// A line without a direction.
  mutating func addLine(_ a: Int, _ b: Int) {
    for (a, b) in [(a, b), (b, a)] {
      if next[a] == nil { order.append(a) }
      next[a, default: []].append(b)
    }
  }

  /// Closed lines along directed edges.
  var loops: [[Int]] {
    var left = next
    var loops: [[Int]] = []
    for start in order {
      while let second = left[start]?.popLast() {
        var loop = [start], current = second
        while current != start, let following = left[current]?.popLast() {
          loop.append(current)
          current = following
        }
        loops.append(loop)
      }
    }
    return loops
  }

  /// Lines along edges without a direction, from their ends first.
  var lines: [[Int]] {
    var left = next
    var lines: [[Int]] = []
    for wantsEnd in [true, false] {
      for start in order {
        while let neighbours = left[start], !neighbours.isEmpty, !wantsEnd || next[start]!.count != 2 {
          var line = [start], current = start
          while let following = left[current]?.popLast() {
            left[following]!.remove(at: left[following]!.firstIndex(of: current)!)
            line.append(following)
            current = following
            if next[current]!.count != 2 { break }
          }
          lines.append(line)
        }
      }
    }
    return lines
  }
}
