import Glibc
import Tensors

// Questions in the names of variables and values.
extension FactorGraph {
  /// A variable's number. Traps where there is none, and names the nearest.
  func number(
    of variable: DiscreteVariable, _ operation: String, _ file: StaticString, _ line: UInt
  ) -> Int {
    if let number = variables.firstIndex(of: variable) { return number }
    if let namesake = variables.first(where: { $0.name == variable.name }) {
      fail(
        "\(operation): the variable ‘\(variable)’ here has the values \(namesake.values.joined(separator: ", ")), not "
          + variable.values.joined(separator: ", "), file: file, line: line)
    }
    let names = variables.map(\.name)
    let near = Spelling.suggestion(for: variable.name, among: names)
    fail(
      "\(operation): there is no variable ‘\(variable)’\(near) There are "
        + (names.count > 20 ? "\(names.count) others" : names.joined(separator: ", ")), file: file, line: line)
  }

  func numbers(
    of evidence: [DiscreteVariable: String], _ operation: String, _ file: StaticString, _ line: UInt
  ) -> [Int: Int] {
    var numbers: [Int: Int] = [:]
    for (variable, value) in evidence {
      numbers[number(of: variable, operation, file, line)] = variable.place(of: value, operation, file, line)
    }
    return numbers
  }

  func probability(
    of asked: [DiscreteVariable], given evidence: [DiscreteVariable: String], _ file: StaticString, _ line: UInt
  ) -> ProbabilityTable {
    let operation = "probability"
    if asked.isEmpty { fail("probability: of no variable", file: file, line: line) }
    if let twice = asked.first(where: { v in asked.count { $0 == v } > 1 }) {
      fail("probability: ‘\(twice)’ is asked for twice", file: file, line: line)
    }
    if let both = asked.first(where: { evidence[$0] != nil }) {
      fail("probability: ‘\(both)’ is both asked for and given", file: file, line: line)
    }
    let kept = asked.map { number(of: $0, operation, file, line) }
    let given = numbers(of: evidence, operation, file, line)
    let factor = eliminated(keeping: kept, given: given, operation, file, line)
    let top = factor.logarithms.max() ?? -.infinity
    if top == -.infinity { impossible(evidence, operation, file, line) }
    let weights = factor.logarithms.map { exp($0 - top) }
    let total = weights.reduce(0, +)
    return ProbabilityTable(
      variables: asked, given: evidence.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) },
      probabilities: weights.map { $0 / total })
  }

  /// ln of the factors' product, summed over all that is not given.
  func logSum(
    given evidence: [DiscreteVariable: String], _ operation: String, _ file: StaticString, _ line: UInt
  ) -> Double {
    eliminated(keeping: [], given: numbers(of: evidence, operation, file, line), operation, file, line).logarithms[0]
  }

  func mostProbable(
    given evidence: [DiscreteVariable: String], _ file: StaticString, _ line: UInt
  ) -> (values: [DiscreteVariable: String], logarithm: Double) {
    let operation = "mostProbableExplanation"
    let (values, logarithm) = maximised(given: numbers(of: evidence, operation, file, line), operation, file, line)
    if logarithm == -.infinity { impossible(evidence, operation, file, line) }
    let named = zip(variables, values).map { ($0, $0.values[$1]) }
    return (Dictionary(uniqueKeysWithValues: named), logarithm)
  }

  func impossible(
    _ evidence: [DiscreteVariable: String], _ operation: String, _ file: StaticString, _ line: UInt
  ) -> Never {
    let words = evidence.map { "\($0.key) = \($0.value)" }.sorted().joined(separator: ", ")
    fail(
      "\(operation): what is given has probability 0 (\(words)), so nothing follows from it", file: file, line: line)
  }
}
