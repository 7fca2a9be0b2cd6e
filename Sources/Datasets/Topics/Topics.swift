import Tensors

extension Datasets {
  /// Documents made as latent Dirichlet allocation assumes (Blei, Ng and Jordan, 2003), with what they were made of in
  /// ``WordCounts/truth``.
  ///
  /// Each of `topics` themes, cooking, sea, football and so on, is a distribution over some fifty words of its own and
  /// those that all share. A document's shares of the topics are drawn from a Dirichlet distribution with parameter
  /// `concentration`: the smaller, the more a document is of one topic. Its length is drawn from a Poisson
  /// distribution, and each word from a topic drawn by the shares. Traps where there is no document, where the topics
  /// are not in 2...8, and where other numbers are not positive.
  public static func topics(
    documents: Int = 500, topics: Int = 6, meanLength: Double = 80, concentration: Double = 0.15,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> WordCounts {
    if documents < 1 || documents > 1 << 20 {
      fail("topics: documents must be in 1...\(1 << 20), and is \(documents)", file: file, line: line)
    }
    if !(2...Theme.all.count).contains(topics) {
      fail("topics: topics must be in 2...\(Theme.all.count), and is \(topics)", file: file, line: line)
    }
    if !(meanLength >= 1 && meanLength <= 10_000) {
      fail("topics: meanLength must be in 1...10,000, and is \(meanLength)", file: file, line: line)
    }
    if !(concentration > 0 && concentration <= 1000) {
      fail("topics: concentration must be in (0, 1000], and is \(concentration)", file: file, line: line)
    }
    let themes = Array(Theme.all.prefix(topics))
    let vocabulary = Set(themes.flatMap(\.words) + Theme.common).sorted()
    let words = wordProbabilities(themes, vocabulary)
    // Gamma numbers over their sum. A small one may be below every number, but its logarithm is that of one whose
    // concentration is greater by 1, and of U^(1/concentration).
    let larger = Tensor.sampleGamma(
      [documents, topics], concentration: Tensor(concentration + 1, dtype: .float64), generator: generator)
    let power = Tensor.rand(documents, topics, dtype: .float64, generator: generator).log() / concentration
    let shares = (larger.log() + power).softmax(dim: 1)
    let lengths = Tensor.samplePoisson([documents], rate: Tensor(meanLength, dtype: .float64), generator: generator)
      .scalars.map { max(1, Int($0)) }
    let longest = lengths.max()!
    // Of a word's probability given the shares: the topic itself is nowhere asked for.
    let drawn = matmul(shares, words).multinomial(longest, replacement: true, generator: generator)
    let columns = drawn.withElements(as: Int64.self) { drawn in
      lengths.enumerated().map { row, length in (0..<length).map { Int(drawn[row * longest + $0]) } }
    }
    return WordCounts(
      counts: WordCounts.counts(columns, vocabulary.count), vocabulary: vocabulary,
      documents: columns.map { $0.map { vocabulary[$0] }.joined(separator: " ") },
      truth: WordCounts.Truth(
        names: themes.map(\.name), topics: words.to(.float32), proportions: shares.to(.float32)))
  }

  /// Each theme's own words by Zipf's law, 1 / (rank + 4), for four fifths of it, and the common ones alike for the
  /// rest.
  private static func wordProbabilities(_ themes: [Theme], _ vocabulary: [String]) -> Tensor {
    let columns = Dictionary(uniqueKeysWithValues: vocabulary.enumerated().map { ($0.element, $0.offset) })
    let rows = themes.map { theme in
      var row = [Double](repeating: 0, count: vocabulary.count)
      let weights = theme.words.indices.map { 1 / Double($0 + 4) }
      let sum = weights.reduce(0, +)
      for (word, weight) in zip(theme.words, weights) { row[columns[word]!] += 0.8 * weight / sum }
      for word in Theme.common { row[columns[word]!] += 0.2 / Double(Theme.common.count) }
      return row
    }
    return Tensor(rows, dtype: .float64)
  }
}
