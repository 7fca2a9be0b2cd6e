public import NotebookDisplay
import Plotting
import Tensors

extension BayesianNetwork: Displayable, CustomStringConvertible {
  /// A variable's conditional probabilities, a row for each combination of its parents' values. Traps on an unknown variable.
  public func table(
    of variable: DiscreteVariable, file: StaticString = #fileID, line: UInt = #line
  ) -> Table {
    let table = tables[graph.number(of: variable, "table", file, line)]
    return Table(
      columns: table.parents.map(\.name) + variable.values.map { "\(variable) = \($0)" },
      rows: table.rows.indices.map { table.values(ofRow: $0) as [Any] + table.rows[$0] as [Any] })
  }

  /// A line for each variable: `wet ← sprinkler, rain`.
  public var description: String {
    tables.map { table in
      "\(table.variable) (\(table.variable.values.joined(separator: ", ")))"
        + (table.parents.isEmpty ? "" : " ← " + table.parents.map(\.name).joined(separator: ", "))
    }.joined(separator: "\n")
  }

  /// The graph as SVG, each variable with its values.
  public var svg: String {
    drawing(
      zip(variables, parents).map { variable, parents in
        GraphDrawing.Node(variable.name, detail: Self.list(variable.values), color: parents.isEmpty ? .blue : nil)
      }
    ).svg
  }

  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, svg) }

  /// The graph with the probability of each variable's likeliest value given evidence, and the evidence filled in.
  ///
  /// Traps as ``probability(of:given:file:line:)``.
  public func beliefs(
    given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID, line: UInt = #line
  ) -> BayesianNetworkBeliefs {
    let tables = variables.map { variable in
      evidence[variable] == nil ? graph.probability(of: [variable], given: evidence, file, line) : nil
    }
    return BayesianNetworkBeliefs(network: self, evidence: evidence, tables: tables)
  }

  func drawing(_ nodes: [GraphDrawing.Node]) -> GraphDrawing {
    GraphDrawing(
      title: "Bayesian network", description: description.split(separator: "\n").joined(separator: "; "), nodes: nodes,
      inputs: parents, gap: 20, layerGap: 34)
  }

  private static func list(_ values: [String]) -> String {
    values.count <= 4
      ? values.joined(separator: ", ") : values.prefix(3).joined(separator: ", ") + ", … (\(values.count))"
  }
}

/// What a network knows of every variable, given evidence: a picture, and a table of each.
public struct BayesianNetworkBeliefs: Displayable, CustomStringConvertible {
  let network: BayesianNetwork
  let evidence: [DiscreteVariable: String]
  let tables: [ProbabilityTable?]

  private func text(_ place: Int) -> String {
    let variable = network.variables[place]
    guard let table = tables[place] else { return "\(evidence[variable]!) (given)" }
    let value = table.mode[variable]!
    return "\(value) \(Percent.text(table.probabilities.max()!))"
  }

  public var description: String {
    network.variables.indices.map { "\(network.variables[$0]): \(text($0))" }.joined(separator: "\n")
  }

  public var svg: String {
    network.drawing(
      network.variables.indices.map { place in
        let isGiven = tables[place] == nil
        return GraphDrawing.Node(
          network.variables[place].name, detail: text(place), color: isGiven ? .orange : nil, isFilled: isGiven,
          isBold: isGiven)
      }
    ).svg
  }

  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, svg) }
}

/// Probabilities in percent, with as many digits as a picture has room for.
enum Percent {
  static func text(_ p: Double) -> String {
    let tenths = Int((p * 1_000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
