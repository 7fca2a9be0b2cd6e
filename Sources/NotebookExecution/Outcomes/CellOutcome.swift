/// What became of one code cell in a run.
public struct CellOutcome: Hashable, Sendable, Codable {
  public enum Status: Hashable, Sendable, Codable {
    /// The cell ran to its end.
    case succeeded
    /// The cell did not compile, or did not run to its end.
    case failed(CellFailure)
    /// An earlier cell failed, or the run was interrupted, before this cell's turn.
    case notRun
    /// The page says that the cell is not to be run: `eval: false`.
    case notEvaluated
  }

  public var status: Status
  /// What the cell printed and displayed, also before it failed.
  public var outputs: [CellOutput]
  /// The compiler's warnings, in the page's lines.
  public var warnings: [CellFailure.Problem]
  /// The cell's number in the order of execution, from 1; nil where it did not run.
  public var executionCount: Int?

  public init(
    status: Status, outputs: [CellOutput] = [], warnings: [CellFailure.Problem] = [], executionCount: Int? = nil
  ) {
    self.status = status
    self.outputs = outputs
    self.warnings = warnings
    self.executionCount = executionCount
  }
}
