/// Which parts of a frame are drawn on: a coarse grid in which legends look for room.
struct Coverage {
  static let cell = 4.0
  let box: Box
  let columns: Int
  let rows: Int
  private var isCovered: [Bool]

  init(_ box: Box) {
    self.box = box
    columns = max(1, Int((box.width / Self.cell).rounded(.up)))
    rows = max(1, Int((box.height / Self.cell).rounded(.up)))
    isCovered = Array(repeating: false, count: columns * rows)
  }

  mutating func cover(_ x: Double, _ y: Double) {
    guard x.isFinite, y.isFinite else { return }
    let column = (x - box.x) / Self.cell, row = (y - box.y) / Self.cell
    guard column >= 0, row >= 0, column < Double(columns), row < Double(rows) else { return }
    isCovered[Int(row) * columns + Int(column)] = true
  }

  /// Covers a segment; one that goes far outside is followed inside only.
  mutating func cover(from a: (x: Double, y: Double), to b: (x: Double, y: Double)) {
    guard a.x.isFinite, a.y.isFinite, b.x.isFinite, b.y.isFinite else { return }
    let length = max((b.x - a.x).magnitude, (b.y - a.y).magnitude)
    let steps = Int(min(length / (Self.cell / 2), 4_000)) + 1
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      cover(a.x + (b.x - a.x) * share, a.y + (b.y - a.y) * share)
    }
  }

  mutating func cover(_ area: Box) {
    forEachCell(of: area) { isCovered[$0] = true }
  }

  /// How many cells of an area are drawn on.
  func count(in area: Box) -> Int {
    var count = 0
    forEachCell(of: area) { if isCovered[$0] { count += 1 } }
    return count
  }

  private func forEachCell(of area: Box, _ body: (Int) -> Void) {
    func index(_ place: Double, _ limit: Int) -> Int {
      place.isNaN ? 0 : Int(min(max(place / Self.cell, 0), Double(limit)))
    }
    let first = (index(area.x - box.x, columns), index(area.y - box.y, rows))
    let end = (
      index((area.right - box.x + Self.cell - 0.01), columns), index(area.bottom - box.y + Self.cell - 0.01, rows)
    )
    guard first.0 < end.0, first.1 < end.1 else { return }
    for row in first.1..<end.1 { for column in first.0..<end.0 { body(row * columns + column) } }
  }
}
