import Tensors

/// softmax(q kᵀ/√d) v for several heads at once, each with a part of the features, and their outputs mixed by a linear layer
/// (Vaswani et al., 2017).
///
/// `query` is `(queries, batch, embedDim)`, `key` and `value` `(keys, batch, embedDim)`, or with `batchFirst` the batch comes
/// first; without a batch there are two dimensions. The result is as `query`. `inProjWeight` is `(3 · embedDim, embedDim)`:
/// the projections to queries, keys and values one below the other. Traps where the heads do not divide the features, and
/// on other shapes.
///
/// ```swift
/// let attention = MultiheadAttention(128, 4, batchFirst: true)
/// attention(x)                        // of x to itself
/// attention(x, isCausal: true)        // each position sees those up to it
/// attention(x, memory, memory, keyPaddingMask: isPadding)
/// ```
///
/// As in PyTorch's module, masks of truth values say what is *not* seen (in ``F/scaledDotProductAttention`` they say what is);
/// those of numbers are added to the scores.
public final class MultiheadAttention: Module {
  public let embedDim: Int
  public let numHeads: Int
  public let dropout: Double
  public let batchFirst: Bool
  public let inProjWeight: Tensor
  public let inProjBias: Tensor?
  public let outProj: Linear
  private let generator: Generator

  public init(
    _ embedDim: Int, _ numHeads: Int, dropout: Double = 0, bias: Bool = true, batchFirst: Bool = false,
    dtype: DType = .float32, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    if numHeads < 1 || embedDim < 1 || embedDim % numHeads != 0 {
      fail("MultiheadAttention: \(embedDim) features cannot be shared by \(numHeads) heads", file: file, line: line)
    }
    self.embedDim = embedDim
    self.numHeads = numHeads
    self.dropout = dropout
    self.batchFirst = batchFirst
    self.generator = generator
    // Xavier's uniform distribution (Glorot and Bengio, 2010), as PyTorch begins.
    let bound = (6 / Double(4 * embedDim)).squareRoot()
    inProjWeight = Parameter(
      Tensor.uniform([3 * embedDim, embedDim], -bound, bound, dtype: dtype, generator: generator))
    inProjBias = bias ? Parameter(Tensor.zeros([3 * embedDim], dtype: dtype)) : nil
    let mixing = Linear(embedDim, embedDim, bias: bias, dtype: dtype, generator: generator)
    noGrad { _ = mixing.bias?.zero_() }
    outProj = mixing
  }

  /// The attention of x to itself.
  public override func forward(_ x: Tensor) -> Tensor { attend(x, x, x, nil, nil, false) }

  /// The attention of x to itself, each position to those that the mask lets it see, or to those up to it.
  public func callAsFunction(
    _ x: Tensor, keyPaddingMask: Tensor? = nil, attnMask: Tensor? = nil, isCausal: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    callAsFunction(
      x, x, x, keyPaddingMask: keyPaddingMask, attnMask: attnMask, isCausal: isCausal, file: file, line: line)
  }

  /// The attention of a query to keys, with their values.
  ///
  /// `keyPaddingMask` is `(batch, keys)`, `attnMask` `(queries, keys)` or `(batch · heads, queries, keys)`.
  public func callAsFunction(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, keyPaddingMask: Tensor? = nil, attnMask: Tensor? = nil,
    isCausal: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let outer = CallSite.enter(file, line)
    defer { CallSite.leave(outer) }
    return attend(query, key, value, keyPaddingMask, attnMask, isCausal)
  }

  func attend(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, _ padding: Tensor?, _ mask: Tensor?, _ isCausal: Bool
  ) -> Tensor {
    for (name, x) in [("query", query), ("key", key), ("value", value)]
    where !(2...3).contains(x.ndim) || x.ndim != query.ndim || x.shape[-1] != embedDim {
      let order = batchFirst ? "(batch, length, \(embedDim))" : "(length, batch, \(embedDim))"
      fail("MultiheadAttention: a \(name) of shape \(x.shape) is not \(order)")
    }
    func batched(_ x: Tensor) -> Tensor { x.ndim == 2 ? x.unsqueeze(0) : batchFirst ? x : x.transpose(0, 1) }
    let scoreMask = joined(padding, mask, batched(query).dtype)
    let dropsOut = isTraining && dropout > 0
    let y: Tensor
    if query === key && key === value && !dropsOut {
      y = selfAttention(
        F.linear(batched(query), inProjWeight, inProjBias), heads: numHeads, mask: scoreMask, causal: isCausal)
    } else {
      let weights = inProjWeight.chunk(3)
      let biases = inProjBias?.chunk(3)
      func heads(_ x: Tensor, _ part: Int) -> Tensor {
        let projected = F.linear(batched(x), weights[part], biases?[part])
        return projected.reshape([projected.shape[0], projected.shape[1], numHeads, embedDim / numHeads]).transpose(
          1, 2)
      }
      y = F.scaledDotProductAttention(
        heads(query, 0), heads(key, 1), heads(value, 2), attnMask: scoreMask, dropoutP: dropsOut ? dropout : 0,
        isCausal: isCausal, generator: generator
      ).transpose(1, 2).flatten(2)
    }
    let mixed = outProj.evaluate(y)
    return query.ndim == 2 ? mixed.squeeze(0) : batchFirst ? mixed : mixed.transpose(0, 1)
  }

  /// Both masks as numbers to add to scores `(batch, heads, queries, keys)`.
  private func joined(_ padding: Tensor?, _ mask: Tensor?, _ dtype: DType) -> Tensor? {
    func additive(_ mask: Tensor) -> Tensor {
      mask.dtype == .bool ? Tensor.zeros(mask.shape, dtype: dtype).maskedFill(mask, -.infinity) : mask.to(dtype)
    }
    var sum: Tensor?
    if let padding { sum = additive(padding).view([-1, 1, 1, padding.shape[-1]]) }
    if let mask {
      let added = additive(mask)
      let scores = mask.ndim == 3 ? added.view([-1, numHeads, mask.shape[1], mask.shape[2]]) : added
      sum = sum.map { $0 + scores } ?? scores
    }
    return sum
  }

  public override func stateName(of property: String) -> String? {
    ["inProjWeight": "in_proj_weight", "inProjBias": "in_proj_bias", "outProj": "out_proj"][property] ?? property
  }
}

extension F {
  /// softmax(q kᵀ · scale + mask) v: scaled dot-product attention (Vaswani et al., 2017).
  ///
  /// `query` is `(…, queries, depth)`, `key` `(…, keys, depth)`, `value` `(…, keys, values)`, the result `(…, queries, values)`;
  /// what stands in front is broadcast. The scale is 1/√depth where it is not given. A mask is broadcast to
  /// `(…, queries, keys)`: numbers are added to the scores, truth values say what takes part. With `isCausal` query i sees the
  /// keys up to i. A query that sees nothing has the value 0. `dropoutP` is the probability with which a weight is left out.
  public static func scaledDotProductAttention(
    _ query: Tensor, _ key: Tensor, _ value: Tensor, attnMask: Tensor? = nil, dropoutP: Double = 0,
    isCausal: Bool = false, scale: Double? = nil, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    attention(
      query, key, value, mask: attnMask, causal: isCausal, scale: scale, dropout: dropoutP, generator: generator,
      file: file, line: line)
  }
}
