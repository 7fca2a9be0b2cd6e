/// A cell's code and its place in the page.
public struct CellSource: Hashable, Sendable {
  /// The code, lines ended by `\n`.
  public var code: String
  /// The page's file as errors and `#file` name it, such as `module2.md`.
  public var file: String
  /// The line in that file on which the code begins, from 1.
  public var line: Int

  public init(code: String, file: String, line: Int) {
    self.code = code
    self.file = file
    self.line = line
  }
}
