import Tensors

// Baum–Welch (Baum, Petrie, Soules and Weiss, 1970), which is expectation–maximisation for sequences.
extension HiddenMarkovModel {
  /// Which kind of emissions a fit is to have.
  public enum EmissionKind: Sendable {
    /// Symbols 0 to the largest that occurs, or `symbols` − 1.
    case categorical(symbols: Int? = nil)
    /// Numbers, `(steps)` or `(steps, features)`.
    case gaussian
  }

  /// The best of several fits to sequences, whose lengths may differ, each from random parameters.
  ///
  /// A fit ends when the log-likelihood rises by less than `tolerance`. Traps where there are no sequences, or an empty
  /// one.
  public static func fit(
    _ sequences: [Tensor], states: Int, emissions: EmissionKind = .categorical(), restarts: Int = 1,
    maxIterations: Int = 100, tolerance: Double = 1e-2, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> HiddenMarkovModel {
    let caller = Caller("HiddenMarkovModel.fit", file, line)
    if states < 1 { caller.fail("\(states) states: at least one") }
    if restarts < 1 { caller.fail("\(restarts) restarts: at least one") }
    var best: HiddenMarkovModel?
    for _ in 0..<restarts {
      let start = random(like: sequences, states, emissions, generator, caller)
      let fit = Self.fit(
        sequences, start: start, maxIterations: maxIterations, tolerance: tolerance, file: file, line: line)
      if best.map({ fit.logLikelihoodHistory.last! > $0.logLikelihoodHistory.last! }) ?? true { best = fit }
    }
    return best!
  }

  /// The fit to sequences that begins with a model's parameters, and keeps its names.
  ///
  /// - Parameter minimumVariance: which no variance goes below.
  public static func fit(
    _ sequences: [Tensor], start: HiddenMarkovModel, maxIterations: Int = 100, tolerance: Double = 1e-2,
    minimumVariance: Double = 1e-6, file: StaticString = #fileID, line: UInt = #line
  ) -> HiddenMarkovModel {
    let caller = Caller("HiddenMarkovModel.fit", file, line)
    if maxIterations < 1 { caller.fail("\(maxIterations) iterations: at least one") }
    if !(minimumVariance > 0 && minimumVariance < .infinity) {
      caller.fail("the minimum variance must be positive, and is \(minimumVariance)")
    }
    let data = start.packed(sequences, caller)
    var model = start
    var history: [Double] = []
    var hasConverged = false
    for _ in 0..<maxIterations where !hasConverged {
      let (likelihoods, posterior, moves) = model.forwardBackward(data)
      if let impossible = likelihoods.firstIndex(of: -.infinity) {
        caller.fail(
          "sequence \(impossible) is impossible under the start: give what happens in it a probability above 0")
      }
      let total = likelihoods.reduce(0, +)
      if let last = history.last { hasConverged = total - last < tolerance }
      history.append(total)
      model = model.maximised(data, posterior, moves, minimumVariance)
    }
    history.append(model.forward(data).reduce(0, +))
    model.logLikelihoodHistory = history
    model.hasConverged = hasConverged
    return model
  }

  /// The parameters that are the likeliest under the given posteriors. A state that is never visited keeps its own.
  private func maximised(
    _ data: PackedSequences, _ posterior: Tensor, _ moves: Tensor, _ minimumVariance: Double
  ) -> HiddenMarkovModel {
    func shares(_ counts: Tensor, else old: Tensor) -> Tensor {
      let sums = counts.sum(-1, keepDim: true)
      return Tensor.where(sums > 0, counts / sums.clamp(min: 1e-300), old)
    }
    let firsts = Tensor(data.begins.dropLast().map { Int($0) }, dtype: .int64)
    let visits = posterior.sum(0).unsqueeze(1)
    let emissions: Emissions
    switch self.emissions {
    case .categorical(let table):
      let counts = Tensor.zeros(table.shape[1], stateCount, dtype: .float64).indexAdd(0, data.observations, posterior)
      emissions = .categorical(shares(counts.T, else: table))
    case .gaussian(let means, let variances):
      let x = data.observations
      let isVisited = visits > 0
      let sizes = visits.clamp(min: 1e-300)
      let newMeans = Tensor.where(isVisited, matmul(posterior.T, x) / sizes, means)
      let rows = (0..<stateCount).map { k in
        ((x - newMeans[k]).square() * posterior[.all, k].unsqueeze(1)).sum(0)
      }
      let spread = stack(rows, dim: 0) / sizes
      emissions = .gaussian(
        means: newMeans, variances: Tensor.where(isVisited, spread.clamp(min: minimumVariance), variances))
    }
    return HiddenMarkovModel(
      known: shares(posterior.indexSelect(0, firsts).sum(0), else: initial), shares(moves, else: transitions),
      emissions,
      stateNames, symbolNames)
  }

  private init(
    known initial: Tensor, _ transitions: Tensor, _ emissions: Emissions, _ stateNames: [String],
    _ symbolNames: [String]
  ) {
    self.initial = initial
    self.transitions = transitions
    self.emissions = emissions
    self.stateNames = stateNames
    self.symbolNames = symbolNames
  }

  private static func random(
    like sequences: [Tensor], _ states: Int, _ kind: EmissionKind, _ generator: Generator, _ caller: Caller
  ) -> HiddenMarkovModel {
    // Each point of the simplex as likely as any other: exponential numbers over their sum.
    func simplex(_ rows: Int, _ columns: Int) -> Tensor {
      let exponential = (1 - Tensor.rand(rows, columns, dtype: .float64, generator: generator)).log() * -1 + 1e-12
      return exponential / exponential.sum(-1, keepDim: true)
    }
    let emissions: Emissions
    switch kind {
    case .categorical(let symbols):
      var count = symbols ?? 1
      if symbols == nil {
        for x in sequences where x.elementCount > 0 {
          let largest = x.max().item() as Double
          if largest < 0x1p31 { count = Swift.max(count, Int(largest) + 1) }
        }
      }
      if count < 1 { caller.fail("\(count) symbols: at least one") }
      if count > 1 << 20 {
        caller.fail("\(count) symbols, and at most \(1 << 20) are possible: number those that occur 0, 1, 2 …")
      }
      emissions = .categorical(simplex(states, count))
    case .gaussian:
      let features = sequences.first.map { $0.ndim == 2 ? $0.shape[1] : 1 } ?? 1
      let data = PackedSequences(sequences, symbols: nil, features: Swift.max(features, 1), caller)
      let x = data.observations
      let clusters = KMeans.fit(
        x, clusters: states, restarts: 1, generator: generator, file: caller.file, line: caller.line)
      let variances = x.var(dim: 0, correction: 0).clamp(min: 1e-6)
      emissions = .gaussian(
        means: clusters.centers, variances: variances.expand([states, variances.shape[0]]).contiguous())
    }
    return HiddenMarkovModel(
      initial: simplex(1, states)[0], transitions: simplex(states, states), emissions: emissions, file: caller.file,
      line: caller.line)
  }
}
