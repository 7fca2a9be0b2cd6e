import Tensors

/// y = weight[x]: a vector for each of a number of things, tokens for instance.
///
/// `x` is int64 of any shape, the result `(…, embeddingDim)`; `weight` is `(numEmbeddings, embeddingDim)` and begins as samples of
/// N(0, 1). The row at `paddingIdx` begins as 0 and gets no gradient. Traps where an index is outside.
public final class Embedding: Module {
  public let numEmbeddings: Int
  public let embeddingDim: Int
  public let paddingIdx: Int?
  public let weight: Tensor

  public init(
    _ numEmbeddings: Int, _ embeddingDim: Int, paddingIdx: Int? = nil, dtype: DType = .float32,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    if let index = paddingIdx, index < -numEmbeddings || index >= numEmbeddings {
      fail(
        "Embedding: the padding's index \(index) is outside a table of \(numEmbeddings) rows", file: file, line: line)
    }
    self.numEmbeddings = numEmbeddings
    self.embeddingDim = embeddingDim
    self.paddingIdx = paddingIdx.map { $0 < 0 ? $0 + numEmbeddings : $0 }
    let table = Tensor.randn([numEmbeddings, embeddingDim], dtype: dtype, generator: generator)
    if let index = self.paddingIdx { table[index].zero_() }
    weight = Parameter(table)
  }

  public override func forward(_ x: Tensor) -> Tensor { embedding(weight, x, paddingIndex: paddingIdx) }

  public override var extraRepresentation: String {
    "\(numEmbeddings), \(embeddingDim)" + (paddingIdx.map { ", padding_idx=\($0)" } ?? "")
  }
}

extension F {
  /// The rows of a table `(rows, features)` at int64 indices of any shape. The row at `paddingIdx` gets no gradient.
  public static func embedding(
    _ x: Tensor, _ weight: Tensor, paddingIdx: Int? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { Tensors.embedding(weight, x, paddingIndex: paddingIdx, file: file, line: line) }
}
