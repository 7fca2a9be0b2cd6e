import Tensors

/// p(k | x) ∝ p(k) Πⱼ p(xⱼ | k): features that are independent of each other within a class.
///
/// ```swift
/// let model = NaiveBayes.fit(x, y, .gaussian())
/// model.predict(test.x)
/// model.sample(16, ofClass: 3)
/// ```
///
/// It computes in double precision. (Maron, “Automatic indexing”, 1961; Manning, Raghavan and Schütze, “Introduction to
/// Information Retrieval”, 2008, chapter 13.)
public struct NaiveBayes: GenerativeClassifier {
  /// How the features of each class are distributed; tensors are `(K, features)` in double precision.
  public enum Likelihood {
    /// N(xⱼ; μₖⱼ, σ²ₖⱼ)
    case gaussian(means: Tensor, variances: Tensor)
    /// pₖⱼ where xⱼ > threshold, else 1 − pₖⱼ.
    case bernoulli(probabilities: Tensor, threshold: Double = 0)
    /// Πⱼ pₖⱼ^xⱼ, x being counts: of words, say. A drawn example has as many in all as `trials`.
    case multinomial(probabilities: Tensor, trials: Int)
  }

  public let classPriors: Tensor
  public let likelihood: Likelihood

  public var classCount: Int { classPriors.shape[0] }
  public var featureCount: Int { likelihood.table.shape[1] }

  /// The model with known distributions. Traps where shapes don't fit, priors are not positive with sum 1, variances
  /// are not positive, or probabilities are outside 0...1 or, of a multinomial, don't sum up to 1.
  public init(classPriors: Tensor, likelihood: Likelihood, file: StaticString = #fileID, line: UInt = #line) {
    let caller = Caller("NaiveBayes", file, line)
    self.classPriors = caller.priors(classPriors)
    self.likelihood = likelihood.checked(classCount: classPriors.shape[0], caller)
  }

  init(_ classPriors: Tensor, _ likelihood: Likelihood) {
    self.classPriors = classPriors
    self.likelihood = likelihood
  }

  public func logJoint(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let caller = Caller("NaiveBayes", file, line)
    let rows = FeatureRows(x, as: .float64, caller)
    rows.check(features: featureCount, caller)
    return likelihood.logarithms(rows.x, caller) + classPriors.log()
  }

  public func sample(
    _ count: Int, ofClass k: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let caller = Caller("NaiveBayes.sample", file, line)
    caller.check(count, ofClass: k, priors: classPriors)
    return likelihood.sample(count, ofClass: k, generator, caller).float()
  }
}

extension NaiveBayes: CustomStringConvertible {
  public var description: String {
    "NaiveBayes(\(likelihood.name), \(classCount) classes, \(featureCount) features)"
  }
}
