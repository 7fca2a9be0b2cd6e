import NotebookDisplay
import Tensors

/// A figure with a grid of charts: `let grid = subplots(rows: 1, columns: 2)`, then `grid[0, 1].plot(losses)`.
///
/// With `sharedX` or `sharedY` all charts have the same limits, and numbers stand at the outer ones only. Traps where
/// there are no rows or no columns.
public func subplots(
  rows: Int = 1, columns: Int = 1, title: String = "", sharedX: Bool = false, sharedY: Bool = false,
  size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  if !(1...40).contains(rows) || !(1...40).contains(columns) {
    fail("subplots: \(rows) rows and \(columns) columns: a grid has 1 to 40 of each", file: file, line: line)
  }
  return Figure(title: title, rows: rows, columns: columns, sharesX: sharedX, sharesY: sharedY, size: size)
}

extension Figure {
  /// The axes in a row and a column, counted from 0. Traps where there are none.
  public subscript(row: Int, column: Int, file: StaticString = #fileID, line: UInt = #line) -> Axes {
    if !(0..<rows).contains(row) || !(0..<columns).contains(column) {
      fail("Figure: there is no chart in row \(row), column \(column) of \(rows) × \(columns)", file: file, line: line)
    }
    return grid[row * columns + column]
  }

  /// The axes at a place, row by row from 0. Traps where there are none.
  public subscript(index: Int, file: StaticString = #fileID, line: UInt = #line) -> Axes {
    if !grid.indices.contains(index) {
      fail("Figure: there is no chart \(index): the figure has \(grid.count), from 0 on", file: file, line: line)
    }
    return grid[index]
  }
}
