import NotebookDisplay
import Plotting
import Tensors

extension BayesianNetwork {
  /// The graph with the probability of each variable's likeliest value given evidence, and the evidence filled in.
  ///
  /// Traps as ``probability(of:given:file:line:)``.
  public func beliefs(
    given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID, line: UInt = #line
  ) -> Beliefs {
    _ = graph.numbers(of: evidence, Caller("beliefs", file, line))
    let tables = variables.map { variable in
      evidence[variable] == nil ? graph.probability(of: [variable], given: evidence, file, line) : nil
    }
    return Beliefs(network: self, evidence: evidence, tables: tables)
  }

  /// What a network knows of every variable, given evidence: a picture, and a table of each.
  public struct Beliefs: Displayable, CustomStringConvertible {
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
}

/// Probabilities in percent, with as many digits as a picture has room for.
enum Percent {
  static func text(_ p: Double) -> String {
    let tenths = Int((p * 1_000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10) %" : "\(tenths / 10).\(tenths % 10) %"
  }
}
