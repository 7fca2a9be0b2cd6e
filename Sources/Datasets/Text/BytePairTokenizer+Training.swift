import Tensors

extension BytePairTokenizer {
  /// Learns merges from a text until there are `vocabularySize` tokens, or no pair of neighbours is there twice.
  ///
  /// The most frequent pair is merged first; of equally frequent ones that of the smaller tokens. Traps below 256, the
  /// number of bytes, and where the text is empty.
  public static func train(
    on text: String, vocabularySize: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> BytePairTokenizer {
    if vocabularySize < 256 || vocabularySize > 1 << 20 {
      fail(
        "BytePairTokenizer: vocabularySize must be in 256...\(1 << 20), as each of the 256 bytes is a token, and is "
          + "\(vocabularySize)", file: file, line: line)
    }
    if text.isEmpty { fail("BytePairTokenizer: there is nothing to learn in an empty text", file: file, line: line) }
    var counts: [ArraySlice<UInt8>: Int] = [:]
    for word in words(Array(text.utf8)) { counts[word, default: 0] += 1 }
    // Sorted, because the order of a dictionary is another in every run.
    let words = counts.sorted { $0.key.lexicographicallyPrecedes($1.key) }
    var starts = [0]
    var tokens: [Int32] = []
    for (word, _) in words {
      tokens += word.map(Int32.init)
      starts.append(tokens.count)
    }
    let wanted = vocabularySize - 256
    var pairs = [Int32](repeating: 0, count: 2 * wanted + 1)
    let made = ck_train_pairs(&tokens, words.count, starts, words.map(\.value), wanted, &pairs)
    if made < 0 { fail("BytePairTokenizer: there is not enough memory", file: file, line: line) }
    let merges = (0..<made).map { Merge(left: Int(pairs[2 * $0]), right: Int(pairs[2 * $0 + 1])) }
    return BytePairTokenizer(merges: merges, file: file, line: line)
  }

  /// Learns merges from a corpus; see ``train(on:vocabularySize:file:line:)-(String,_,_,_)``.
  public static func train(
    on corpus: TextCorpus, vocabularySize: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> BytePairTokenizer { train(on: corpus.text, vocabularySize: vocabularySize, file: file, line: line) }
}
