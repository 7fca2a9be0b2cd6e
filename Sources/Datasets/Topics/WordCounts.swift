import NotebookDisplay
import Tensors

/// How often each word is in each of some documents: the bag of words that topic models learn from.
///
/// ```swift
/// let corpus = Datasets.topics(documents: 500)
/// corpus.counts            // (500, words)
/// let own = WordCounts(["The sea is calm.", "A calm day at sea."], minimumCount: 1)
/// ```
public struct WordCounts {
  /// `(documents, words)` of float32: whole numbers, not negative.
  public let counts: Tensor
  /// The words by their columns.
  public let vocabulary: [String]
  /// The documents as texts.
  public let documents: [String]
  /// What the documents were made of, where they were generated.
  public let truth: Truth?

  /// The topics that documents were generated from.
  public struct Truth {
    /// The topics' names.
    public let names: [String]
    /// `(topics, words)`: the probabilities of the words in each topic.
    public let topics: Tensor
    /// `(documents, topics)`: the topics' shares of each document.
    public let proportions: Tensor
  }

  init(counts: Tensor, vocabulary: [String], documents: [String], truth: Truth?) {
    self.counts = counts
    self.vocabulary = vocabulary
    self.documents = documents
    self.truth = truth
  }

  /// Counts the words of texts: runs of letters, in small letters, at least two long, without the stop words.
  ///
  /// The vocabulary is in alphabetical order, of the words that are there at least `minimumCount` times in all. Traps
  /// where there is no document and where no word is left.
  public init(
    _ documents: [String], stopWords: Set<String> = WordCounts.stopWords, minimumCount: Int = 2,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    if documents.isEmpty { fail("WordCounts: there is no document", file: file, line: line) }
    let texts = documents.map { Self.words($0).filter { !stopWords.contains($0) } }
    var totals: [String: Int] = [:]
    for word in texts.joined() { totals[word, default: 0] += 1 }
    let vocabulary = totals.filter { $0.value >= minimumCount }.keys.sorted()
    if vocabulary.isEmpty {
      fail(
        "WordCounts: none of the \(totals.count) words of \(documents.count) documents is there at least \(minimumCount) times",
        file: file, line: line)
    }
    let counts = Self.counts(texts, of: vocabulary)
    self.init(counts: counts, vocabulary: vocabulary, documents: documents, truth: nil)
  }

  /// How often the words of the vocabulary are in other documents, `(documents, words)`: what a model that was fitted to
  /// ``counts`` is asked about. Words that it does not know are left out.
  public func counts(of documents: [String]) -> Tensor { Self.counts(documents.map(Self.words), of: vocabulary) }

  private static func counts(_ texts: [[String]], of vocabulary: [String]) -> Tensor {
    let columns = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($0.element, $0.offset) })
    return counts(texts.map { $0.compactMap { columns[$0] } }, vocabulary.count)
  }

  /// The counts of documents that are given as columns.
  static func counts(_ documents: [[Int]], _ words: Int) -> Tensor {
    Tensor.filled([documents.count, words], .float32, as: Float.self) { counts in
      counts.initialize(repeating: 0)
      for (row, columns) in documents.enumerated() {
        for column in columns { counts[row * words + column] += 1 }
      }
    }
  }

  /// The words of a text: runs of letters, and apostrophes between them, in small letters, at least two long.
  public static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    func finish() {
      while word.hasSuffix("'") { word.removeLast() }
      if word.unicodeScalars.count >= 2 { words.append(word) }
      word = ""
    }
    for scalar in text.lowercased().unicodeScalars {
      if scalar.properties.isAlphabetic {
        word.unicodeScalars.append(scalar)
      } else if (scalar == "'" || scalar == "’") && !word.isEmpty {
        word.append("'")
      } else {
        finish()
      }
    }
    finish()
    return words
  }

  /// English words that say nothing about what a text is about.
  public static let stopWords: Set<String> = Set(
    """
    a about above after again against all almost also although always am among an and another any are as at away back \
    be became because been before began being below between both but by came can could did do does doing done down \
    during each either else even ever every few first for from further get give go goes going gone got had has \
    have having he her here hers herself him himself his how however i if in into is it its it's itself just keep kept \
    last least less let like long made make many may me might more most much must my myself near never new next no nor \
    not nothing now of off often old on once one only or other others our ours out over own put quite rather said same \
    say says see seem seems she should since so some something soon still such take than that that's the their theirs \
    them themselves then there these they thing things this those though three through to together too took two under \
    until up upon us use used very was way we well went were what when where whether which while who whole whom whose \
    why will with within without would yet you your yours yourself
    """.split(separator: " ").map(String.init))
}

extension WordCounts: Displayable, CustomStringConvertible {
  /// How much there is, and the most frequent words.
  public var mimeBundle: MIMEBundle {
    let totals = counts.sum(dim: 0).scalars
    let inDocuments = (counts > 0).to(.float32).sum(dim: 0).scalars
    let order = vocabulary.indices.sorted { (totals[$1], $0) < (totals[$0], $1) }.prefix(12)
    return Table(
      columns: ["word", "count", "documents"],
      rows: order.map { [vocabulary[$0], Int(totals[$0]), Int(inDocuments[$0])] }
    ).mimeBundle.replacingText(description)
  }

  public var description: String {
    "\(documents.count.inGroups) documents, \(Int(counts.sum().item() as Double).inGroups) words of a vocabulary of "
      + "\(vocabulary.count.inGroups)"
  }
}
