import NeuralNetworks
import Tensors

/// Windows of a sequence of tokens, each with the tokens that follow: what a language model learns to predict.
///
/// ```swift
/// let data = TextDataset(tokenizer.encode(text.text), contextLength: 64)
/// for (x, y) in DataLoader(data, batchSize: 32, shuffle: true) { … }     // both (32, 64)
/// ```
///
/// Sample i is tokens[i s …< i s + c] and, as its target, tokens[i s + 1 …< i s + c + 1], with c the context's length
/// and s the stride: a target is the next token at each place.
public struct TextDataset: Dataset {
  /// `(n)` of int64
  public let tokens: Tensor
  public let contextLength: Int
  public let stride: Int

  /// Traps unless the tokens are a vector of int64, longer than the context, and both numbers are at least 1.
  public init(_ tokens: Tensor, contextLength: Int, stride: Int = 1, file: StaticString = #fileID, line: UInt = #line) {
    tokens.checkIntegers("TextDataset: tokens", file, line)
    if contextLength < 1 || stride < 1 {
      fail(
        "TextDataset: contextLength and stride must be at least 1, and are \(contextLength) and \(stride)", file: file,
        line: line)
    }
    if tokens.elementCount <= contextLength {
      fail(
        "TextDataset: \(tokens.elementCount) tokens are too few for a context of \(contextLength) and the token behind it",
        file: file, line: line)
    }
    self.tokens = tokens
    self.contextLength = contextLength
    self.stride = stride
  }

  /// The tokens of a text.
  public init(
    _ text: TextCorpus, _ tokenizer: some Tokenizer, contextLength: Int, stride: Int = 1, file: StaticString = #fileID,
    line: UInt = #line
  ) {
    self.init(
      tokenizer.encode(text.text, file: file, line: line), contextLength: contextLength, stride: stride, file: file,
      line: line)
  }

  public var sampleCount: Int { (tokens.elementCount - contextLength - 1) / stride + 1 }

  public func batch(_ indices: Tensor) -> (Tensor, Tensor) {
    let places = (indices * Double(stride)).unsqueeze(1) + Tensor.arange(contextLength)
    return (taken(places), taken(places + 1))
  }

  /// A window and the tokens that follow, both `(contextLength)`. Traps where there is none.
  public subscript(
    index: Int, file file: StaticString = #fileID, line line: UInt = #line
  ) -> (Tensor, Tensor) {
    if index < 0 || index >= sampleCount {
      fail("TextDataset: there is no window \(index) among \(sampleCount)", file: file, line: line)
    }
    let start = index * stride
    return (tokens.narrow(0, start, contextLength), tokens.narrow(0, start + 1, contextLength))
  }

  /// Windows that begin anywhere, each place as likely: `(size, contextLength)` and their targets.
  public func randomBatch(
    _ size: Int, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> (Tensor, Tensor) {
    if size < 1 { fail("randomBatch: the size must be at least 1, and is \(size)", file: file, line: line) }
    return batch(Tensor.randint(0, sampleCount, [size], generator: generator))
  }

  private func taken(_ places: Tensor) -> Tensor {
    tokens.indexSelect(0, places.flatten()).reshape(places.shape)
  }
}
