import Tensors

extension LatentDirichletAllocation {
  /// The fit to documents by variational Bayes, all of them in each step.
  ///
  /// - Parameters:
  ///   - counts: `(documents, words)`.
  ///   - documentPrior: α, by default 1 over the number of topics; `topicPrior` is η likewise.
  ///   - start: the parameters λ of the topics to begin with, `(topics, words)`; by default drawn from a gamma
  ///     distribution of mean 1 and
  ///     variance 0.01 (Hoffman, Blei and Bach, 2010).
  ///   - tolerance: the fit ends when the bound rises by less than this share of itself.
  ///
  /// Traps where the counts are negative or not finite, or there are no words.
  public static func fit(
    _ counts: Tensor, topics: Int, vocabulary: [String]? = nil, documentPrior: Double? = nil, topicPrior: Double? = nil,
    start: Tensor? = nil, maxIterations: Int = 50, tolerance: Double = 1e-5, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> LatentDirichletAllocation {
    let operation = "LatentDirichletAllocation.fit"
    if topics < 1 { fail("\(operation): \(topics) topics: at least one", file: file, line: line) }
    if maxIterations < 1 { fail("\(operation): \(maxIterations) iterations: at least one", file: file, line: line) }
    let x = checked(counts, words: nil, operation, file, line)
    if x.sum().item() == 0 { fail("\(operation): the documents have no words", file: file, line: line) }
    let words = x.shape[1]
    if let start, start.shape != [topics, words] {
      fail("\(operation): a start of shape \(start.shape): [\(topics), \(words)] is expected", file: file, line: line)
    }
    var model = LatentDirichletAllocation(
      topicParameters: start ?? random(topics, words, generator), documentPrior: documentPrior ?? 1 / Double(topics),
      topicPrior: topicPrior ?? 1 / Double(topics), vocabulary: vocabulary, file: file, line: line)
    var history: [Double] = []
    var hasConverged = false
    for _ in 0..<maxIterations where !hasConverged {
      // From the beginning each time: a document that goes on from where it was holds to the topics that it met first.
      let (gamma, theta) = model.infer(x)
      let norms = model.norms(theta)
      let bound = model.bound(x, gamma, theta, norms)
      if let last = history.last { hasConverged = abs(bound - last) < tolerance * abs(last) }
      history.append(bound)
      let expected = matmul(theta.T, x / norms) * model.expectedWords
      model = LatentDirichletAllocation(
        known: expected + model.topicPrior, model.documentPrior, model.topicPrior, vocabulary)
    }
    let gamma = model.infer(x).gamma
    model.documentTopics = gamma / gamma.sum(1, keepDim: true)
    model.boundHistory = history
    model.hasConverged = hasConverged
    return model
  }

  /// Gamma-distributed numbers of shape 100 and mean 1: means of a hundred exponential ones.
  private static func random(_ topics: Int, _ words: Int, _ generator: Generator) -> Tensor {
    var sum = Tensor.zeros(topics, words, dtype: .float64)
    for _ in 0..<100 { sum = sum - (1 - Tensor.rand(topics, words, dtype: .float64, generator: generator)).log() }
    return sum / 100
  }
}
