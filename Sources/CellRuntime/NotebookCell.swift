/// What the runner writes into a cell's code: nothing of it is for the cells' authors.
public enum NotebookCell {
  /// Where the line that a cell is executing is kept: in memory that the runner shares, so that it can be read when
  /// the cell's process is gone.
  nonisolated(unsafe) static var currentLine: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)

  /// Notes that the statement at the given line of the page begins.
  ///
  /// Not inlined: before a trap or an endless loop the optimiser would see that nobody reads the line, and drop it.
  @inline(never) public static func mark(_ line: Int32) { currentLine.pointee = line }
}
