import Tensors

/// A random variable with finitely many values: `DiscreteVariable("weather", ["sunny", "cloudy", "rainy"])`.
///
/// Variables are the same where their names and values are.
public struct DiscreteVariable: Hashable, Sendable, CustomStringConvertible {
  public let name: String
  public let values: [String]

  /// A variable with the given values, in their order; without any, `no` and `yes`. Traps where a value is given twice, or none.
  public init(
    _ name: String, _ values: [String] = ["no", "yes"], file: StaticString = #fileID, line: UInt = #line
  ) {
    if values.isEmpty { fail("DiscreteVariable: ‘\(name)’ has no values", file: file, line: line) }
    if let twice = values.first(where: { value in values.count { $0 == value } > 1 }) {
      fail("DiscreteVariable: ‘\(name)’ has the value ‘\(twice)’ twice", file: file, line: line)
    }
    self.name = name
    self.values = values
  }

  public var description: String { name }

  /// The place of a value among the values. Traps where it is none, and names the nearest.
  func place(
    of value: String, _ operation: String, _ file: StaticString, _ line: UInt
  ) -> Int {
    if let place = values.firstIndex(of: value) { return place }
    let near = Spelling.nearest(to: value, among: values).map { ": did you mean ‘\($0)’?" } ?? ""
    let all = values.count > 12 ? "\(values.count) others" : values.joined(separator: ", ")
    fail("\(operation): \(name) has no value ‘\(value)’\(near) Its values are \(all)", file: file, line: line)
  }
}

/// What somebody may have meant who wrote a name that there is not.
enum Spelling {
  /// The name with the fewest edits to it (Levenshtein, 1966), where they are not more than a third of its letters.
  static func nearest(to name: String, among names: [String]) -> String? {
    let best = names.map { ($0, distance(Array(name.lowercased()), Array($0.lowercased()))) }.min { $0.1 < $1.1 }
    guard let (candidate, edits) = best, edits <= max(1, candidate.count / 3) else { return nil }
    return candidate
  }

  private static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, x) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, y) in b.enumerated() {
        let edits = Swift.min(row[j] + 1, row[j + 1] + 1, diagonal + (x == y ? 0 : 1))
        diagonal = row[j + 1]
        row[j + 1] = edits
      }
    }
    return row[b.count]
  }
}
