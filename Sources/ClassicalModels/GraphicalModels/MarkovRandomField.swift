import Glibc
import NotebookDisplay
import Tensors

/// Variables with potentials on them and on pairs of neighbours (Besag, 1974): P(x) = 1/Z · Π φᵢ(xᵢ) · Π φᵢⱼ(xᵢ, xⱼ).
///
/// ```swift
/// let a = DiscreteVariable("a"), b = DiscreteVariable("b")
/// let field = MarkovRandomField([.potential(a, [1, 2]), .potential(a, b, [[10, 1], [1, 10]])])
/// field.probability(of: b)
/// ```
///
/// Potentials are not probabilities: only their ratios count. Of grids of many variables see ``IsingModel`` and
/// ``PottsModel``.
public struct MarkovRandomField {
  /// A function φ ≥ 0 of a variable, or of two neighbours.
  public struct Potential {
    public let variables: [DiscreteVariable]
    /// A row for each value of the first variable; of a single variable there is one row.
    public let rows: [[Double]]

    /// How much each value of a variable is preferred.
    public static func potential(_ variable: DiscreteVariable, _ values: [Double]) -> Potential {
      Potential(variables: [variable], rows: [values])
    }

    /// How much each pair of two neighbours' values is preferred: a row for each value of the first.
    public static func potential(
      _ a: DiscreteVariable, _ b: DiscreteVariable, _ rows: [[Double]]
    ) -> Potential { Potential(variables: [a, b], rows: rows) }
  }

  public let potentials: [Potential]
  /// The variables, in the order in which the potentials name them.
  public var variables: [DiscreteVariable] { graph.variables }
  let graph: FactorGraph

  /// The field of these potentials; several on the same variables multiply.
  ///
  /// Traps where a table doesn't fit its variables' values, a potential is negative or not finite, a variable is its
  /// own neighbour, or all is impossible in one table.
  public init(_ potentials: [Potential], file: StaticString = #fileID, line: UInt = #line) {
    let caller = Caller("MarkovRandomField", file, line)
    if potentials.isEmpty { caller.fail("it has no potentials") }
    var variables: [DiscreteVariable] = []
    for variable in potentials.flatMap(\.variables) where !variables.contains(variable) {
      if variables.contains(where: { $0.name == variable.name }) {
        caller.fail("two variables are called ‘\(variable)’ and have other values")
      }
      variables.append(variable)
    }
    var graph = FactorGraph(variables: variables, factors: [])
    for potential in potentials {
      potential.check(caller)
      let scope = potential.variables.map { variables.firstIndex(of: $0)! }
      graph.factors.append(
        Factor(scope: scope, sizes: scope.map(graph.size), logarithms: potential.rows.joined().map { Glibc.log($0) }))
    }
    self.potentials = potentials
    self.graph = graph
  }
}

extension MarkovRandomField.Potential {
  fileprivate func check(_ caller: Caller) {
    let name = "φ(\(variables.map(\.name).joined(separator: ", ")))"
    if variables.count == 2 && variables[0] == variables[1] {
      caller.fail("\(name): a variable is not its own neighbour")
    }
    let columns = variables.last!.values.count
    let needed = variables.count == 2 ? variables[0].values.count : 1
    if rows.count != needed || rows.contains(where: { $0.count != columns }) {
      caller.fail(
        "\(name) needs \(needed) × \(columns) numbers, and has rows of "
          + rows.map { String($0.count) }.joined(separator: ", "))
    }
    if let wrong = rows.joined().first(where: { !($0 >= 0 && $0 < .infinity) }) {
      caller.fail("\(name) is \(wrong): a potential is finite and not negative")
    }
    if !rows.joined().contains(where: { $0 > 0 }) {
      caller.fail("\(name) is 0 everywhere, so nothing is possible")
    }
  }
}

// Exact answers: the variables are eliminated one after the other.
extension MarkovRandomField {
  /// ln Z, the logarithm of the sum of the potentials' product over all values of all variables.
  public func logPartitionFunction(file: StaticString = #fileID, line: UInt = #line) -> Double {
    graph.logSum(given: [:], Caller("logPartitionFunction", file, line))
  }

  /// P(variable | evidence). Traps where the evidence has probability 0, and on unknown variables and values.
  public func probability(
    of variable: DiscreteVariable, given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID,
    line: UInt = #line
  ) -> ProbabilityTable { graph.probability(of: [variable], given: evidence, file, line) }

  /// P(several variables together | evidence).
  public func probability(
    of variables: [DiscreteVariable], given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID,
    line: UInt = #line
  ) -> ProbabilityTable { graph.probability(of: variables, given: evidence, file, line) }

  /// The most probable values of all variables together, given the evidence, and how probable they and the evidence
  /// are.
  public func mostProbableExplanation(
    given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID, line: UInt = #line
  ) -> (values: [DiscreteVariable: String], probability: Double) {
    let (values, logarithm) = graph.mostProbable(given: evidence, file, line)
    return (values, exp(logarithm - logPartitionFunction(file: file, line: line)))
  }

  /// Whether a and b must be independent given the other variables: whether those cut all ways between them.
  public func areIndependent(
    _ a: DiscreteVariable, _ b: DiscreteVariable, given known: [DiscreteVariable] = [], file: StaticString = #fileID,
    line: UInt = #line
  ) -> Bool {
    let caller = Caller("areIndependent", file, line)
    let numbers = ([a, b] + known).map { graph.number(of: $0, caller) }
    if a == b { caller.fail("‘\(a)’ and itself") }
    var closed = Set(numbers[2...])
    if closed.contains(numbers[0]) || closed.contains(numbers[1]) { return true }
    var ways = [numbers[0]]
    while let v = ways.popLast() {
      if v == numbers[1] { return false }
      if closed.insert(v).inserted {
        for factor in graph.factors where factor.scope.contains(v) { ways += factor.scope.filter { $0 != v } }
      }
    }
    return true
  }
}
