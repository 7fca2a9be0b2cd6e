import NotebookDisplay
import Plotting

extension MarkovRandomField: Displayable, CustomStringConvertible {
  /// Each variable's neighbours, by their numbers.
  private var neighbours: [[Int]] {
    var neighbours = variables.map { _ in [Int]() }
    for factor in graph.factors where factor.scope.count == 2 {
      let (a, b) = (factor.scope.min()!, factor.scope.max()!)
      if !neighbours[b].contains(a) { neighbours[b].append(a) }
    }
    return neighbours
  }

  /// A line for each variable: `b (no, yes) — a`.
  public var description: String {
    let above = neighbours
    return variables.indices.map { v in
      let all = above[v] + variables.indices.filter { above[$0].contains(v) }
      return "\(variables[v]) (\(variables[v].values.joined(separator: ", ")))"
        + (all.isEmpty ? "" : " — " + all.map { variables[$0].name }.joined(separator: ", "))
    }.joined(separator: "\n")
  }

  /// The graph as SVG: variables, and lines between neighbours.
  public var svg: String {
    GraphDrawing(
      title: "Markov random field", description: description.split(separator: "\n").joined(separator: "; "),
      nodes: variables.map {
        GraphDrawing.Node(
          $0.name, detail: $0.values.count <= 4 ? $0.values.joined(separator: ", ") : "\($0.values.count) values",
          color: .green)
      }, inputs: neighbours, hasArrows: false, gap: 20, layerGap: 30
    ).svg
  }

  public var mimeBundle: MIMEBundle { MIMEBundle(plainText: description).adding(.svg, svg) }
}
