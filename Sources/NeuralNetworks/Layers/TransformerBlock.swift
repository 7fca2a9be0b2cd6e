import Tensors

/// x + attention(norm₁ x), then x + mlp(norm₂ x): a layer of a transformer that normalises first (Vaswani et al., 2017; Xiong
/// et al., 2020).
///
/// `x` and the result are `(batch, length, embedDim)`. With `causal` each position sees those up to it, as in a language model.
/// The state is that of PyTorch's `TransformerEncoderLayer(…, activation="gelu", batch_first=True, norm_first=True)`.
public final class TransformerBlock: Module {
  public let causal: Bool
  public let selfAttention: MultiheadAttention
  public let linear1: Linear
  public let linear2: Linear
  public let norm1: LayerNorm
  public let norm2: LayerNorm
  public let dropout: Dropout

  /// The hidden layer has `feedForwardDim` features, by default four times as many.
  public init(
    _ embedDim: Int, _ numHeads: Int, feedForwardDim: Int? = nil, dropout: Double = 0, causal: Bool = false,
    dtype: DType = .float32, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    let hidden = feedForwardDim ?? 4 * embedDim
    self.causal = causal
    selfAttention = MultiheadAttention(
      embedDim, numHeads, dropout: dropout, batchFirst: true, dtype: dtype, generator: generator, file: file, line: line
    )
    linear1 = Linear(embedDim, hidden, dtype: dtype, generator: generator, file: file, line: line)
    linear2 = Linear(hidden, embedDim, dtype: dtype, generator: generator, file: file, line: line)
    norm1 = LayerNorm(embedDim, dtype: dtype)
    norm2 = LayerNorm(embedDim, dtype: dtype)
    self.dropout = Dropout(dropout, generator: generator, file: file, line: line)
  }

  public override func forward(_ x: Tensor) -> Tensor {
    if x.ndim != 3 || x.shape[2] != norm1.normalizedShape[0] {
      fail("TransformerBlock: an input of shape \(x.shape) is not (batch, length, \(norm1.normalizedShape[0]))")
    }
    let seen = norm1.evaluate(x)
    let attended = x + dropout.evaluate(selfAttention.attend(seen, seen, seen, nil, nil, causal))
    let hidden = dropout.evaluate(linear1.evaluate(norm2.evaluate(attended)).gelu())
    return attended + dropout.evaluate(linear2.evaluate(hidden))
  }

  public override func stateName(of property: String) -> String? {
    property == "selfAttention" ? "self_attn" : property
  }
}
