import Tensors

extension BytePairTokenizer {
  /// Writes the merges to a file: a line `#version: byte pairs 1`, and a line `left right` for each. A file of that
  /// name is replaced at once. Throws a ``DataFileError`` where it can't be written.
  public func save(_ path: String) throws {
    let text = ([Self.firstLine] + merges.map { "\($0.left) \($0.right)" }).joined(separator: "\n") + "\n"
    try DataFileError.reading { () throws(TensorFileError) in
      try OutputFile.write(path) { (file) throws(TensorFileError) in try file.append(Array(text.utf8)) }
    }
  }

  /// Reads what ``save(_:)`` wrote. Throws a ``DataFileError`` where the file is anything else.
  public init(contentsOf path: String) throws {
    let text = try TextFile.text(path)
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    if lines.first.map(String.init) != Self.firstLine {
      throw DataFileError(
        path, at: .line(1, column: 1), "the first line of a file of merges is ‘\(Self.firstLine)’: it is none")
    }
    var merges: [Merge] = []
    for (i, line) in lines.enumerated().dropFirst() {
      let numbers = line.split(separator: " ", omittingEmptySubsequences: false).map { Int($0) }
      guard numbers.count == 2, let left = numbers[0], let right = numbers[1] else {
        throw DataFileError(
          path, at: .line(i + 1, column: 1),
          "‘\(line.prefix(40))’ is not a merge, two whole numbers with a space between them")
      }
      merges.append(Merge(left: left, right: right))
    }
    do { try self.init(checking: merges) } catch { throw DataFileError(path, error.problem) }
  }

  private static let firstLine = "#version: byte pairs 1"
}
