import Tensors

extension BayesianNetwork {
  /// Samples of all variables, each drawn after its parents: ancestral sampling. Traps where the count is negative.
  public func sample(
    _ count: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> DiscreteSamples { draw(count, given: [:], generator, Caller("sample", file, line)).unweighted }

  /// Samples given evidence: what is given is not drawn, and each sample counts as much as its evidence is probable in
  /// it (Fung and Chang; Shachter and Peot, 1989).
  ///
  /// An estimate, unlike ``probability(of:given:file:line:)``, and a poor one where the evidence is improbable.
  public func likelihoodWeighting(
    _ count: Int, given evidence: [DiscreteVariable: String], generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> DiscreteSamples {
    let caller = Caller("likelihoodWeighting", file, line)
    return draw(count, given: graph.numbers(of: evidence, caller), generator, caller)
  }

  private func draw(
    _ count: Int, given evidence: [Int: Int], _ generator: Generator, _ caller: Caller
  ) -> DiscreteSamples {
    if count < 0 { caller.fail("\(count) samples") }
    var columns = [Tensor?](repeating: nil, count: variables.count)
    var weights = Tensor.ones([count], dtype: .float64)
    for v in causalOrder {
      let table = Tensor(tables[v].rows, dtype: .float64)
      var row = Tensor.zeros([count], dtype: .int64)
      for parent in parents[v] { row = row * Double(graph.size(parent)) + columns[parent]! }
      if let value = evidence[v] {
        columns[v] = Tensor.full([count], Double(value), dtype: .int64)
        weights = weights * table[.all, value].indexSelect(0, row)
      } else {
        columns[v] = table.cumsum(-1).indexSelect(0, row).drawnCategories(generator)
      }
    }
    return DiscreteSamples(variables: variables, places: stack(columns.map { $0! }, dim: 1), weights: weights)
  }
}

extension DiscreteSamples {
  fileprivate var unweighted: DiscreteSamples { DiscreteSamples(variables: variables, places: places, weights: nil) }
}
