import ClassicalModels
import Tensors
import TestSupport
import Testing

@Suite struct NaiveBayesTests {
  @Test("normal features are scikit-learn's GaussianNB")
  func gaussian() {
    // x, y = data(30, 3, 3); m = GaussianNB().fit(x, y)
    // show(m.theta_); show(m.var_); show(m.predict_joint_log_proba(q)); show(m.predict_proba(q))
    let (x, y) = examples(30, 3, 3)
    let model = NaiveBayes.fit(x, y)
    guard case .gaussian(let means, let variances) = model.likelihood else { return #expect(Bool(false)) }
    expectClose(
      means,
      [
        0.713611671, -0.631041603, -0.098562504, 0.257010521, 0.236642137, -0.405940228, -0.097099701, 0.526510343,
        -0.299932672,
      ])
    expectClose(
      variances,
      [
        0.477130848, 0.709714238, 0.4464186, 0.390443717, 0.537730559, 0.45586922, 0.517116016, 0.540776764,
        0.562831807,
      ])
    expectClose(
      model.logJoint(queries),
      [
        -4.843486306, -3.148981461, -3.476733401, -6.393339469, -4.342219368, -3.482296242, -7.567789949,
        -6.363611767, -4.877414907, -6.673169194, -6.551285673, -5.587184602, -5.211525965, -5.9199994, -5.773132727,
      ])
    expectClose(
      model.probabilities(queries),
      [
        0.096464176, 0.525146124, 0.378389699, 0.036828932, 0.286404125, 0.676766943, 0.052435031, 0.174819335,
        0.772745634, 0.196387352, 0.221843575, 0.581769073, 0.484804459, 0.238715435, 0.276480106,
      ])
    // m = GaussianNB(priors=[.2,.3,.5], var_smoothing=.1).fit(x, y)
    let smooth = NaiveBayes.fit(x, y, .gaussian(varianceSmoothing: 0.1), classPriors: Tensor([0.2, 0.3, 0.5]))
    expectClose(
      smooth.probabilities(queries),
      [
        0.061774435, 0.416088406, 0.522137159, 0.023637393, 0.223351917, 0.753010691, 0.033317947, 0.151865087,
        0.814816966, 0.114727574, 0.198658614, 0.686613811, 0.303771424, 0.250424873, 0.445803703,
      ])
  }

  @Test("features that are on or off are scikit-learn's BernoulliNB")
  func bernoulli() {
    // m = BernoulliNB(alpha=.5, binarize=.1).fit(*data(30, 3, 3)); show(np.exp(m.feature_log_prob_)); …
    let (x, y) = examples(30, 3, 3)
    let model = NaiveBayes.fit(x, y, .bernoulli(alpha: 0.5, threshold: 0.1))
    guard case .bernoulli(let probabilities, 0.1) = model.likelihood else { return #expect(Bool(false)) }
    expectClose(
      probabilities.log(),
      [
        -0.257829109, -1.145132304, -0.693147181, -0.526093096, -0.526093096, -1.481604541, -0.893817876,
        -0.382992252, -0.893817876,
      ])
    expectClose(
      model.logJoint(queries),
      [
        -3.194720883, -2.40862759, -2.901515513, -4.418496314, -4.000127802, -2.901515513, -4.418496314,
        -4.000127802, -2.901515513, -3.656356262, -4.367852582, -3.663655565, -3.656356262, -4.367852582,
        -3.663655565,
      ])
  }

  @Test("counts are scikit-learn's MultinomialNB")
  func multinomial() {
    // m = MultinomialNB().fit(np.floor(np.abs(x) * 4), y); m.predict_joint_log_proba(np.floor(np.abs(q) * 4))
    let (x, y) = examples(30, 3, 3)
    let model = NaiveBayes.fit((x.abs() * 4).floor(), y, .multinomial())
    guard case .multinomial(let probabilities, _) = model.likelihood else { return #expect(Bool(false)) }
    expectClose(
      probabilities.log(),
      [
        -0.976915354, -0.859132318, -1.609437912, -1.32175584, -0.916290732, -1.098612289, -1.185623666,
        -0.944461609, -1.185623666,
      ])
    expectClose(
      model.logJoint((queries.abs() * 4).floor()),
      [
        -7.871800421, -7.366464902, -7.488868112, -5.62983995, -6.490996164, -6.303244447, -9.716804405,
        -9.276007406, -9.156815891, -9.716804405, -9.276007406, -9.156815891, -8.622106016, -7.548786458,
        -7.730030169,
      ])
  }

  @Test("examples drawn from a model are distributed as it says")
  func samples() {
    let priors = Tensor([0.25, 0.75])
    let normal = NaiveBayes(
      classPriors: priors,
      likelihood: .gaussian(means: Tensor([[0, 3], [5, -1]]), variances: Tensor([[1, 4], [0.25, 1]])))
    let x = normal.sample(20_000, ofClass: 0, generator: Generator(seed: 1))
    expectClose(x.mean(dim: 0), [0, 3], within: 0.05)
    expectClose(x.variance(dim: 0), [1, 4], within: 0.05)
    let (drawn, classes) = normal.sample(20_000, generator: Generator(seed: 2))
    expectClose(classes.double().mean(), [0.75], within: 0.02)
    #expect(normal.accuracy(drawn, classes) > 0.99)
    let bits = NaiveBayes(classPriors: priors, likelihood: .bernoulli(probabilities: Tensor([[0.1, 0.9], [1, 0]])))
    expectClose(bits.sample(20_000, ofClass: 0, generator: Generator(seed: 3)).mean(dim: 0), [0.1, 0.9], within: 0.02)
    #expect(bits.sample(2, ofClass: 1).scalars == [1, 0, 1, 0])
    #expect(bits.logJoint(Tensor([[1, 0], [0, 1]])).isfinite().scalars == [1, 1, 1, 0])
    let words = NaiveBayes(
      classPriors: priors, likelihood: .multinomial(probabilities: Tensor([[0.2, 0.8], [0.5, 0.5]]), trials: 10))
    let counts = words.sample(5_000, ofClass: 0, generator: Generator(seed: 4))
    #expect((counts.sum(1) == 10).all())
    expectClose(counts.mean(dim: 0), [2, 8], within: 0.05)
  }

  @Test("a generative classifier of whatever kind can be asked without its place in the page")
  func generative() {
    let one = NaiveBayes(
      classPriors: Tensor([0.5, 0.5]), likelihood: .bernoulli(probabilities: Tensor([[0, 1], [1, 0]])))
    func drawn(_ model: some GenerativeClassifier) -> Tensor { model.sample(2, ofClass: 1) }
    let any: any GenerativeClassifier = one
    #expect(drawn(one).scalars == [1, 0, 1, 0])
    #expect(any.sample(1, ofClass: 0, generator: Generator(seed: 1)).scalars == [0, 1])
    #expect(any.logJoint(Tensor([[0, 1]])).exp().allclose(Tensor([[0.5, 0]], dtype: .float64)))
  }

  @Test("what can't be fitted is named")
  func failures() async {
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NaiveBayes.fit(Tensor([[1, -2], [0, 1]]), Tensor([0, 1]), .multinomial(), file: "page.md", line: 12)
      }, "NaiveBayes.fit: a multinomial's x must be counts, and is -2.0 at [0, 1]")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NaiveBayes.fit(Tensor.ones(4, 2), Tensor([0, 1, 0, 1]), file: "page.md", line: 12)
      }, "NaiveBayes.fit: feature 0 has one value in all examples of class 0")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = NaiveBayes(
          classPriors: Tensor([0.5, 0.4]), likelihood: .bernoulli(probabilities: Tensor([[0.1], [0.2]])),
          file: "page.md",
          line: 12)
      }, "NaiveBayes: classPriors must be positive and sum up to 1")
  }
}
