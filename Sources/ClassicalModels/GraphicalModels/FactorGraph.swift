import Glibc
import Tensors

/// Variables and the factors whose product their joint distribution is proportional to: exact answers by eliminating
/// one variable after the other (Zhang and Poole, 1994; Dechter, 1996).
///
/// Bayesian networks and Markov random fields both ask it.
struct FactorGraph {
  let variables: [DiscreteVariable]
  var factors: [Factor]

  /// A table with more entries than this is not made.
  static let limit = 1 << 24

  /// ln Σ of the product of all factors, over the variables that are not kept: a factor of those that are, in their
  /// order.
  func eliminated(keeping kept: [Int], given evidence: [Int: Int], _ caller: Caller) -> Factor {
    var remaining = factors.map { $0.reduced(by: evidence) }
    let free = variables.indices.filter { evidence[$0] == nil && !kept.contains($0) }
    for variable in order(of: free, in: remaining, caller) {
      remaining.append(Factor.product(taken(of: variable, &remaining), eliminating: variable, sizeOf: size).factor)
    }
    // Kept variables that no factor mentions have a place too.
    remaining += kept.filter { v in !remaining.contains { $0.scope.contains(v) } }.map(uniform)
    check(size: kept.map(size), caller)
    return Factor.product(remaining, eliminating: nil, sizeOf: size).factor.ordered(as: kept)
  }

  /// The values at which the product is greatest, and its logarithm there.
  func maximised(given evidence: [Int: Int], _ caller: Caller) -> (values: [Int], logarithm: Double) {
    var remaining = factors.map { $0.reduced(by: evidence) }
    let free = variables.indices.filter { evidence[$0] == nil }
    var decisions: [(variable: Int, factor: Factor, choices: [Int])] = []
    for variable in order(of: free, in: remaining, caller) {
      let (factor, choices) = Factor.product(
        taken(of: variable, &remaining), eliminating: variable, maximising: true, sizeOf: size)
      remaining.append(factor)
      decisions.append((variable, factor, choices))
    }
    var values = variables.indices.map { evidence[$0] ?? 0 }
    for (variable, factor, choices) in decisions.reversed() {
      let place = zip(factor.scope, factor.strides).reduce(0) { $0 + values[$1.0] * $1.1 }
      values[variable] = choices[place]
    }
    return (values, remaining.reduce(0) { $0 + $1.logarithms[0] })
  }

  /// Takes a variable's factors out; a variable of none counts each of its values.
  private func taken(of variable: Int, _ factors: inout [Factor]) -> [Factor] {
    let touched = factors.filter { $0.scope.contains(variable) }
    factors.removeAll { $0.scope.contains(variable) }
    return touched.isEmpty ? [uniform(over: variable)] : touched
  }

  /// The order in which variables are eliminated: the next is always the one that joins the fewest neighbours that were
  /// not joined before (min-fill), of equals the one with the smallest table.
  private func order(of free: [Int], in factors: [Factor], _ caller: Caller) -> [Int] {
    var neighbours = variables.map { _ in Set<Int>() }
    for factor in factors { for v in factor.scope { neighbours[v].formUnion(factor.scope) } }
    for v in variables.indices { neighbours[v].remove(v) }
    var left = free
    var order: [Int] = []
    while !left.isEmpty {
      var best = (at: 0, fill: Int.max, weight: Double.infinity)
      for (at, v) in left.enumerated() {
        let around = neighbours[v].sorted()
        var fill = 0
        for (i, a) in around.enumerated() { for b in around[(i + 1)...] where !neighbours[a].contains(b) { fill += 1 } }
        let weight = around.reduce(Double(size(v))) { $0 * Double(size($1)) }
        if fill < best.fill || (fill == best.fill && weight < best.weight) { best = (at, fill, weight) }
      }
      let v = left.remove(at: best.at)
      check(size: [size(v)] + neighbours[v].map(size), caller)
      for a in neighbours[v] {
        neighbours[a].formUnion(neighbours[v])
        neighbours[a].remove(a)
        neighbours[a].remove(v)
      }
      order.append(v)
    }
    return order
  }

  private func check(size sizes: [Int], _ caller: Caller) {
    let count = sizes.reduce(1.0) { $0 * Double($1) }
    if count > Double(Self.limit) {
      caller.fail(
        "the exact answer needs a table of \(sizes.count) variables together, which has more than \(Self.limit) "
          + "entries: ask for fewer variables, or sample")
    }
  }

  private func uniform(over variable: Int) -> Factor {
    Factor(scope: [variable], sizes: [size(variable)], logarithms: Array(repeating: 0, count: size(variable)))
  }

  func size(_ variable: Int) -> Int { variables[variable].values.count }
}
