/// An error or a warning about a cell, in the page's lines.
public struct CompilerDiagnostic: Hashable, Sendable, Codable {
  public enum Severity: String, Hashable, Sendable, Codable {
    case error, warning
  }

  /// What explains a diagnostic, perhaps with a line of the page.
  public struct Note: Hashable, Sendable, Codable {
    public var message: String
    public var line: Int?

    public init(message: String, line: Int? = nil) {
      self.message = message
      self.line = line
    }
  }

  public var severity: Severity
  public var message: String
  /// The line in the page's file, from 1; nil where the compiler names none.
  public var line: Int?
  /// The column in that line, from 1, in UTF-8 bytes.
  public var column: Int?
  public var notes: [Note]

  public init(severity: Severity, message: String, line: Int?, column: Int?, notes: [Note] = []) {
    self.severity = severity
    self.message = message
    self.line = line
    self.column = column
    self.notes = notes
  }
}
