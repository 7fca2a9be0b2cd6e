import NotebookDisplay
import Tensors

/// How probable the values of some variables are: P(a, b, … | what is given).
///
/// ```swift
/// let table = network.probability(of: rain, given: [wet: "yes"])
/// table["yes"]           // 0.3577
/// table                  // shows itself as a table
/// ```
public struct ProbabilityTable: Displayable, CustomStringConvertible {
  public let variables: [DiscreteVariable]
  /// What was given.
  public let given: [(variable: DiscreteVariable, value: String)]
  /// The probabilities row by row, the last variable changing fastest; their sum is 1.
  public let probabilities: [Double]

  init(variables: [DiscreteVariable], given: [(DiscreteVariable, String)] = [], probabilities: [Double]) {
    self.variables = variables
    self.given = given.map { (variable: $0.0, value: $0.1) }
    self.probabilities = probabilities
  }

  /// The probability that the variables have these values, one for each in the table's order. Traps where one is none
  /// of theirs.
  public subscript(_ values: String..., file file: StaticString = #fileID, line line: UInt = #line) -> Double {
    if values.count != variables.count {
      fail(
        "ProbabilityTable: \(values.count) values for \(variables.count) variables, \(names)", file: file, line: line)
    }
    var place = 0
    for (variable, value) in zip(variables, values) {
      place = place * variable.values.count + variable.place(of: value, Caller("ProbabilityTable", file, line))
    }
    return probabilities[place]
  }

  /// The probabilities with a dimension for each variable, in double precision.
  public var tensor: Tensor {
    Tensor(probabilities, dtype: .float64).reshape(Shape(variables.map(\.values.count)))
  }

  /// The values that are the most probable together.
  public var mode: [DiscreteVariable: String] {
    var best = 0
    for (place, p) in probabilities.enumerated() where p > probabilities[best] { best = place }
    return Dictionary(uniqueKeysWithValues: zip(variables, variables.values(ofCombination: best)))
  }

  /// P(some of the variables), the others summed over. Traps where one is not of the table.
  public func marginal(
    _ kept: DiscreteVariable..., file: StaticString = #fileID, line: UInt = #line
  ) -> ProbabilityTable {
    let places = kept.map { variable in
      guard let place = variables.firstIndex(of: variable) else {
        fail("marginal: ‘\(variable)’ is not one of \(names)", file: file, line: line)
      }
      return place
    }
    var sums = [Double](repeating: 0, count: kept.combinationCount)
    for (entry, p) in probabilities.enumerated() {
      let all = variables.places(ofCombination: entry)
      sums[places.reduce(0) { $0 * variables[$1].values.count + all[$1] }] += p
    }
    return ProbabilityTable(variables: kept, given: given.map { ($0.variable, $0.value) }, probabilities: sums)
  }

  private var names: String { variables.map(\.name).joined(separator: ", ") }

  /// `P(rain | wet = yes)`.
  public var title: String {
    let condition = given.map { "\($0.variable) = \($0.value)" }.joined(separator: ", ")
    return "P(" + names + (condition.isEmpty ? "" : " | " + condition) + ")"
  }

  /// A row for each combination of values.
  public var table: Table {
    Table(
      columns: variables.map(\.name) + [title],
      rows: probabilities.indices.map { variables.values(ofCombination: $0) + [probabilities[$0]] as [Any] })
  }

  public var description: String { table.mimeBundle.plainText }
  public var mimeBundle: MIMEBundle { table.mimeBundle }
}
