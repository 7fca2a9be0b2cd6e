/// Why a cell did not compile or did not run to its end, in words for the page's reader.
public struct CellFailure: Hashable, Sendable, Codable {
  public enum Kind: String, Hashable, Sendable, Codable {
    /// The cell does not compile.
    case compileError = "compile-error"
    /// The cell trapped: an index out of range, an overflow, a failed unwrap.
    case crash
    /// An error was thrown and nothing caught it.
    case uncaughtError = "uncaught-error"
    /// The cell called `exit`.
    case exit
    /// The cell ran longer than its time-out.
    case timeout
    /// The reader stopped the run.
    case interrupted
    /// The cell ran, but its output is not what its option `expect` says.
    case unexpectedOutput = "unexpected-output"
    /// The kernel's process was ended from outside.
    case killed
  }

  /// One problem, and where it is.
  public struct Problem: Hashable, Sendable, Codable {
    /// What happened, as one sentence: "Index out of range".
    public var message: String
    /// The line in the page's file, from 1; nil where it is not known.
    public var line: Int?
    /// The column in that line, from 1, in UTF-8 bytes as the compiler counts.
    public var column: Int?
    /// What explains the problem or mends it: the compiler's notes, hints.
    public var notes: [Note]

    public init(message: String, line: Int?, column: Int? = nil, notes: [Note] = []) {
      self.message = message
      self.line = line
      self.column = column
      self.notes = notes
    }
  }

  /// An explanation, perhaps of another line.
  public struct Note: Hashable, Sendable, Codable {
    public var message: String
    public var line: Int?

    public init(message: String, line: Int? = nil) {
      self.message = message
      self.line = line
    }
  }

  public var kind: Kind
  /// At least one; only a compile error has more.
  public var problems: [Problem]

  public init(kind: Kind, problems: [Problem]) {
    self.kind = kind
    self.problems = problems
  }
}
