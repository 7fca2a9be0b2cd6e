import ClassicalModels
import Tensors
import TestSupport
import Testing

/// Labels that leave numbers out: of digits the threes and eights, or a class that a small sample has no example of.
@Suite("classes without examples")
struct MissingClassTests {
  private typealias Fit = (Tensor, Tensor, Int?) -> any Classifier

  /// Fits to labels with and without gaps; the latter must be told apart as the former are.
  private static var fits: [(name: String, fit: Fit)] {
    [
      ("logistic regression", { LogisticRegression.fit($0, $1, classCount: $2) }),
      ("balanced", { LogisticRegression.fit($0, $1, classWeights: .balanced, classCount: $2) }),
      ("support vectors", { SupportVectorMachine.fit($0, $1, classCount: $2) }),
      ("neighbours", { KNearestNeighbors.fit($0, $1, classCount: $2) }),
      ("normal features", { NaiveBayes.fit($0, $1, classCount: $2) }),
      ("normal features, not smoothed", { NaiveBayes.fit($0, $1, .gaussian(varianceSmoothing: 0), classCount: $2) }),
      ("bits", { NaiveBayes.fit($0, $1, .bernoulli(), classCount: $2) }),
      ("counts", { NaiveBayes.fit($0 + 5, $1, .multinomial(), classCount: $2) }),
      ("one covariance", { GaussianDiscriminantAnalysis.fit($0, $1, classCount: $2) }),
      ("a covariance each", { GaussianDiscriminantAnalysis.fit($0, $1, covariance: .perClass, classCount: $2) }),
    ]
  }

  @Test("are never predicted, and change nothing about the others", arguments: [[3, 8], [1, 4, 5], [0, 1]])
  func gaps(classes: [Int]) {
    let (x, dense) = examples(40, 3, classes.count)
    let y = Tensor(classes, dtype: .int64).take(dense)
    for (name, fit) in Self.fits {
      let model = fit(x, y, 10), reference = fit(x, dense, nil)
      #expect(model.classCount == 10)
      let places = Tensor(classes, dtype: .int64), shifted = name == "counts" ? queries + 5 : queries
      #expect(model.predict(shifted).equal(places.take(reference.predict(shifted))), "\(name)")
      guard let model = model as? any ProbabilisticClassifier, let reference = reference as? any ProbabilisticClassifier
      else { continue }
      let probabilities = model.probabilities(shifted)
      #expect(probabilities.indexSelect(1, places).allclose(reference.probabilities(shifted), atol: 1e-6), "\(name)")
      #expect(probabilities.sum(1).allclose(Tensor.ones(5).to(probabilities.dtype)), "\(name)")
    }
  }

  @Test("have an intercept of −∞, and no weights")
  func intercepts() {
    let (x, dense) = examples(40, 3, 2)
    let model = LogisticRegression.fit(x, dense * 2), reference = LogisticRegression.fit(x, dense)
    #expect(model.weights[0].scalars == [0, 0, 0] && model.weights[1].scalars == [0, 0, 0])
    #expect(model.weights[2].equal(reference.weights[0]))
    #expect(model.intercepts.scalars == [0, -.infinity, reference.intercepts[0].item()])
    #expect(model.logits(x)[0..., 2].allclose(reference.logits(x)))
  }

  @Test("have the prior 0, and none can be drawn")
  func drawing() async {
    let (x, dense) = examples(40, 3, 2)
    let model = NaiveBayes.fit(x, dense * 2)
    #expect(model.classPriors.scalars == [0.5, 0, 0.5])
    #expect(!(model.sample(100, generator: Generator(seed: 1)).y == 1).any())
    #expect(model.logLikelihood(x).allclose(NaiveBayes.fit(x, dense).logLikelihood(x)))
    let given = NaiveBayes.fit(x, dense * 2, classPriors: Tensor([0.3, 0, 0.7]))
    #expect(given.classPriors.allclose(Tensor([0.3, 0, 0.7], dtype: .float64), atol: 1e-6))
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (x, dense) = examples(40, 3, 2)
        _ = NaiveBayes.fit(x, dense * 2).sample(3, ofClass: 1, file: "page.md", line: 12)
      }, "NaiveBayes.sample: class 1 had no examples to learn from: it can't be drawn")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (x, dense) = examples(40, 3, 2)
        _ = NaiveBayes.fit(x, dense * 2, classPriors: Tensor([0.5, 0.25, 0.25]), file: "page.md", line: 12)
      }, "NaiveBayes.fit: class 1 has no examples, so that its prior must be 0, and is 0.25")
    expectFailure(
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let (x, dense) = examples(40, 3, 2)
        _ = NaiveBayes.fit(x, dense * 2, classPriors: Tensor([1, 0, 0]), file: "page.md", line: 12)
      }, "NaiveBayes.fit: class 2 has examples, so that its prior must be positive, and is 0")
  }
}
