import NotebookDisplay
import Plotting
import Tensors

extension BayesianNetwork: Displayable, CustomStringConvertible {
  /// A variable's conditional probabilities, a row for each combination of its parents' values. Traps on an unknown
  /// variable.
  public func table(of variable: DiscreteVariable, file: StaticString = #fileID, line: UInt = #line) -> Table {
    let table = tables[graph.number(of: variable, Caller("table", file, line))]
    return Table(
      columns: table.parents.map(\.name) + variable.values.map { "\(variable) = \($0)" },
      rows: table.rows.indices.map { table.parents.values(ofCombination: $0) as [Any] + table.rows[$0] as [Any] })
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
