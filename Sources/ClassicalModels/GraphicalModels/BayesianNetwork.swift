import Glibc
import NotebookDisplay
import Tensors

/// A directed graph of variables, each with its probabilities given those it depends on (Pearl, 1988):
/// P(x₁, …, xₙ) = Π P(xᵢ | parents of xᵢ).
///
/// ```swift
/// let rain = DiscreteVariable("rain"), sprinkler = DiscreteVariable("sprinkler"), wet = DiscreteVariable("wet")
/// let network = BayesianNetwork([
///   .p(rain, [0.8, 0.2]),
///   .p(sprinkler, given: [rain], [[0.6, 0.4], [0.99, 0.01]]),
///   .p(wet, given: [sprinkler, rain], [[1, 0], [0.2, 0.8], [0.1, 0.9], [0.01, 0.99]]),
/// ])
/// network.probability(of: rain, given: [wet: "yes"])
/// ```
public struct BayesianNetwork {
  /// P(variable | parents): a row of probabilities for each combination of the parents' values.
  public struct ConditionalTable {
    public let variable: DiscreteVariable
    public let parents: [DiscreteVariable]
    /// The rows, the last parent changing fastest.
    public let rows: [[Double]]

    /// P(variable), of a variable that depends on none.
    public static func p(_ variable: DiscreteVariable, _ probabilities: [Double]) -> ConditionalTable {
      ConditionalTable(variable: variable, parents: [], rows: [probabilities])
    }

    /// P(variable | parents): a row for each combination of the parents' values, the last parent changing fastest.
    public static func p(
      _ variable: DiscreteVariable, given parents: [DiscreteVariable], _ rows: [[Double]]
    ) -> ConditionalTable {
      ConditionalTable(variable: variable, parents: parents, rows: rows)
    }
  }

  /// The tables, in the order in which they were given.
  public let tables: [ConditionalTable]
  /// The variables, in the tables' order.
  public var variables: [DiscreteVariable] { graph.variables }

  let graph: FactorGraph
  /// Each variable's parents, by their numbers.
  let parents: [[Int]]
  /// The variables' numbers, parents before children.
  let causalOrder: [Int]

  /// The network of these tables, in any order.
  ///
  /// Traps where a variable has two tables or none, the rows don't fit the parents' values, a row is not of
  /// probabilities whose sum is 1, or the arrows go round in a circle.
  public init(_ tables: [ConditionalTable], file: StaticString = #fileID, line: UInt = #line) {
    let caller = Caller("BayesianNetwork", file, line)
    let variables = tables.map(\.variable)
    if tables.isEmpty { caller.fail("it has no variables") }
    for (i, name) in variables.map(\.name).enumerated() where variables[..<i].contains(where: { $0.name == name }) {
      caller.fail("‘\(name)’ has two tables")
    }
    var graph = FactorGraph(variables: variables, factors: [])
    var parents: [[Int]] = []
    for (i, table) in tables.enumerated() {
      parents.append(
        table.parents.map {
          graph.number(of: $0, Caller("BayesianNetwork: the parents of \(table.variable)", file, line))
        })
      table.check(caller)
      let scope = parents[i] + [i]
      graph.factors.append(
        Factor(scope: scope, sizes: scope.map(graph.size), logarithms: table.rows.joined().map { Glibc.log($0) }))
    }
    self.tables = tables
    self.graph = graph
    self.parents = parents
    causalOrder = Self.order(variables, parents, caller)
  }

  private static func order(_ variables: [DiscreteVariable], _ parents: [[Int]], _ caller: Caller) -> [Int] {
    var order: [Int] = []
    var isPlaced = variables.map { _ in false }
    while order.count < variables.count {
      guard let next = variables.indices.first(where: { v in !isPlaced[v] && parents[v].allSatisfy { isPlaced[$0] } })
      else {
        // Going up from one that is not placed, always to a parent that is not, comes round.
        var way = [isPlaced.firstIndex(of: false)!]
        while let up = parents[way.last!].first(where: { !isPlaced[$0] }) {
          way.append(up)
          if let first = way.firstIndex(of: up), first < way.count - 1 {
            way.removeFirst(first)
            break
          }
        }
        let names = way.reversed().map { variables[$0].name }.joined(separator: " → ")
        caller.fail("the arrows go round in a circle, \(names): no variable may depend on itself")
      }
      isPlaced[next] = true
      order.append(next)
    }
    return order
  }
}

extension BayesianNetwork.ConditionalTable {
  fileprivate func check(_ caller: Caller) {
    let name = parents.isEmpty ? "P(\(variable))" : "P(\(variable) | \(parents.map(\.name).joined(separator: ", ")))"
    if parents.contains(where: { parent in parents.count { $0 == parent } > 1 }) {
      caller.fail("\(name) has a parent twice")
    }
    let needed = parents.combinationCount
    if rows.count != needed {
      let sizes = parents.map { "\($0.name) \($0.values.count)" }.joined(separator: " × ")
      caller.fail(
        "\(name) has \(rows.count) rows and needs \(needed), one for each combination of its parents' values ("
          + "\(sizes))")
    }
    for (place, row) in rows.enumerated() {
      let words = parents.isEmpty ? "" : ", row \(place) (\(condition(place)))"
      if row.count != variable.values.count {
        caller.fail(
          "\(name)\(words) has \(row.count) probabilities, and \(variable) has the \(variable.values.count) "
            + "values \(variable.values.joined(separator: ", "))")
      }
      if let wrong = row.firstIndex(where: { !($0 >= 0 && $0 <= 1) }) {
        caller.fail("\(name)\(words) has the probability \(row[wrong])")
      }
      let sum = row.reduce(0, +)
      if abs(sum - 1) > 1e-6 {
        caller.fail("\(name)\(words) sums to \(Table.text(of: sum)), not 1")
      }
    }
  }

  /// The parents' values of a row: `sprinkler = on, rain = no`.
  func condition(_ row: Int) -> String {
    zip(parents, parents.values(ofCombination: row)).map { "\($0) = \($1)" }.joined(separator: ", ")
  }
}
