import Tensors

/// A random variable with finitely many values: `DiscreteVariable("weather", ["sunny", "cloudy", "rainy"])`.
///
/// Variables are the same where their names and values are.
public struct DiscreteVariable: Hashable, Sendable, CustomStringConvertible {
  public let name: String
  public let values: [String]

  /// A variable with the given values, in their order; without any, `no` and `yes`. Traps where a value is given twice,
  /// or none.
  public init(_ name: String, _ values: [String] = ["no", "yes"], file: StaticString = #fileID, line: UInt = #line) {
    if values.isEmpty { fail("DiscreteVariable: ‘\(name)’ has no values", file: file, line: line) }
    if let twice = values.first(where: { value in values.count { $0 == value } > 1 }) {
      fail("DiscreteVariable: ‘\(name)’ has the value ‘\(twice)’ twice", file: file, line: line)
    }
    self.name = name
    self.values = values
  }

  public var description: String { name }

  /// The place of a value among the values. Traps where it is none, and names the nearest.
  func place(of value: String, _ caller: Caller) -> Int {
    if let place = values.firstIndex(of: value) { return place }
    let near = Spelling.suggestion(for: value, among: values)
    let all = values.count > 12 ? "\(values.count) others" : values.joined(separator: ", ")
    caller.fail("\(name) has no value ‘\(value)’\(near) Its values are \(all)")
  }
}

// Combinations of the variables' values, counted with the last variable changing fastest.
extension [DiscreteVariable] {
  var combinationCount: Int { reduce(1) { $0 * $1.values.count } }

  /// The place of each variable's value.
  func places(ofCombination number: Int) -> [Int] {
    var rest = number
    return reversed().map { variable in
      defer { rest /= variable.values.count }
      return rest % variable.values.count
    }.reversed()
  }

  func values(ofCombination number: Int) -> [String] {
    zip(self, places(ofCombination: number)).map { $0.values[$1] }
  }
}
