import Glibc
import Tensors

extension LatentDirichletAllocation {
  /// Documents of so many words each, drawn from the model: their counts `(documents, words)`, and the topics' shares in
  /// each
  /// `(documents, topics)`.
  public func sample(
    documents: Int, words: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> (counts: Tensor, topics: Tensor) {
    if documents < 1 || words < 1 {
      fail("sample: \(documents) documents of \(words) words: at least one", file: file, line: line)
    }
    let logarithms = (0..<(documents * topics.shape[0])).map { _ in Self.logGamma(documentPrior, generator) }
    let shares = Tensor(logarithms, dtype: .float64).reshape(documents, topics.shape[0]).softmax(dim: 1)
    // Of a word whose topic nobody asks for the probability is the topics' mean.
    let drawn = matmul(shares, topics).multinomial(words, replacement: true, generator: generator)
    let counts = Tensor.zeros(documents, topics.shape[1], dtype: .float64)
      .scatterAdd(1, drawn, Tensor.ones(documents, words, dtype: .float64))
    return (counts, shares)
  }

  /// The logarithm of a gamma-distributed number (Marsaglia and Tsang, 2000), which for a small shape is often too small
  /// for the number itself.
  private static func logGamma(_ shape: Double, _ generator: Generator) -> Double {
    // In (0, 1].
    func uniform() -> Double { Double((generator.next() >> 11) + 1) * 0x1p-53 }
    if shape < 1 { return logGamma(shape + 1, generator) + log(uniform()) / shape }
    let d = shape - 1.0 / 3, c = 1 / (9 * d).squareRoot()
    while true {
      let x = (-2 * log(uniform())).squareRoot() * cos(2 * .pi * uniform())
      let v = (1 + c * x) * (1 + c * x) * (1 + c * x)
      if v > 0 && log(uniform()) < 0.5 * x * x + d - d * v + d * log(v) { return log(d) + log(v) }
    }
  }
}
