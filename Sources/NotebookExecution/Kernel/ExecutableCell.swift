import KernelProtocol

/// A compiled cell as the kernel loads it.
public struct ExecutableCell: Hashable, Sendable {
  /// The shared object's path.
  public let library: String
  /// The C name of the function that runs the cell.
  public let entryPoint: String
  /// The line in the page on which the cell begins.
  public let line: Int
  /// How long it may run; nil is for ever.
  public let timeout: Duration?
  /// How large its figures are, in inches; nil is the library's own size.
  public let figureWidth: Double?
  public let figureHeight: Double?

  public init(
    library: String, entryPoint: String, line: Int, timeout: Duration? = nil, figureWidth: Double? = nil,
    figureHeight: Double? = nil
  ) {
    self.library = library
    self.entryPoint = entryPoint
    self.line = line
    self.timeout = timeout
    self.figureWidth = figureWidth
    self.figureHeight = figureHeight
  }
}

/// How a cell's run ended, and what was seen of it.
public struct CellRun: Sendable {
  /// Why it did not run to its end; nil where it did.
  public var failure: CellFailure?
  public var outputs: [CellOutput]
  public var duration: Duration
  /// The lines of the cells that had to be run once more first, because the state before this cell could not be kept.
  public var replayedLines: [Int]
  /// What the cell looked at and did outside its memory, each once; nil where that was too much to be kept.
  var observations: [Observation]?
}
