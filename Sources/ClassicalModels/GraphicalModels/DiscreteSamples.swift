import NotebookDisplay
import Tensors

/// Observations of discrete variables: a row for each, by the places of the values among the variables' values.
public struct DiscreteSamples: Displayable, CustomStringConvertible {
  public let variables: [DiscreteVariable]
  /// `(samples, variables)`, int64.
  public let places: Tensor
  /// How much each sample counts, `(samples)`, where they don't count alike.
  public let weights: Tensor?

  /// Observations by their places, `(samples, variables)`, int64. Traps where a place is outside a variable's values.
  public init(_ variables: [DiscreteVariable], _ places: Tensor, file: StaticString = #fileID, line: UInt = #line) {
    if places.ndim != 2 || places.shape[1] != variables.count || places.dtype != .int64 {
      fail(
        "DiscreteSamples: \(places.dtype) of shape \(places.shape): int64 of shape (samples, \(variables.count)) is expected, a "
          + "column for each variable", file: file, line: line)
    }
    for (i, variable) in variables.enumerated() where places.shape[0] > 0 {
      let column = places[.all, i]
      if ((column < 0) | (column >= Double(variable.values.count))).any() {
        fail(
          "DiscreteSamples: \(variable) has \(variable.values.count) values, so its places are 0 to "
            + "\(variable.values.count - 1), and there are others, up to \(column.max().item() as Double)", file: file,
          line: line)
      }
    }
    self.init(variables: variables, places: places, weights: nil)
  }

  /// Observations by their values, a row for each. Traps where a value is none of its variable's.
  public init(_ variables: [DiscreteVariable], _ rows: [[String]], file: StaticString = #fileID, line: UInt = #line) {
    var places: [Int] = []
    for (number, row) in rows.enumerated() {
      if row.count != variables.count {
        fail(
          "DiscreteSamples: row \(number) has \(row.count) values for \(variables.count) variables", file: file,
          line: line)
      }
      for (variable, value) in zip(variables, row) {
        places.append(variable.place(of: value, Caller("DiscreteSamples: row \(number)", file, line)))
      }
    }
    let tensor = Tensor(places, dtype: .int64).reshape([rows.count, variables.count])
    self.init(variables: variables, places: tensor, weights: nil)
  }

  init(variables: [DiscreteVariable], places: Tensor, weights: Tensor?) {
    self.variables = variables
    self.places = places
    self.weights = weights
  }

  /// The number of observations.
  public var count: Int { places.shape[0] }

  /// A variable's value in each observation. Traps where the variable is not observed.
  public subscript(variable: DiscreteVariable, file file: StaticString = #fileID, line line: UInt = #line) -> [String] {
    places[.all, column(variable, file, line)].scalars.map { variable.values[Int($0)] }
  }

  /// How often each combination of values was observed, as a share of all: an estimate of P(variables). Traps where
  /// nothing counts.
  public func probability(
    of asked: DiscreteVariable..., file: StaticString = #fileID, line: UInt = #line
  ) -> ProbabilityTable {
    let counts = self.counts(of: asked, file, line)
    let total = counts.reduce(0, +)
    if !(total > 0) {
      fail(
        "probability: none of the \(count) samples counts: what was given is too improbable for so few", file: file,
        line: line)
    }
    return ProbabilityTable(variables: asked, probabilities: counts.map { $0 / total })
  }

  /// The samples, weighted, of each combination of values, the last variable changing fastest.
  func counts(of asked: [DiscreteVariable], _ file: StaticString, _ line: UInt) -> [Double] {
    var place = Tensor.zeros([count], dtype: .int64)
    for variable in asked {
      place = place * Double(variable.values.count) + places[.all, column(variable, file, line)]
    }
    let ones = weights ?? Tensor.ones([count], dtype: .float64)
    return Tensor.zeros([asked.combinationCount], dtype: .float64).scatterAdd(0, place, ones).scalars
  }

  func column(_ variable: DiscreteVariable, _ file: StaticString, _ line: UInt) -> Int {
    FactorGraph(variables: variables, factors: []).number(of: variable, Caller("DiscreteSamples", file, line))
  }

  private var table: Table {
    let values = places.scalars, weights = self.weights?.scalars
    let rows = (0..<count).map { row in
      variables.indices.map { variables[$0].values[Int(values[row * variables.count + $0])] as Any }
        + (weights.map { [$0[row]] } ?? [])
    }
    return Table(columns: variables.map(\.name) + (weights == nil ? [] : ["weight"]), rows: rows)
  }

  public var description: String { table.mimeBundle.plainText }
  public var mimeBundle: MIMEBundle { table.mimeBundle }
}
