/// A cell's code and its place in the page.
public struct CellSource: Hashable, Sendable {
  /// The code, lines ended by `\n`.
  public var code: String
  /// The page's file as errors and `#file` name it, such as `module2.md`.
  public var file: String
  /// The line in that file on which the code begins, from 1.
  public var line: Int
  /// How many expressions of the prose the code consists of, each followed by a semicolon, whose values are all shown;
  /// nil for an ordinary cell's code.
  public var expressionCount: Int?

  public init(code: String, file: String, line: Int, expressionCount: Int? = nil) {
    self.code = code
    self.file = file
    self.line = line
    self.expressionCount = expressionCount
  }
}
