import Glibc
import Tensors

extension BayesianNetwork {
  /// P(variable | evidence), exact, by variable elimination. Traps where the evidence has probability 0, and on unknown
  /// variables and values.
  public func probability(
    of variable: DiscreteVariable, given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID,
    line: UInt = #line
  ) -> ProbabilityTable { graph.probability(of: [variable], given: evidence, file, line) }

  /// P(several variables together | evidence).
  public func probability(
    of variables: [DiscreteVariable], given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID,
    line: UInt = #line
  ) -> ProbabilityTable { graph.probability(of: variables, given: evidence, file, line) }

  /// P(evidence): how probable it is that all these variables have these values.
  public func probability(
    ofEvidence evidence: [DiscreteVariable: String], file: StaticString = #fileID, line: UInt = #line
  ) -> Double { exp(graph.logSum(given: evidence, Caller("probability", file, line))) }

  /// The most probable values of all variables together, given the evidence, and P(those values), evidence included.
  public func mostProbableExplanation(
    given evidence: [DiscreteVariable: String] = [:], file: StaticString = #fileID, line: UInt = #line
  ) -> (values: [DiscreteVariable: String], probability: Double) {
    let (values, logarithm) = graph.mostProbable(given: evidence, file, line)
    return (values, exp(logarithm))
  }

  /// Whether a and b must be independent given the other variables, whatever the numbers in the tables: d-separation
  /// (Pearl, 1988).
  ///
  /// Found by the ways that knowledge can take through the graph (Shachter's “Bayes ball”, 1998).
  public func areIndependent(
    _ a: DiscreteVariable, _ b: DiscreteVariable, given known: [DiscreteVariable] = [], file: StaticString = #fileID,
    line: UInt = #line
  ) -> Bool {
    let caller = Caller("areIndependent", file, line)
    let start = graph.number(of: a, caller), goal = graph.number(of: b, caller)
    let given = Set(known.map { graph.number(of: $0, caller) })
    if start == goal { caller.fail("‘\(a)’ and itself") }
    if given.contains(start) || given.contains(goal) { return true }
    var children = variables.map { _ in [Int]() }
    for (child, parents) in parents.enumerated() { for parent in parents { children[parent].append(child) } }
    // Arriving from a child, or from a parent.
    var visited = variables.map { _ in (fromChild: false, fromParent: false) }
    var ways = [(variable: start, isFromChild: true)]
    while let (v, isFromChild) = ways.popLast() {
      if isFromChild ? visited[v].fromChild : visited[v].fromParent { continue }
      if isFromChild { visited[v].fromChild = true } else { visited[v].fromParent = true }
      if v == goal { return false }
      if isFromChild && !given.contains(v) {
        ways += parents[v].map { ($0, true) } + children[v].map { ($0, false) }
      } else if !isFromChild {
        // A known effect couples its causes; an unknown one passes on what comes from its causes.
        ways += given.contains(v) ? parents[v].map { ($0, true) } : children[v].map { ($0, false) }
      }
    }
    return true
  }
}
