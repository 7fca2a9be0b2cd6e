import Tensors

/// States that nobody sees, each following from the one before, and observations that depend on them (Baum and Petrie,
/// 1966):
/// P(x, z) = P(z₁) Π P(zₜ | zₜ₋₁) · Π P(xₜ | zₜ).
///
/// ```swift
/// let weather = HiddenMarkovModel(
///   initial: [0.6, 0.4], transitions: [[0.7, 0.3], [0.4, 0.6]],
///   emissions: .categorical([[0.1, 0.4, 0.5], [0.6, 0.3, 0.1]]),
///   states: ["rainy", "sunny"], symbols: ["walk", "shop", "clean"])
/// weather.viterbi(weather.encode(["walk", "shop", "clean"])).path
/// ```
///
/// Observations are an int64 vector of symbols where emissions are categorical, and `(steps)` or `(steps, features)`
/// numbers where they are Gaussian.
public struct HiddenMarkovModel {
  /// What is observed in each state.
  public enum Emissions {
    /// One of finitely many symbols, with the probabilities `(states, symbols)`.
    case categorical(Tensor)
    /// Numbers that are normally distributed and not correlated within a state: `(states, features)` both.
    case gaussian(means: Tensor, variances: Tensor)

    /// One of finitely many symbols: a row of probabilities for each state.
    public static func categorical(_ rows: [[Double]]) -> Emissions { .categorical(Tensor(rows, dtype: .float64)) }

    /// A normally distributed number, with a mean and a variance for each state.
    public static func gaussian(means: [Double], variances: [Double]) -> Emissions {
      .gaussian(
        means: Tensor(means, dtype: .float64).unsqueeze(1), variances: Tensor(variances, dtype: .float64).unsqueeze(1))
    }
  }

  /// P(z₁), `(states)`.
  public let initial: Tensor
  /// P(zₜ | zₜ₋₁), `(states, states)`: a row for each state before.
  public let transitions: Tensor
  public let emissions: Emissions
  /// What the states are called.
  public let stateNames: [String]
  /// What the symbols are called, where emissions are categorical.
  public let symbolNames: [String]
  /// ln P(sequences) of those that were fitted, before each step of Baum–Welch and at the end; it never falls.
  public internal(set) var logLikelihoodHistory: [Double] = []
  /// Whether the last step raised the log-likelihood by less than the tolerance.
  public internal(set) var hasConverged = false

  /// The model of these parameters; `states` and `symbols` are names for them.
  ///
  /// Traps where the shapes don't fit, a row of probabilities doesn't sum to 1, or a variance is not positive.
  public init(
    initial: Tensor, transitions: Tensor, emissions: Emissions, states: [String]? = nil, symbols: [String]? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    let caller = Caller("HiddenMarkovModel", file, line)
    let initial = initial.detach().to(.float64), transitions = transitions.detach().to(.float64)
    if initial.ndim != 1 || initial.elementCount == 0 {
      caller.fail("initial probabilities of shape \(initial.shape): (states) is expected")
    }
    let n = initial.elementCount
    if transitions.shape != [n, n] {
      caller.fail("transitions of shape \(transitions.shape): [\(n), \(n)] is expected")
    }
    initial.unsqueeze(0).checkProbabilities("\(caller.name): the initial probabilities", isOneRow: true, file, line)
    transitions.checkProbabilities("\(caller.name): the transitions", file, line)
    self.initial = initial
    self.transitions = transitions
    var symbolCount = 0
    switch emissions {
    case .categorical(let table):
      if table.ndim != 2 || table.shape[0] != n || table.shape[1] == 0 {
        caller.fail("emissions of shape \(table.shape): (\(n), symbols) is expected")
      }
      symbolCount = table.shape[1]
      let table = table.detach().to(.float64)
      table.checkProbabilities("\(caller.name): the emissions", file, line)
      self.emissions = .categorical(table)
    case .gaussian(let means, let variances):
      if means.ndim != 2 || means.shape[0] != n || means.shape[1] == 0 || variances.shape != means.shape {
        caller.fail(
          "means of shape \(means.shape) and variances of shape \(variances.shape): (\(n), features) is expected "
            + "of both")
      }
      let means = means.detach().to(.float64), variances = variances.detach().to(.float64)
      if !means.isfinite().all() || !((variances > 0) & variances.isfinite()).all() {
        caller.fail("means must be finite, and variances positive and finite")
      }
      self.emissions = .gaussian(means: means, variances: variances)
    }
    stateNames = states ?? (0..<n).map(String.init)
    symbolNames = symbols ?? (0..<symbolCount).map(String.init)
    if stateNames.count != n || symbolNames.count != symbolCount {
      caller.fail("\(stateNames.count) names of \(n) states, and \(symbolNames.count) names of \(symbolCount) symbols")
    }
  }

  /// The model of these parameters, as lists.
  public init(
    initial: [Double], transitions: [[Double]], emissions: Emissions, states: [String]? = nil, symbols: [String]? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    self.init(
      initial: Tensor(initial, dtype: .float64),
      transitions: Tensor(transitions, dtype: .float64, file: file, line: line),
      emissions: emissions, states: states, symbols: symbols, file: file, line: line)
  }

  /// The number of states.
  public var stateCount: Int { initial.elementCount }

  /// The symbols of these names, as int64. Traps where one is unknown.
  public func encode(_ names: [String], file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let places = names.map { name -> Int in
      if let place = symbolNames.firstIndex(of: name) { return place }
      let near = Spelling.suggestion(for: name, among: symbolNames)
      fail("encode: there is no symbol ‘\(name)’\(near)", file: file, line: line)
    }
    return Tensor(places, dtype: .int64)
  }

  /// The names of states on a path. Traps where one is not a state.
  public func names(_ path: Tensor, file: StaticString = #fileID, line: UInt = #line) -> [String] {
    path.scalars.map { state in
      guard let number = Int(exactly: state), stateNames.indices.contains(number) else {
        fail("names: states are 0 to \(stateCount - 1), and \(state) is none", file: file, line: line)
      }
      return stateNames[number]
    }
  }
}

extension Tensor {
  /// Traps unless each row of this matrix is of numbers in [0, 1] whose sum is 1.
  func checkProbabilities(_ what: String, isOneRow: Bool = false, _ file: StaticString, _ line: UInt) {
    let sums = sum(-1).scalars
    let least = amin(-1).scalars
    for (row, sum) in sums.enumerated() where !(Swift.abs(sum - 1) <= 1e-6) || least[row] < 0 {
      let place = isOneRow ? "" : ", row \(row),"
      let reason = least[row] < 0 ? "contain \(least[row])" : "sum to \(sum), not 1"
      fail("\(what)\(place) \(reason)", file: file, line: line)
    }
  }
}
