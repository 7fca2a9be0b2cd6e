import Glibc

/// A function φ of some variables, as a table of logarithms: what conditional probabilities and potentials both are.
///
/// Variables are numbered; the last of a factor's changes fastest.
struct Factor {
  let scope: [Int]
  let sizes: [Int]
  var logarithms: [Double]

  /// How far apart neighbours along each variable lie.
  var strides: [Int] {
    var strides = sizes
    var stride = 1
    for i in sizes.indices.reversed() {
      strides[i] = stride
      stride *= sizes[i]
    }
    return strides
  }

  /// The product of several factors, summed or maximised over one variable where one is given.
  ///
  /// - Returns: the factor, and where maximised the value at which each entry was reached.
  static func product(
    _ factors: [Factor], eliminating variable: Int?, maximising: Bool = false, sizeOf: (Int) -> Int
  ) -> (factor: Factor, choices: [Int]) {
    var scope: [Int] = []
    for factor in factors { for v in factor.scope where v != variable && !scope.contains(v) { scope.append(v) } }
    scope.sort()
    let sizes = scope.map(sizeOf)
    let inner = variable.map(sizeOf) ?? 1
    // How far each factor's place moves with each variable of the product.
    let steps = factors.map { factor in
      let own = factor.strides
      return scope.map { v in factor.scope.firstIndex(of: v).map { own[$0] } ?? 0 }
    }
    let innerSteps = factors.map { factor in
      variable.flatMap { v in factor.scope.firstIndex(of: v).map { factor.strides[$0] } } ?? 0
    }
    let count = sizes.reduce(1, *)
    var logarithms = [Double](repeating: 0, count: count)
    var choices: [Int] = []
    if maximising { choices = [Int](repeating: 0, count: count) }
    var counter = [Int](repeating: 0, count: scope.count)
    var places = [Int](repeating: 0, count: factors.count)
    var terms = [Double](repeating: 0, count: inner)
    for entry in 0..<count {
      var top = -Double.infinity
      var best = 0
      for value in 0..<inner {
        var sum = 0.0
        for f in factors.indices { sum += factors[f].logarithms[places[f] + value * innerSteps[f]] }
        terms[value] = sum
        if sum > top { (top, best) = (sum, value) }
      }
      if maximising {
        logarithms[entry] = top
        choices[entry] = best
      } else if inner == 1 || top == -.infinity {
        logarithms[entry] = top
      } else {
        var total = 0.0
        for value in 0..<inner { total += exp(terms[value] - top) }
        logarithms[entry] = top + log(total)
      }
      var digit = scope.count - 1
      while digit >= 0 {
        counter[digit] += 1
        for f in factors.indices { places[f] += steps[f][digit] }
        if counter[digit] < sizes[digit] { break }
        for f in factors.indices { places[f] -= steps[f][digit] * sizes[digit] }
        counter[digit] = 0
        digit -= 1
      }
    }
    return (Factor(scope: scope, sizes: sizes, logarithms: logarithms), choices)
  }

  /// The part in which some variables have the values that are given.
  func reduced(by evidence: [Int: Int]) -> Factor {
    guard scope.contains(where: { evidence[$0] != nil }) else { return self }
    let own = strides
    var start = 0
    var kept: [Int] = []
    for (i, v) in scope.enumerated() {
      if let value = evidence[v] { start += value * own[i] } else { kept.append(i) }
    }
    return part(along: kept, from: start)
  }

  /// The same factor with its variables in another order.
  func ordered(as order: [Int]) -> Factor {
    order == scope ? self : part(along: order.map { scope.firstIndex(of: $0)! }, from: 0)
  }

  /// The entries from one on along some of the variables, given by their places in the scope.
  private func part(along kept: [Int], from start: Int) -> Factor {
    let own = strides
    var places = [start]
    for i in kept { places = places.flatMap { place in (0..<sizes[i]).map { place + $0 * own[i] } } }
    return Factor(
      scope: kept.map { scope[$0] }, sizes: kept.map { sizes[$0] }, logarithms: places.map { logarithms[$0] })
  }
}
