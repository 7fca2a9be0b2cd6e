import ClassicalModels
import Tensors
import TestSupport
import Testing

/// Ways through the states that count for less than the smallest number at first, and for the most in the end.
@Suite struct FadedPathsTests {
  private let model = HiddenMarkovModel(
    initial: [0.5, 0.5], transitions: [[1, 0], [0, 1]], emissions: .gaussian(means: [0, 40], variances: [1, 1]))

  @Test("a way that was improbable at first counts where it is the likeliest in the end")
  func likelihood() {
    // from hmmlearn.hmm import GaussianHMM; m = GaussianHMM(2, "diag"); m.startprob_ = np.array([.5, .5])
    // m.transmat_ = np.eye(2); m.means_ = np.array([[0.], [40.]]); m.covars_ = np.ones((2, 1))
    // m.score(np.array([[0.], [100.]]))
    let x = Tensor([0, 100], dtype: .float64)
    #expect(abs(model.logLikelihood(x) - -2602.5310242469695) < 1e-9)
    #expect(model.posteriors(x).equal(Tensor([[0, 1], [0, 1]], dtype: .float64)))
  }

  @Test("the probability of all paths is no smaller than that of the likeliest")
  func paths() {
    let x = Tensor([0, 100, 3, 90, -20], dtype: .float64)
    #expect(model.logLikelihood(x) >= model.viterbi(x).logProbability - 1e-9)
  }

  @Test("a state that is left for ever may be returned to by what is seen later")
  func leftRight() {
    // As above, with transmat_ [[.5, .5], [0, 1]] and x [40, 40, 0, 0, 0]: m.score(x)
    let model = HiddenMarkovModel(
      initial: [1, 0], transitions: [[0.5, 0.5], [0, 1]], emissions: .gaussian(means: [0, 40], variances: [1, 1]))
    let x = Tensor([40, 40, 0, 0, 0], dtype: .float64)
    #expect(abs(model.logLikelihood(x) - -1607.367281388263) < 1e-9)
  }

  @Test("the name of a state that there is none of is refused")
  func names() async {
    #expect(model.names(Tensor([1, 0])) == ["1", "0"])
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let model = HiddenMarkovModel(
          initial: [1], transitions: [[1]], emissions: .gaussian(means: [0], variances: [1]))
        _ = model.names(Tensor([0, 1]), file: "page.md", line: 12)
      }, "names: states are 0 to 0, and 1.0 is none")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = HiddenMarkovModel.fit([Tensor([0, 1_000_000_000])], states: 2, file: "page.md", line: 12)
      }, "HiddenMarkovModel.fit: 1000000001 symbols, and at most 1048576 are possible")
  }
}
