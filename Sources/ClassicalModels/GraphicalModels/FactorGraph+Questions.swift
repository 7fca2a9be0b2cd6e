import Glibc
import Tensors

// Questions in the names of variables and values.
extension FactorGraph {
  /// A variable's number. Traps where there is none, and names the nearest.
  func number(of variable: DiscreteVariable, _ caller: Caller) -> Int {
    if let number = variables.firstIndex(of: variable) { return number }
    if let namesake = variables.first(where: { $0.name == variable.name }) {
      caller.fail(
        "the variable ‘\(variable)’ here has the values \(namesake.values.joined(separator: ", ")), not "
          + variable.values.joined(separator: ", "))
    }
    let names = variables.map(\.name)
    let near = Spelling.suggestion(for: variable.name, among: names)
    caller.fail(
      "there is no variable ‘\(variable)’\(near) There are "
        + (names.count > 20 ? "\(names.count) others" : names.joined(separator: ", ")))
  }

  func numbers(of evidence: [DiscreteVariable: String], _ caller: Caller) -> [Int: Int] {
    var numbers: [Int: Int] = [:]
    for (variable, value) in evidence {
      numbers[number(of: variable, caller)] = variable.place(of: value, caller)
    }
    return numbers
  }

  func probability(
    of asked: [DiscreteVariable], given evidence: [DiscreteVariable: String], _ file: StaticString, _ line: UInt
  ) -> ProbabilityTable {
    let caller = Caller("probability", file, line)
    if asked.isEmpty { caller.fail("of no variable") }
    if let twice = asked.first(where: { v in asked.count { $0 == v } > 1 }) {
      caller.fail("‘\(twice)’ is asked for twice")
    }
    if let both = asked.first(where: { evidence[$0] != nil }) {
      caller.fail("‘\(both)’ is both asked for and given")
    }
    let kept = asked.map { number(of: $0, caller) }
    let given = numbers(of: evidence, caller)
    let factor = eliminated(keeping: kept, given: given, caller)
    let top = factor.logarithms.max() ?? -.infinity
    if top == -.infinity { impossible(evidence, caller) }
    let weights = factor.logarithms.map { exp($0 - top) }
    let total = weights.reduce(0, +)
    return ProbabilityTable(
      variables: asked, given: evidence.sorted { $0.key.name < $1.key.name }.map { ($0.key, $0.value) },
      probabilities: weights.map { $0 / total })
  }

  /// ln of the factors' product, summed over all that is not given.
  func logSum(given evidence: [DiscreteVariable: String], _ caller: Caller) -> Double {
    eliminated(keeping: [], given: numbers(of: evidence, caller), caller).logarithms[0]
  }

  func mostProbable(
    given evidence: [DiscreteVariable: String], _ file: StaticString, _ line: UInt
  ) -> (values: [DiscreteVariable: String], logarithm: Double) {
    let caller = Caller("mostProbableExplanation", file, line)
    let (values, logarithm) = maximised(given: numbers(of: evidence, caller), caller)
    if logarithm == -.infinity { impossible(evidence, caller) }
    let named = zip(variables, values).map { ($0, $0.values[$1]) }
    return (Dictionary(uniqueKeysWithValues: named), logarithm)
  }

  func impossible(_ evidence: [DiscreteVariable: String], _ caller: Caller) -> Never {
    let words = evidence.map { "\($0.key) = \($0.value)" }.sorted().joined(separator: ", ")
    caller.fail("what is given has probability 0 (\(words)), so nothing follows from it")
  }
}
