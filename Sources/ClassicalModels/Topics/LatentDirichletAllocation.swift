import Tensors

/// Documents as mixtures of topics, and topics as distributions over words (Blei, Ng and Jordan, 2003): for each document
/// θ ~
/// Dirichlet(α), for each of its words a topic z ~ θ and the word ~ β_z.
///
/// ```swift
/// let model = LatentDirichletAllocation.fit(counts, topics: 5, vocabulary: words)
/// model.topWords(of: 0)
/// model.transform(newCounts)
/// ```
///
/// Documents are `(documents, words)`, how often each word of the vocabulary occurs in each.
public struct LatentDirichletAllocation {
  /// How probable each word is in each topic, `(topics, words)`: the mean of what is known of β.
  public let topics: Tensor
  /// The parameters λ of the Dirichlet distribution that tells what is known of each topic, `(topics, words)`; nil where
  /// topics are known exactly.
  public let topicParameters: Tensor?
  /// α: the smaller, the fewer topics a document has.
  public let documentPrior: Double
  /// η: the smaller, the fewer words a topic has.
  public let topicPrior: Double
  /// The words, where they are known.
  public let vocabulary: [String]?
  /// The topics' shares in each document that was fitted, `(documents, topics)`; nil where none were.
  public internal(set) var documentTopics: Tensor?
  /// The lower bound of ln P(documents) before each step; what the fit raises.
  public internal(set) var boundHistory: [Double] = []
  /// Whether the last step raised the bound by less than the tolerance.
  public internal(set) var hasConverged = false

  /// e^E[ln β], `(topics, words)`.
  let expectedWords: Tensor

  /// The model of known topics, `(topics, words)`, whose rows sum to 1: to draw documents from, and to find topics in
  /// documents.
  public init(
    topics: Tensor, documentPrior: Double, vocabulary: [String]? = nil, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    let model = "LatentDirichletAllocation"
    let topics = topics.detach().to(.float64)
    if topics.ndim != 2 || topics.elementCount == 0 {
      fail("\(model): topics of shape \(topics.shape): (topics, words) is expected", file: file, line: line)
    }
    topics.checkProbabilities("\(model): the topics", file, line)
    Self.check(documentPrior, 1, vocabulary, topics.shape[1], file, line)
    self.topics = topics
    topicParameters = nil
    expectedWords = topics
    self.documentPrior = documentPrior
    topicPrior = 1
    self.vocabulary = vocabulary
  }

  /// The model in which topic k is known as Dirichlet(λₖ): the parameters `(topics, words)` of a fit. Traps where one is
  /// not positive.
  public init(
    topicParameters: Tensor, documentPrior: Double, topicPrior: Double, vocabulary: [String]? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    let parameters = topicParameters.detach().to(.float64)
    if parameters.ndim != 2 || parameters.elementCount == 0 || !((parameters > 0) & parameters.isfinite()).all() {
      fail(
        "LatentDirichletAllocation: parameters of shape \(parameters.shape): positive numbers (topics, words) are expected",
        file: file, line: line)
    }
    Self.check(documentPrior, topicPrior, vocabulary, parameters.shape[1], file, line)
    self.init(known: parameters, documentPrior, topicPrior, vocabulary)
  }

  init(known parameters: Tensor, _ documentPrior: Double, _ topicPrior: Double, _ vocabulary: [String]?) {
    topicParameters = parameters
    let sums = parameters.sum(1, keepDim: true)
    topics = parameters / sums
    expectedWords = (parameters.digamma() - sums.digamma()).exp()
    self.documentPrior = documentPrior
    self.topicPrior = topicPrior
    self.vocabulary = vocabulary
  }

  static func check(
    _ documentPrior: Double, _ topicPrior: Double, _ vocabulary: [String]?, _ words: Int, _ file: StaticString,
    _ line: UInt
  ) {
    for (name, prior) in [("document", documentPrior), ("topic", topicPrior)] where !(prior > 0 && prior < .infinity) {
      fail("LatentDirichletAllocation: the \(name) prior must be positive, and is \(prior)", file: file, line: line)
    }
    if let vocabulary, vocabulary.count != words {
      fail(
        "LatentDirichletAllocation: the vocabulary has \(vocabulary.count) words, and the columns are \(words)",
        file: file,
        line: line)
    }
  }

  /// The counts in double precision. Traps unless they are `(documents, words)`, finite and not negative.
  static func checked(
    _ counts: Tensor, words: Int?, _ operation: String, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    if counts.ndim != 2 || counts.elementCount == 0 || words.map({ counts.shape[1] != $0 }) ?? false {
      fail(
        "\(operation): counts of shape \(counts.shape): (documents, \(words.map(String.init) ?? "words")) is expected",
        file: file, line: line)
    }
    let x = counts.detach().to(.float64)
    let isRight = (x >= 0) & x.isfinite()
    if !isRight.all() {
      let place = Int(isRight.logicalNot().to(.int64).flatten().argmax(0).item() as Double)
      let (row, column) = place.quotientAndRemainder(dividingBy: x.shape[1])
      fail(
        "\(operation): document \(row) has word \(column) \(x[row, column].item() as Double) times: counts are not negative",
        file: file, line: line)
    }
    return x
  }
}
