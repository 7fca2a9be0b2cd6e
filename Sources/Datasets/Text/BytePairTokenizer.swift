import Tensors

/// Byte-pair encoding (Sennrich et al., 2016) of bytes, as GPT-2 does it: frequent sequences of bytes become tokens.
///
/// ```swift
/// let tokenizer = BytePairTokenizer.train(on: text.text, vocabularySize: 512)
/// tokenizer.encode("the sea")
/// tokenizer.merges.prefix(10)     // what was merged first
/// ```
///
/// Tokens 0...255 are the bytes; each merge makes the next one. A text is first cut into words, with the space before
/// them, numbers, other signs and white space, and nothing is merged beyond one of these, nor beyond 128 bytes. As
/// every byte is a token there is no unknown character: any text comes back as it was.
public struct BytePairTokenizer: Tokenizer, Hashable, Sendable {
  /// Two tokens that become one.
  public struct Merge: Hashable, Sendable {
    public let left: Int
    public let right: Int

    public init(left: Int, right: Int) {
      self.left = left
      self.right = right
    }
  }

  /// The merges in the order in which they were learned: merge i makes token 256 + i.
  public let merges: [Merge]
  /// The bytes of each token.
  public let vocabulary: [[UInt8]]
  private let ranks: [Merge: Int]

  /// The longest token that is read from a file: a chain of merges that double would be a bomb.
  static let longestToken = 1 << 16

  /// A tokeniser with known merges. Traps where a merge is of tokens that are not made before it, or is there twice.
  public init(merges: [Merge], file: StaticString = #fileID, line: UInt = #line) {
    do { try self.init(checking: merges) } catch {
      fail("BytePairTokenizer: \(error.problem)", file: file, line: line)
    }
  }

  init(checking merges: [Merge]) throws(MergeError) {
    var vocabulary = (0...255).map { [UInt8($0)] }
    var ranks: [Merge: Int] = [:]
    for (i, merge) in merges.enumerated() {
      guard (0..<256 + i).contains(merge.left), (0..<256 + i).contains(merge.right) else {
        throw MergeError(
          "merge \(i) is of \(merge.left) and \(merge.right), but only tokens below \(256 + i) are made before it")
      }
      if let first = ranks.updateValue(i, forKey: merge) {
        throw MergeError("merges \(first) and \(i) are both of \(merge.left) and \(merge.right)")
      }
      if vocabulary[merge.left].count + vocabulary[merge.right].count > Self.longestToken {
        throw MergeError("token \(256 + i) is longer than \(Self.longestToken) bytes")
      }
      vocabulary.append(vocabulary[merge.left] + vocabulary[merge.right])
    }
    self.merges = merges
    self.vocabulary = vocabulary
    self.ranks = ranks
  }

  /// Why merges are none.
  struct MergeError: Error {
    let problem: String
    init(_ problem: String) { self.problem = problem }
  }

  public var vocabularySize: Int { vocabulary.count }

  /// The tokens of a text.
  public func encode(_ text: String, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    encode(Array(text.utf8))
  }

  /// The tokens of any bytes.
  public func encode(_ bytes: [UInt8]) -> Tensor {
    var known: [ArraySlice<UInt8>: [Int]] = [:]
    var tokens: [Int] = []
    tokens.reserveCapacity(bytes.count / 2)
    for word in Self.words(bytes) {
      if let parts = known[word] {
        tokens += parts
      } else {
        let parts = merged(word)
        known[word] = parts
        tokens += parts
      }
    }
    return Tensor(tokens, dtype: .int64)
  }

  /// The text of some tokens; what is not UTF-8, such as half a character, becomes ‘�’. Traps where one is not a token.
  public func decode(_ tokens: Tensor, file: StaticString = #fileID, line: UInt = #line) -> String {
    String(decoding: bytes(tokens, file: file, line: line), as: UTF8.self)
  }

  /// The bytes of some tokens: exactly those that were encoded. Traps where one is not a token.
  public func bytes(_ tokens: Tensor, file: StaticString = #fileID, line: UInt = #line) -> [UInt8] {
    var bytes: [UInt8] = []
    for number in numbers(tokens, "BytePairTokenizer", file, line) { bytes += vocabulary[number] }
    return bytes
  }

  /// The token's text, where it is one; bytes that are none as `\xE2`. A space is shown as `␣` and a line end as `\n`.
  public func token(_ number: Int, file: StaticString = #fileID, line: UInt = #line) -> String {
    check(number, "BytePairTokenizer", file, line)
    guard let text = String(validating: vocabulary[number], as: UTF8.self) else {
      return vocabulary[number].map { "\\x" + ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }
    return text.unicodeScalars.map { scalar in
      if scalar == " " { return "␣" }
      return scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
    }.joined()
  }

  /// The tokens of a word: the merge that was learned first is done first, wherever it can be.
  private func merged(_ word: ArraySlice<UInt8>) -> [Int] {
    var tokens = word.map(Int.init)
    while tokens.count > 1 {
      var best: (rank: Int, merge: Merge)?
      for i in 1..<tokens.count {
        let merge = Merge(left: tokens[i - 1], right: tokens[i])
        if let rank = ranks[merge], rank < best?.rank ?? .max { best = (rank, merge) }
      }
      guard let (rank, merge) = best else { break }
      var (kept, i) = (0, 0)
      while i < tokens.count {
        let isPair = i + 1 < tokens.count && tokens[i] == merge.left && tokens[i + 1] == merge.right
        tokens[kept] = isPair ? 256 + rank : tokens[i]
        kept += 1
        i += isPair ? 2 : 1
      }
      tokens.removeLast(tokens.count - kept)
    }
    return tokens
  }

  /// The words that bytes are cut into.
  static func words(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    let ends = [Int](unsafeUninitializedCapacity: bytes.count) { ends, count in
      count = bytes.withUnsafeBufferPointer {
        guard let text = $0.baseAddress, let ends = ends.baseAddress else { return 0 }
        return ck_split_words(bytes.count, text, ends)
      }
    }
    var start = 0
    return ends.map { end in
      defer { start = end }
      return bytes[start..<end]
    }
  }
}

extension BytePairTokenizer: CustomStringConvertible {
  public var description: String { "BytePairTokenizer(\(vocabularySize) tokens, \(merges.count) merges)" }
}
