import Tensors

extension MarkovRandomField {
  /// Samples by Gibbs sampling (Geman and Geman, 1984): each is a chain of its own, which begins at random among the
  /// possible values of each variable and in each sweep draws every variable given its neighbours.
  ///
  /// Traps where the count or the sweeps are negative.
  public func sample(
    _ count: Int, sweeps: Int = 100, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> DiscreteSamples {
    if count < 0 || sweeps < 0 {
      fail("sample: \(count) samples of \(sweeps) sweeps", file: file, line: line)
    }
    var places = variables.map { Tensor.randint(0, $0.values.count, [count], generator: generator) }
    let touching = variables.indices.map { v in graph.factors.filter { $0.scope.contains(v) } }
    // Tables with the variable's values along their columns, a row for each of the neighbour's.
    let tables = variables.indices.map { v in
      touching[v].map { factor -> (neighbour: Int?, table: Tensor) in
        let neighbour = factor.scope.first { $0 != v }
        let ordered = factor.ordered(as: (neighbour.map { [$0] } ?? []) + [v])
        // Of what is impossible the logarithm is finite, so that a chain that began there can leave.
        let logarithms = ordered.logarithms.map { Swift.max($0, -1e4) }
        return (neighbour, Tensor(logarithms, dtype: .float64).reshape(-1, graph.size(v)))
      }
    }
    for _ in 0..<sweeps {
      for v in variables.indices {
        var logits = Tensor.zeros(count, graph.size(v), dtype: .float64)
        for (neighbour, table) in tables[v] {
          logits = logits + (neighbour.map { table.indexSelect(0, places[$0]) } ?? table)
        }
        places[v] = logits.softmax(dim: -1).cumsum(-1).drawnCategories(generator)
      }
    }
    return DiscreteSamples(variables: variables, places: stack(places, dim: 1), weights: nil)
  }
}
