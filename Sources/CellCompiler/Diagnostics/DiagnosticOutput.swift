/// What the compiler printed, read line by line: `module2.md:41:5: error: cannot find 'x' in scope`.
///
/// The excerpts of the code that it prints between are left out; the page has the lines themselves.
struct DiagnosticOutput {
  /// A line of the compiler's that begins a diagnostic.
  struct Entry: Hashable {
    var file: String
    var line: Int
    var column: Int
    var kind: String
    var message: String
  }

  let entries: [Entry]

  init(_ text: String) {
    entries = text.split(separator: "\n").compactMap { Entry(line: $0) }
  }
}

extension DiagnosticOutput.Entry {
  fileprivate init?(line text: Substring) {
    let pattern = /^(?<file>[^\s|][^:]*):(?<line>\d+):(?:(?<column>\d+):)? (?<kind>error|warning|note): (?<message>.*)$/
    guard let match = text.wholeMatch(of: pattern), let line = Int(match.line) else { return nil }
    self.init(
      file: String(match.file), line: line, column: match.column.flatMap { Int($0) } ?? 0, kind: String(match.kind),
      message: String(match.message))
  }
}
