import Tensors

/// A rectangle of the plane in cells; its corners, edges and centres have numbers, by which neighbours know what they
/// share.
struct PlaneGrid {
  typealias Point = (x: Double, y: Double)

  let x: ClosedRange<Double>
  let y: ClosedRange<Double>
  let columns: Int
  let rows: Int

  /// A cell with its corners counted around, and the edges behind each.
  struct Cell {
    let column: Int
    let row: Int
    let corners: [Int]
    let edges: [Int]
    let centre: Int
  }

  private var width: Int { columns + 1 }
  private var cornerCount: Int { width * (rows + 1) }

  /// The corners, row by row from the lowest.
  var corners: [Point] {
    (0...rows).flatMap { j in (0...columns).map { i in place(j * width + i) } }
  }

  /// All edges between corners.
  var edges: [(id: Int, from: Int, to: Int)] {
    var edges: [(id: Int, from: Int, to: Int)] = []
    for j in 0...rows {
      for i in 0...columns {
        let corner = j * width + i
        if i < columns { edges.append((along(corner), corner, corner + 1)) }
        if j < rows { edges.append((up(corner), corner, corner + width)) }
      }
    }
    return edges
  }

  private func along(_ corner: Int) -> Int { cornerCount + 2 * corner }
  private func up(_ corner: Int) -> Int { cornerCount + 2 * corner + 1 }

  var cells: [Cell] {
    (0..<rows).flatMap { j in
      (0..<columns).map { i in
        let corner = j * width + i
        return Cell(
          column: i, row: j, corners: [corner, corner + 1, corner + 1 + width, corner + width],
          edges: [along(corner), up(corner + 1), along(corner + width), up(corner)], centre: 3 * cornerCount + corner)
      }
    }
  }

  /// Whether the cell beyond a side is of one class; false at the rectangle's end.
  func isUniform(beyond side: Int, of cell: Cell, _ classes: [Int]) -> Bool {
    let i = cell.column + [0, 1, 0, -1][side], j = cell.row + [-1, 0, 1, 0][side]
    if i < 0 || j < 0 || i >= columns || j >= rows { return false }
    let corner = j * width + i, k = classes[corner]
    return classes[corner + 1] == k && classes[corner + width] == k && classes[corner + width + 1] == k
  }

  /// The place of a corner or of a cell's centre.
  func place(_ id: Int) -> Point {
    let isCentre = id >= 3 * cornerCount, corner = isCentre ? id - 3 * cornerCount : id
    let shift = isCentre ? 0.5 : 0
    let u = (Double(corner % width) + shift) / Double(columns), v = (Double(corner / width) + shift) / Double(rows)
    return (x.lowerBound * (1 - u) + x.upperBound * u, y.lowerBound * (1 - v) + y.upperBound * v)
  }

  /// Points as rows, `(n, 2)` in double precision.
  static func tensor(_ points: [Point]) -> Tensor {
    Tensor.filled([points.count, 2], .float64, as: Double.self) { numbers in
      for (i, point) in points.enumerated() { (numbers[2 * i], numbers[2 * i + 1]) = point }
    }
  }
}
