import Glibc
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
    var chance = Chance(generator)
    let proportions = (0..<documents).map { _ in chance.dirichlet(concentration, topics) }
    let lengths = (0..<documents).map { _ in max(1, chance.poisson(meanLength)) }
    let shares = Tensor(proportions, dtype: .float64)
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

/// Draws from distributions one by one.
private struct Chance {
  private var generator: Generator

  init(_ generator: Generator) { self.generator = generator }

  /// In (0, 1).
  private mutating func uniform() -> Double { (Double(generator.next() >> 11) + 0.5) * 0x1p-53 }

  private mutating func normal() -> Double { sqrt(-2 * log(uniform())) * cos(2 * .pi * uniform()) }

  /// The logarithm of a number of the gamma distribution (Marsaglia and Tsang, 2000); for small shapes the number
  /// itself may be 0.
  private mutating func logGamma(_ shape: Double) -> Double {
    // X of shape a is X' of shape a + 1 times U^(1/a).
    if shape < 1 { return logGamma(shape + 1) + log(uniform()) / shape }
    let d = shape - 1 / 3, c = 1 / sqrt(9 * d)
    while true {
      let x = normal(), root = 1 + c * x
      if root > 0, log(uniform()) < x * x / 2 + d - d * root * root * root + 3 * d * log(root) {
        return log(d) + 3 * log(root)
      }
    }
  }

  /// Shares of the symmetric Dirichlet distribution.
  mutating func dirichlet(_ concentration: Double, _ count: Int) -> [Double] {
    let logs = (0..<count).map { _ in logGamma(concentration) }
    let most = logs.max()!
    let weights = logs.map { exp($0 - most) }
    let sum = weights.reduce(0, +)
    return weights.map { $0 / sum }
  }

  /// How many events of rate 1 happen in that time.
  mutating func poisson(_ mean: Double) -> Int {
    var (count, time) = (-1, 0.0)
    while time <= mean {
      time -= log(uniform())
      count += 1
    }
    return count
  }
}
