import Glibc
import Tensors

extension HiddenMarkovModel {
  /// ln P(observations), by the forward algorithm; −∞ where they are impossible. Traps on observations that the model
  /// has no symbols for.
  public func logLikelihood(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Double {
    forward(packed([x], Caller("logLikelihood", file, line)))[0]
  }

  /// How probable each state is at each step given the whole sequence, `(steps, states)`, by the forward and backward
  /// algorithm. Traps where the observations are impossible.
  public func posteriors(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let (likelihoods, posterior, _) = forwardBackward(packed([x], Caller("posteriors", file, line)))
    if likelihoods[0] == -.infinity {
      fail("posteriors: the model cannot have made these observations: their probability is 0", file: file, line: line)
    }
    return posterior
  }

  /// The likeliest path through the states, int64 `(steps)`, and ln P(path, observations) (Viterbi, 1967). Traps where
  /// the observations are impossible.
  public func viterbi(
    _ x: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> (path: Tensor, logProbability: Double) {
    let sequences = packed([x], Caller("viterbi", file, line))
    var logProbability = 0.0
    let path = Tensor.filled([sequences.steps], .int64, as: Int64.self) { path in
      let back = UnsafeMutablePointer<Int32>.allocate(capacity: sequences.steps * stateCount)
      defer { back.deallocate() }
      withChains(sequences) { ck_markov_viterbi($0, back, &logProbability, path.baseAddress!) }
    }
    if logProbability == -.infinity {
      fail("viterbi: the model cannot have made these observations: their probability is 0", file: file, line: line)
    }
    return (path, logProbability)
  }

  /// Observations and the states behind them, int64 `(steps)`. Symbols are int64 `(steps)`, numbers
  /// `(steps, features)`.
  public func sample(
    _ steps: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> (observations: Tensor, states: Tensor) {
    if steps < 1 { fail("sample: \(steps) steps: at least one", file: file, line: line) }
    let uniform = Tensor.rand(steps, dtype: .float64, generator: generator)
    let path = Tensor.filled([steps], .int64, as: Int64.self) { path in
      initial.cumsum(0).withElements(as: Double.self) { start in
        transitions.cumsum(1).withElements(as: Double.self) { moves in
          uniform.withElements(as: Double.self) {
            ck_markov_walk(
              steps, stateCount, start.baseAddress!, moves.baseAddress!, $0.baseAddress!, path.baseAddress!)
          }
        }
      }
    }
    switch emissions {
    case .categorical(let table):
      return (table.cumsum(1).indexSelect(0, path).drawnCategories(generator), path)
    case .gaussian(let means, let variances):
      let noise = Tensor.randn(steps, means.shape[1], dtype: .float64, generator: generator)
      return (means.indexSelect(0, path) + noise * variances.sqrt().indexSelect(0, path), path)
    }
  }

  func packed(_ sequences: [Tensor], _ caller: Caller) -> PackedSequences {
    switch emissions {
    case .categorical(let table):
      PackedSequences(sequences, symbols: table.shape[1], features: nil, caller)
    case .gaussian(let means, _):
      PackedSequences(sequences, symbols: nil, features: means.shape[1], caller)
    }
  }

  /// ln P of each sequence.
  func forward(_ sequences: PackedSequences) -> [Double] {
    var likelihoods = [Double](repeating: 0, count: sequences.count)
    let weights = UnsafeMutablePointer<Double>.allocate(capacity: sequences.steps * stateCount)
    defer { weights.deallocate() }
    withChains(sequences) { ck_markov_posterior($0, weights, &likelihoods, nil, nil) }
    return likelihoods
  }

  /// ln P of each sequence, the posterior of each state at each step, and the expected number of moves between each two
  /// states.
  func forwardBackward(_ sequences: PackedSequences) -> (likelihoods: [Double], posterior: Tensor, moves: Tensor) {
    var likelihoods = [Double](repeating: 0, count: sequences.count)
    let weights = UnsafeMutablePointer<Double>.allocate(capacity: sequences.steps * stateCount)
    defer { weights.deallocate() }
    var moves: Tensor?
    let posterior = Tensor.filled([sequences.steps, stateCount], .float64, as: Double.self) { posterior in
      let slices = Tensor.filled([MarkovChains.slices, stateCount, stateCount], .float64, as: Double.self) { slices in
        withChains(sequences) {
          ck_markov_posterior($0, weights, &likelihoods, posterior.baseAddress!, slices.baseAddress!)
        }
      }
      moves = slices.sum(0)
    }
    return (likelihoods, posterior, moves!)
  }

  private func withChains(_ sequences: PackedSequences, _ body: (UnsafeRawPointer) -> Void) {
    logEmissions(sequences.observations).withElements(as: Double.self) { logEmission in
      initial.withElements(as: Double.self) { start in
        transitions.withElements(as: Double.self) { transitions in
          sequences.begins.withUnsafeBufferPointer { begins in
            var chains = MarkovChains(
              sequences: sequences.count, states: stateCount, begins: begins.baseAddress!, start: start.baseAddress!,
              transitions: transitions.baseAddress!, logEmission: logEmission.baseAddress!)
            body(&chains)
          }
        }
      }
    }
  }

  /// ln P(xₜ | z), `(steps, states)`.
  private func logEmissions(_ x: Tensor) -> Tensor {
    switch emissions {
    case .categorical(let table): return table.log().T.contiguous().indexSelect(0, x)
    case .gaussian(let means, let variances):
      let columns = (0..<stateCount).map { k in
        ((x - means[k]).square() / variances[k]).sum(1) * -0.5
      }
      let constants = variances.log().sum(1) + log(2 * .pi) * Double(means.shape[1])
      return stack(columns, dim: 1) - constants * 0.5
    }
  }
}
