/// What a page asks of one of its cells.
public struct CellOptions: Hashable, Sendable {
  /// What is done with a cell's output.
  public enum Output: Hashable, Sendable {
    case shown
    case hidden
    /// What the cell prints is Markdown, part of the page.
    case asis
  }

  /// Whether a cell's code can be folded away.
  public enum CodeFold: Hashable, Sendable {
    case never
    /// Folded until the reader unfolds it.
    case folded
    /// Open until the reader folds it.
    case open
  }

  /// A name for the cell, unique in its page: `fig-loss`.
  public var label: String?
  /// Whether the cell is run.
  public var eval = true
  /// Whether the code is shown.
  public var echo = true
  public var output = Output.shown
  /// Whether the cell may fail, and the page goes on.
  public var error = false
  /// Whether the page shows anything of the cell.
  public var include = true
  public var codeFold = CodeFold.never
  /// The words of the fold.
  public var codeSummary: String?
  /// Whether the lines of the code are numbered.
  public var codeLineNumbers = false
  /// `true`: the outputs are kept for later runs even where the runner would not; `false`: never kept.
  public var cache: Bool?
  public var figureCaption: String?
  /// What the figure shows, for those who don't see it.
  public var figureAlternative: String?
  /// In inches.
  public var figureWidth: Double?
  /// In inches.
  public var figureHeight: Double?
  public var tableCaption: String?
  /// The longest that the cell may run, in seconds.
  public var timeout: Double?
  /// What the cell's output must contain.
  public var expect: String?
  /// Whether the initialisers of the cell's variables may be replaced from the command line.
  public var parameters = false

  public init() {}
}
