import NotebookDisplay
import Tensors

/// A token for each character that a text has: the simplest vocabulary of a language model.
///
/// ```swift
/// let tokenizer = CharacterTokenizer(text.text)
/// let tokens = tokenizer.encode("sea")     // tensor([…]) of int64
/// tokenizer.decode(tokens)                 // "sea"
/// ```
///
/// A character is a Unicode scalar, as in Python; they are numbered in their order.
public struct CharacterTokenizer: Tokenizer, Hashable, Sendable {
  /// The characters by their numbers.
  public let characters: [Character]
  private let scalars: [Unicode.Scalar]
  private let numbers: [Unicode.Scalar: Int]

  /// The characters of a text; traps where it is empty.
  public init(_ text: String, file: StaticString = #fileID, line: UInt = #line) {
    if text.isEmpty { fail("CharacterTokenizer: an empty text has no characters", file: file, line: line) }
    scalars = Set(text.unicodeScalars).sorted()
    characters = scalars.map { Character($0) }
    numbers = Dictionary(uniqueKeysWithValues: scalars.enumerated().map { ($0.element, $0.offset) })
  }

  /// The characters of a corpus.
  public init(_ corpus: TextCorpus, file: StaticString = #fileID, line: UInt = #line) {
    self.init(corpus.text, file: file, line: line)
  }

  public var vocabularySize: Int { scalars.count }

  /// The number of each character. Traps where one is not in the vocabulary, and says which.
  public func encode(_ text: String, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    var tokens: [Int] = []
    tokens.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars {
      guard let number = numbers[scalar] else {
        let unknown = Set(text.unicodeScalars).filter { numbers[$0] == nil }.sorted().prefix(10)
        fail(
          "CharacterTokenizer: \(unknown.map { "‘\(Self.shown($0))’" }.joined(separator: ", ")) "
            + "\(unknown.count == 1 ? "is" : "are") not among the \(scalars.count) characters of the vocabulary; the first "
            + "stands at position \(tokens.count)", file: file, line: line)
      }
      tokens.append(number)
    }
    return Tensor(tokens, dtype: .int64)
  }

  /// The text of some tokens. Traps where one is not a token.
  public func decode(_ tokens: Tensor, file: StaticString = #fileID, line: UInt = #line) -> String {
    var text = String.UnicodeScalarView()
    for number in numbers(tokens, "CharacterTokenizer", file, line) { text.append(scalars[number]) }
    return String(text)
  }

  /// The character, a line end or another that would not be seen as its escape.
  public func token(_ number: Int, file: StaticString = #fileID, line: UInt = #line) -> String {
    check(number, "CharacterTokenizer", file, line)
    return Self.shown(scalars[number])
  }

  private static func shown(_ scalar: Unicode.Scalar) -> String {
    scalar.properties.generalCategory == .control ? scalar.escaped(asASCII: true) : String(scalar)
  }
}

extension CharacterTokenizer: CustomStringConvertible {
  public var description: String {
    "CharacterTokenizer(\(vocabularySize) characters: \(scalars.map(Self.shown).joined(separator: " ")))"
  }
}
