import Glibc
import NotebookDisplay
import Tensors
import TestSupport
import Testing

@testable import ClassicalModels

@Suite struct HiddenMarkovModelTests {
  private func weather() -> HiddenMarkovModel {
    HiddenMarkovModel(
      initial: [0.6, 0.4], transitions: [[0.7, 0.3], [0.4, 0.6]],
      emissions: .categorical([[0.1, 0.4, 0.5], [0.6, 0.3, 0.1]]), states: ["rainy", "sunny"],
      symbols: ["walk", "shop", "clean"])
  }

  @Test("rainy and sunny days (hmmlearn's tests)")
  func days() {
    let model = weather(), x = model.encode(["walk", "shop", "clean"])
    let (path, logProbability) = model.viterbi(x)
    #expect(model.names(path) == ["sunny", "rainy", "rainy"] && abs(exp(logProbability) - 0.01344) < 1e-12)
    // m.predict_proba(X), m.score(X)
    let posterior = model.posteriors(x)
    #expect(
      posterior[.all, 0].allclose(
        Tensor([0.231702963227, 0.624062834702, 0.863977151017], dtype: .float64), rtol: 1e-9))
    #expect(abs(model.logLikelihood(x) + 3.3928721329161653) < 1e-12)
  }

  @Test("the umbrella world (Russell and Norvig)")
  func umbrella() {
    let model = HiddenMarkovModel(
      initial: [0.5, 0.5], transitions: [[0.7, 0.3], [0.3, 0.7]], emissions: .categorical([[0.9, 0.1], [0.2, 0.8]]))
    let x = Tensor([0, 0, 1, 0, 0], dtype: .int64)
    #expect(abs(model.logLikelihood(x) + 3.3725020443321747) < 1e-12)
    let (path, logProbability) = model.viterbi(x)
    #expect(path.scalars == [0, 0, 1, 0, 0] && abs(logProbability + 4.459028291034797) < 1e-12)
    #expect(
      model.posteriors(x)[.all, 0].allclose(
        Tensor([0.867338889575, 0.820419053624, 0.307483576007, 0.820419053624, 0.867338889575], dtype: .float64),
        rtol: 1e-9))
  }

  /// o = np.arange(60)**2 // 7 % 3; lengths = [25, 10, 25]
  private func sequences() -> [Tensor] {
    let all = (0..<60).map { $0 * $0 / 7 % 3 }
    return [0..<25, 25..<35, 35..<60].map { Tensor(Array(all[$0]), dtype: .int64) }
  }

  // m = hmm.CategoricalHMM(2, n_iter=7, tol=-np.inf, init_params=""); m.n_features = 3
  // m.startprob_ = np.array([.6, .4]); m.transmat_ = np.array([[.7, .3], [.4, .6]])
  // m.emissionprob_ = np.array([[.2, .3, .5], [.5, .3, .2]]); m.fit(o[:, None], lengths)
  @Test("Baum–Welch from given parameters is hmmlearn's, on sequences of differing lengths")
  func baumWelch() {
    let start = HiddenMarkovModel(
      initial: [0.6, 0.4], transitions: [[0.7, 0.3], [0.4, 0.6]],
      emissions: .categorical([[0.2, 0.3, 0.5], [0.5, 0.3, 0.2]]))
    let fit = HiddenMarkovModel.fit(sequences(), start: start, maxIterations: 7, tolerance: -.infinity)
    #expect(fit.initial.allclose(Tensor([0.499376038036, 0.500623961964], dtype: .float64), rtol: 1e-9))
    #expect(
      fit.transitions.allclose(
        Tensor([[0.719031423482, 0.280968576518], [0.372906823988, 0.627093176012]], dtype: .float64), rtol: 1e-9))
    guard case .categorical(let table) = fit.emissions else { return #expect(Bool(false)) }
    #expect(
      table.allclose(
        Tensor(
          [[0.273849537377, 0.174007894651, 0.552142567973], [0.602384881483, 0.195460056739, 0.202155061778]],
          dtype: .float64), rtol: 1e-9))
    let history = [
      -64.767817610064, -62.468223988671, -62.459145556094, -62.45072951492, -62.44275436316, -62.435067833694,
      -62.427559322024, -62.42014383016844,
    ]
    #expect(zip(fit.logLikelihoodHistory, history).allSatisfy { abs($0 - $1) < 1e-9 })
    #expect(fit.logLikelihoodHistory.count == 8 && !fit.hasConverged)
  }

  // t = np.arange(50); y = np.stack([np.where(t // 8 % 2, 2.0, -1.0) + np.sin(t * 1.3), np.cos(t * 0.9)], 1)
  // m = hmm.GaussianHMM(2, covariance_type="diag", n_iter=5, tol=-np.inf, init_params="", covars_prior=0,
  // covars_weight=0, min_covar=0)
  // m.startprob_ = np.array([.5, .5]); m.transmat_ = np.array([[.8, .2], [.3, .7]]); m.means_ = np.array([[-1., 0], [1, 0]])
  // m.covars_ = np.ones((2, 2)); m.score(y, [30, 20]); m.fit(y, [30, 20])
  @Test("with Gaussian emissions it is hmmlearn's too")
  func gaussian() {
    let t = Tensor.arange(50, dtype: .float64)
    let level = (t / 8).floor() % 2 * 3 - 1
    let y = stack([level + (t * 1.3).sin(), (t * 0.9).cos()], dim: 1)
    let start = HiddenMarkovModel(
      initial: Tensor([0.5, 0.5], dtype: .float64), transitions: Tensor([[0.8, 0.2], [0.3, 0.7]], dtype: .float64),
      emissions: .gaussian(means: Tensor([[-1, 0], [1, 0]]), variances: Tensor.ones(2, 2)))
    let parts = [y[..<30], y[30...]]
    #expect(abs(parts.reduce(0) { $0 + start.logLikelihood($1) } + 148.68395169713185) < 1e-9)
    let fit = HiddenMarkovModel.fit(parts, start: start, maxIterations: 5, tolerance: -.infinity)
    #expect(
      fit.transitions.allclose(
        Tensor([[0.879819779802, 0.120180220198], [0.130861202722, 0.869138797278]], dtype: .float64), rtol: 1e-9))
    guard case .gaussian(let means, let variances) = fit.emissions else { return #expect(Bool(false)) }
    #expect(
      means.allclose(
        Tensor([[-0.986021132184, 0.060960200683], [2.01359430261, -0.019537481052]], dtype: .float64), rtol: 1e-9))
    #expect(
      variances.allclose(
        Tensor([[0.492919256558, 0.526878623236], [0.511471309611, 0.488904663781]], dtype: .float64), rtol: 1e-9))
    #expect(abs(fit.logLikelihoodHistory.last! + 126.71743683553424) < 1e-9)
  }

  /// Every path through the states with its probability together with the observations.
  private func paths(_ model: HiddenMarkovModel, _ logEmission: [[Double]]) -> [(path: [Int], logarithm: Double)] {
    let start = model.initial.scalars, moves = model.transitions.scalars, n = start.count
    var all = (0..<n).map { (path: [$0], logarithm: log(start[$0]) + logEmission[0][$0]) }
    for emission in logEmission.dropFirst() {
      all = all.flatMap { entry in
        (0..<n).map { (entry.path + [$0], entry.logarithm + log(moves[entry.path.last! * n + $0]) + emission[$0]) }
      }
    }
    return all
  }

  @Test("where a way seems lost and turns out to be the likeliest, nothing is lost")
  func extremes() {
    // Two states that are never left: the first observation is e^−5000 times likelier in the one, the rest in the other.
    let model = HiddenMarkovModel(
      initial: [0.5, 0.5], transitions: [[1, 0], [0, 1]], emissions: .gaussian(means: [0, 100], variances: [1, 1]))
    let x = Tensor([0, 100, 100], dtype: .float64)
    let expected = log(0.5) - 5_000 - 1.5 * 1.8378770664093453
    #expect(abs(model.logLikelihood(x) - expected) < 1e-9)
    #expect(model.posteriors(x)[.all, 1].scalars == [1, 1, 1])
    #expect(model.viterbi(x).path.scalars == [1, 1, 1])
    // The same where every move is possible, against all paths.
    let open = HiddenMarkovModel(
      initial: [0.9, 0.1], transitions: [[0.9, 0.1], [0.2, 0.8]],
      emissions: .gaussian(means: [0, 60], variances: [1, 1]))
    let logEmission = [0.0, 60, 60, 0].map { x in [0.0, 60].map { -0.5 * (x - $0) * (x - $0) - 0.9189385332046727 } }
    let all = paths(open, logEmission)
    let top = all.map(\.logarithm).max()!
    let total = top + log(all.reduce(0) { $0 + exp($1.logarithm - top) })
    #expect(abs(open.logLikelihood(Tensor([0, 60, 60, 0])) - total) < 1e-9)
    #expect(abs(open.viterbi(Tensor([0, 60, 60, 0])).logProbability - top) < 1e-9)
  }

  @Test("a left-to-right model's Baum–Welch step is the same scaled and in logarithms")
  func leftToRight() {
    let model = HiddenMarkovModel(
      initial: [1, 0], transitions: [[0.6, 0.4], [0, 1]], emissions: .gaussian(means: [0, 3], variances: [1, 1]))
    // The far first value makes the second of the two sequences lose a way.
    let near = Tensor([0, 0.5, 2, 3.5], dtype: .float64), far = Tensor([0, -30, 2, 3.5], dtype: .float64)
    for x in [near, far] {
      let logEmission = x.scalars.map { x in [0.0, 3].map { -0.5 * (x - $0) * (x - $0) - 0.9189385332046727 } }
      let all = paths(model, logEmission)
      let top = all.map(\.logarithm).max()!
      let weights = all.map { exp($0.logarithm - top) }
      let total = weights.reduce(0, +)
      let (likelihoods, posterior, moves) = model.forwardBackward(model.packed([x], Caller("test", #fileID, #line)))
      #expect(abs(likelihoods[0] - top - log(total)) < 1e-10)
      for step in 0..<4 {
        let expected = zip(all, weights).reduce(0) { $0 + ($1.0.path[step] == 1 ? $1.1 : 0) } / total
        #expect(abs(posterior[step, 1].item() - expected) < 1e-12)
      }
      let stays =
        zip(all, weights).reduce(0.0) { sum, entry in
          sum + entry.1 * Double(zip(entry.0.path, entry.0.path.dropFirst()).count { $0 == 0 && $1 == 0 })
        } / total
      #expect(abs(moves[0, 0].item() - stays) < 1e-12)
    }
  }

  @Test("a hundred thousand steps neither underflow nor take long")
  func long() {
    let n = 10
    let raw = (Tensor.arange(n * n, dtype: .float64) * 1.1).sin().reshape(n, n).exp()
    let table = (Tensor.arange(n * 6, dtype: .float64) * 2.3).cos().reshape(n, 6).exp()
    let model = HiddenMarkovModel(
      initial: Tensor.full([n], 0.1, dtype: .float64), transitions: raw / raw.sum(1, keepDim: true),
      emissions: .categorical(table / table.sum(1, keepDim: true)))
    let (x, states) = model.sample(100_000, generator: Generator(seed: 1))
    let posterior = model.posteriors(x)
    #expect((posterior.sum(1) - 1).abs().max().item() < 1e-9)
    #expect(model.logLikelihood(x).isFinite && model.viterbi(x).logProbability < model.logLikelihood(x))
    // Decoding beats guessing the commonest of ten.
    let right = (posterior.argmax(1) == states).to(.float64).mean().item() as Double
    #expect(right > 0.2)
    // The same for any number of threads.
    let parts = x.split(1_000)
    let fit = HiddenMarkovModel.fit(parts, start: model, maxIterations: 1)
    let threads = getNumThreads()
    setNumThreads(1)
    #expect(HiddenMarkovModel.fit(parts, start: model, maxIterations: 1).transitions.equal(fit.transitions))
    setNumThreads(threads)
  }

  @Test("a fit from random parameters finds the model that made the sequences, and never lowers the likelihood")
  func fitting() {
    let truth = HiddenMarkovModel(
      initial: [1, 0], transitions: [[0.9, 0.1], [0.2, 0.8]],
      emissions: .gaussian(means: [-2, 2], variances: [1, 0.5]))
    let sequences = (0..<4).map { truth.sample(300, generator: Generator(seed: UInt64($0))).observations }
    let fit = HiddenMarkovModel.fit(
      sequences, states: 2, emissions: .gaussian, restarts: 2, generator: Generator(seed: 9))
    #expect(zip(fit.logLikelihoodHistory, fit.logLikelihoodHistory.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 })
    guard case .gaussian(let means, _) = fit.emissions else { return #expect(Bool(false)) }
    let sorted = means.scalars.sorted()
    #expect(abs(sorted[0] + 2) < 0.15 && abs(sorted[1] - 2) < 0.15)
    let symbols = (0..<3).map { weather().sample(200, generator: Generator(seed: UInt64($0))).observations }
    let categorical = HiddenMarkovModel.fit(symbols, states: 2, generator: Generator(seed: 1))
    #expect(categorical.symbolNames.count == 3)
    #expect(
      zip(categorical.logLikelihoodHistory, categorical.logLikelihoodHistory.dropFirst()).allSatisfy { $0 <= $1 + 1e-9 }
    )
  }

  @Test("samples have the model's probabilities")
  func sampling() {
    let (x, z) = weather().sample(20_000, generator: Generator(seed: 4))
    // The stationary distribution is (4/7, 3/7), and P(walk) = 0.1 · 4/7 + 0.6 · 3/7.
    #expect(abs((z == 0).to(.float64).mean().item() - 4.0 / 7) < 0.02)
    #expect(abs((x == 0).to(.float64).mean().item() - 2.2 / 7) < 0.02)
  }

  @Test("it shows itself as a table")
  func display() {
    #expect(weather().table.columns == ["state", "start", "→ rainy", "→ sunny", "walk", "shop", "clean"])
    #expect(weather().table.rows[1] == ["sunny", "0.4", "0.4", "0.6", "0.6", "0.3", "0.1"])
  }

  @Test("wrong parameters and observations end the program with the reason")
  func failures() async {
    expectFailure(
      "HiddenMarkovModel: the transitions, row 1, sum to 0.9",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = HiddenMarkovModel(
          initial: [0.5, 0.5], transitions: [[0.5, 0.5], [0.5, 0.4]], emissions: .categorical([[1], [1]]))
      })
    expectFailure(
      "logLikelihood: the sequence has 3 at step 1: symbols are the whole numbers 0 to 2",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = HiddenMarkovModelTests().weather().logLikelihood(Tensor([0, 3], dtype: .int64))
      })
    expectFailure(
      "encode: there is no symbol ‘wlak’: did you mean ‘walk’?",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = HiddenMarkovModelTests().weather().encode(["wlak"])
      })
    expectFailure(
      "viterbi: the model cannot have made these observations",
      in: await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let model = HiddenMarkovModel(initial: [1], transitions: [[1]], emissions: .categorical([[1, 0]]))
        _ = model.viterbi(Tensor([0, 1], dtype: .int64))
      })
  }
}
