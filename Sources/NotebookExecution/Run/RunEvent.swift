public import NotebookDocument

/// What happens in a run, as it happens.
public enum RunEvent: Sendable {
  /// A cell's turn has come.
  case started(CodeCell)
  /// A cell that waits for its turn does not compile.
  case compileErrorAhead(CodeCell, CellFailure)
  /// What a running cell has shown until now, told at most ten times a second; how it ends is told by `finished`.
  case outputChanged(CodeCell, [CellOutput])
  /// A cell is done, or will not be run.
  case finished(CodeCell, CellOutcome, CellCost)
}

/// What a cell cost. It is no part of the page, which is the same in every run.
public struct CellCost: Hashable, Sendable {
  public var compilation: Duration?
  /// How long the linker took, which works beside the next cell's compilation.
  public var linking: Duration?
  public var run: Duration?
  /// Whether the compiled cell came from the cache.
  public var isCompilationCached = false
  /// Whether the cell was not run, because an earlier run's outputs are the ones that it would give.
  public var isReused = false
  /// Why it was run although the page may have been run before: "the cell at line 12 reads the clock".
  public var notReusedBecause: String?

  public init(
    compilation: Duration? = nil, linking: Duration? = nil, run: Duration? = nil, isCompilationCached: Bool = false,
    isReused: Bool = false, notReusedBecause: String? = nil
  ) {
    self.compilation = compilation
    self.linking = linking
    self.run = run
    self.isCompilationCached = isCompilationCached
    self.isReused = isReused
    self.notReusedBecause = notReusedBecause
  }
}
