import Tensors

extension NaiveBayes {
  /// Which distributions are fitted, and how they are smoothed, as scikit-learn does it.
  public enum Family: Sendable {
    /// Normal; to each variance `varianceSmoothing` times the largest of all features is added.
    case gaussian(varianceSmoothing: Double = 1e-9)
    /// On or off: above the threshold or not. `alpha` examples are added in which a feature is on, and as many in which it is off.
    case bernoulli(alpha: Double = 1, threshold: Double = 0)
    /// Counts, to each of which `alpha` is added.
    case multinomial(alpha: Double = 1)
  }

  /// The distributions that make the examples most likely, smoothed. The classes' priors are their shares, unless given.
  ///
  /// Traps where x and y don't fit each other, there is one class only, counts are negative, all features are constant
  /// without smoothing, and on impossible parameters.
  public static func fit(
    _ x: Tensor, _ y: Tensor, _ family: Family = .gaussian(), classPriors: Tensor? = nil, classCount: Int? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> NaiveBayes {
    let caller = Caller("NaiveBayes.fit", file, line)
    let data = LabelledRows(x, y, classCount: classCount, as: .float64, caller)
    let counts = data.columnOfCounts(.float64)
    let likelihood: Likelihood
    switch family {
    case .gaussian(let smoothing):
      caller.require(smoothing >= 0 && smoothing.isFinite, "varianceSmoothing", "0 or more", smoothing)
      let means = data.sums(of: data.x) / counts
      let spread = data.sums(of: (data.x - means.indexSelect(0, data.classes)).square()) / counts
      // A class without examples has a prior of 0, whatever its distribution.
      let variances = Tensor.where(
        data.hasExamples, spread + data.x.variance(dim: 0, correction: 0).max() * smoothing, 1)
      if (variances <= 0).any() {
        let place = (variances <= 0).nonzero()[0].scalars.map { Int($0) }
        caller.fail(
          "feature \(place[1]) has one value in all examples of class \(place[0]): a normal distribution needs a "
            + "varianceSmoothing above 0, and features that vary")
      }
      likelihood = .gaussian(means: means, variances: variances)
    case .bernoulli(let alpha, let threshold):
      caller.require(alpha > 0 && alpha.isFinite, "alpha", "positive", alpha)
      caller.require(threshold.isFinite, "threshold", "finite", threshold)
      let on = data.sums(of: (data.x > threshold).double())
      likelihood = .bernoulli(probabilities: (on + alpha) / (counts + 2 * alpha), threshold: threshold)
    case .multinomial(let alpha):
      caller.require(alpha > 0 && alpha.isFinite, "alpha", "positive", alpha)
      checkCounts(data.x, caller)
      let sums = data.sums(of: data.x) + alpha
      let trials = (data.x.sum().item() as Double) / Double(data.count)
      likelihood = .multinomial(
        probabilities: sums / sums.sum(dim: 1, keepDim: true), trials: Int(exactly: trials.rounded()) ?? 0)
    }
    return NaiveBayes(data.priors(given: classPriors, caller), likelihood)
  }
}

extension LabelledRows {
  /// The given priors, or each class's share of the examples; traps where there are not as many as classes, or a class
  /// without examples has one.
  func priors(given: Tensor?, _ caller: Caller) -> Tensor {
    guard let given else { return Tensor(counts).double() / Double(count) }
    if given.shape != [classCount] {
      caller.fail("classPriors must have one for each of \(classCount) classes, and has shape \(given.shape)")
    }
    let priors = caller.priors(given, mayBeZero: seen.count < classCount)
    for (k, prior) in priors.scalars.enumerated() where (prior > 0) != (counts[k] > 0) {
      caller.fail(
        counts[k] > 0
          ? "class \(k) has examples, so that its prior must be positive, and is 0"
          : "class \(k) has no examples, so that its prior must be 0, and is \(Float(prior))")
    }
    return priors
  }
}
