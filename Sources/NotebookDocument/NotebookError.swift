/// One problem of a page, in words for its author.
public struct NotebookError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The page's display name, such as `notebooks/module2.md`.
  public var file: String
  /// The line in the page's file, from 1; nil where the problem is the file itself.
  public var line: Int?
  /// What is wrong, as a phrase: "unknown option ‘fig-widht’".
  public var message: String
  /// What may mend it: "did you mean ‘fig-width’?".
  public var hint: String?

  public init(file: String, line: Int?, message: String, hint: String? = nil) {
    self.file = file
    self.line = line
    self.message = message
    self.hint = hint
  }

  public var description: String {
    let place = line.map { "\(file):\($0)" } ?? file
    return "\(place): \(message)" + (hint.map { " (\($0))" } ?? "")
  }
}

/// Every problem of a page, in the order of its lines; never empty.
public struct NotebookErrors: Error, Hashable, Sendable, CustomStringConvertible {
  public let problems: [NotebookError]

  public init(_ first: NotebookError) { problems = [first] }

  /// Nil where there is nothing wrong.
  public init?(_ problems: [NotebookError]) {
    guard !problems.isEmpty else { return nil }
    self.problems = problems.enumerated()
      .sorted { ($0.element.line ?? 0, $0.offset) < ($1.element.line ?? 0, $1.offset) }
      .map(\.element)
  }

  public var description: String { problems.map(\.description).joined(separator: "\n") }
}
