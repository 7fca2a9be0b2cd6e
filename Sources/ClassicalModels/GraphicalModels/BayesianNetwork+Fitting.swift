import Glibc
import Tensors

extension BayesianNetwork {
  /// The network with the given arrows whose tables are those of the samples: counts, plus `smoothing` for each value
  /// (Laplace), over their sum.
  ///
  /// ```swift
  /// BayesianNetwork.fit(samples, structure: [rain: [], sprinkler: [rain], wet: [sprinkler, rain]])
  /// ```
  ///
  /// With a smoothing of 0 it is the maximum of the likelihood; parents' values that were never observed then have no
  /// counts, and get equal probabilities. Traps where there are no samples, a variable is not observed, or the arrows
  /// go round in a circle.
  public static func fit(
    _ samples: DiscreteSamples, structure: KeyValuePairs<DiscreteVariable, [DiscreteVariable]>, smoothing: Double = 1,
    file: StaticString = #fileID, line: UInt = #line
  ) -> BayesianNetwork {
    if samples.count == 0 { fail("BayesianNetwork.fit: there are no samples", file: file, line: line) }
    if !(smoothing >= 0 && smoothing < .infinity) {
      fail("BayesianNetwork.fit: smoothing must not be negative, and is \(smoothing)", file: file, line: line)
    }
    let tables = structure.map { variable, parents in
      let counts = samples.counts(of: parents + [variable], file, line)
      let size = variable.values.count
      let rows = stride(from: 0, to: counts.count, by: size).map { start in
        let row = counts[start..<(start + size)].map { $0 + smoothing }
        let sum = row.reduce(0, +)
        return row.map { sum > 0 ? $0 / sum : 1 / Double(size) }
      }
      return ConditionalTable.p(variable, given: parents, rows)
    }
    return BayesianNetwork(tables, file: file, line: line)
  }

  /// ln P(samples): Σ over the samples, weighted where they are, of the logarithm of each's probability.
  public func logLikelihood(_ samples: DiscreteSamples, file: StaticString = #fileID, line: UInt = #line) -> Double {
    tables.reduce(0) { sum, table in
      let counts = samples.counts(of: table.parents + [table.variable], file, line)
      return zip(counts, table.rows.joined()).reduce(sum) { $1.0 == 0 ? $0 : $0 + $1.0 * Glibc.log($1.1) }
    }
  }
}
