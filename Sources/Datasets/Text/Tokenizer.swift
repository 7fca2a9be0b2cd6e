import Tensors

/// Turns a text into a sequence of whole numbers, its tokens, and such a sequence back into a text.
public protocol Tokenizer {
  /// The number of different tokens, which are 0..<vocabularySize.
  var vocabularySize: Int { get }
  /// The tokens of a text, `(n)` of int64.
  func encode(_ text: String, file: StaticString, line: UInt) -> Tensor
  /// The text of some tokens, `(n)` of int64.
  func decode(_ tokens: Tensor, file: StaticString, line: UInt) -> String
  /// What a token stands for, as it can be shown. Traps where there is no such token.
  func token(_ number: Int, file: StaticString, line: UInt) -> String
}

extension Tokenizer {
  // Where the tokeniser's own type is known its methods name the caller's place, and go before these, which can be
  // handed on: `numbers.map(tokenizer.token)`.

  /// The tokens of a text, `(n)` of int64.
  @_disfavoredOverload
  public func encode(_ text: String) -> Tensor { encode(text, file: #fileID, line: #line) }

  /// The text of some tokens, `(n)` of int64. Traps where one is not a token.
  @_disfavoredOverload
  public func decode(_ tokens: Tensor) -> String { decode(tokens, file: #fileID, line: #line) }

  /// What a token stands for, as it can be shown. Traps where there is no such token.
  @_disfavoredOverload
  public func token(_ number: Int) -> String { token(number, file: #fileID, line: #line) }

  func check(_ number: Int, _ name: String, _ file: StaticString, _ line: UInt) {
    if number < 0 || number >= vocabularySize {
      fail("\(name): tokens are in 0..<\(vocabularySize), and \(number) is none", file: file, line: line)
    }
  }

  /// The tokens as numbers; traps where the tensor is not a vector of them.
  func numbers(_ tokens: Tensor, _ name: String, _ file: StaticString, _ line: UInt) -> [Int] {
    if tokens.dtype != .int64 || tokens.ndim > 1 {
      fail(
        "\(name): tokens are a vector of int64, such as .long() makes, not \(tokens.dtype) of shape \(tokens.shape)",
        file: file, line: line)
    }
    return tokens.withElements(as: Int64.self) { elements in
      elements.indices.map { i in
        guard elements[i] >= 0 && elements[i] < vocabularySize else {
          fail(
            "\(name): tokens are in 0..<\(vocabularySize), and the one at [\(i)] is \(elements[i])", file: file,
            line: line)
        }
        return Int(elements[i])
      }
    }
  }
}
