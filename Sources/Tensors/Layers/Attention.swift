/// softmax(q kᵀ · scale + mask) v: scaled dot-product attention (Vaswani et al., 2017), PyTorch's
/// `F.scaled_dot_product_attention`.
///
/// `q` is `(…, queries, depth)`, `k` `(…, keys, depth)`, `v` `(…, keys, values)`, the result `(…, queries, values)`; what
/// stands in front is broadcast. The scale is 1/√depth where it is not given. A mask is broadcast to `(…, queries, keys)`:
/// numbers are added to the scores, truth values say what takes part. With `causal` query i sees the keys up to i. A query
/// that sees nothing has the value 0. `dropout` is the probability with which a weight is left out.
package func attention(
  _ q: Tensor, _ k: Tensor, _ v: Tensor, mask: Tensor? = nil, causal: Bool = false, scale: Double? = nil,
  dropout: Double = 0, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let lead = checkAttention(q, k, v, mask, causal, file, line)
  let depth = q.shape[-1]
  let scale = scale ?? 1 / Double(Swift.max(depth, 1)).squareRoot()
  let additive = mask.map { additiveMask($0, q.dtype) }
  /// A tensor as (batch, heads, rows, columns).
  func heads(_ x: Tensor) -> Tensor {
    let whole = x.expand(Shape(Array(lead) + [x.shape[-2], x.shape[-1]]), file: file, line: line)
    switch lead.count {
    case 0: return whole.unsqueeze(0).unsqueeze(0)
    case 1: return whole.unsqueeze(1)
    case 2: return whole
    default: return whole.reshape([lead.elementCount, 1, x.shape[-2], x.shape[-1]])
    }
  }
  let (q, k, v) = (heads(q).withDenseRows(), heads(k).withDenseRows(), heads(v).withDenseRows())
  let bias = additive.map { heads($0.expand(Shape(Array(lead) + [q.shape[2], k.shape[2]]), file: file, line: line)) }
  let y: Tensor
  if dropout > 0 {
    let weights = AttentionKernel(causal: causal, scale: scale).probabilities(q, k, bias)
    y = matmul(weights.dropout(dropout, generator: generator, file: file, line: line), v)
  } else {
    y = attend(q, k, v, bias, causal, scale)
  }
  return y.reshape(Shape(Array(lead) + [q.shape[2], v.shape[3]]))
}

/// Self-attention of queries, keys and values that lie side by side, `(batch, length, 3 · features)` with the features of each
/// head together; the result is `(batch, length, features)`. The mask is broadcast to `(batch, heads, length, length)`.
///
/// The gradients, too, are written side by side, so that nothing is cut apart and joined again.
package func selfAttention(
  _ x: Tensor, heads: Int, mask: Tensor? = nil, causal: Bool = false, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  if x.ndim != 3 || x.shape[2] % (3 * heads) != 0 || !x.dtype.isFloatingPoint {
    fail(
      "attention: \(x.dtype) of shape \(x.shape) is not (batch, length, 3 · \(heads) · depth)", file: file, line: line)
  }
  let x = x.contiguous()
  let parts = Packed(shape: x.shape, heads: heads)
  let (batch, length, features) = (parts.batch, parts.length, parts.features)
  let scale = 1 / Double(Swift.max(features / heads, 1)).squareRoot()
  let bias = mask.map {
    additiveMask($0, x.dtype).expand([batch, heads, length, length], file: file, line: line)
  }
  if let bias, bias.requiresGrad {
    let (q, k, v) = parts.cut(x)
    return attend(q, k, v, bias, causal, scale).transpose(1, 2).reshape([batch, length, features])
  }
  let y = Tensor(uninitialised: [batch, length, features], x.dtype)
  let logsumexp = Tensor(uninitialised: [batch, heads, length], x.dtype)
  let kernel = AttentionKernel(causal: causal, scale: scale)
  kernel.run(
    parts.window(0, of: x), parts.window(1, of: x), parts.window(2, of: x), bias, into: parts.whole(y), logsumexp)
  return y.made(
    by: "ScaledDotProductAttentionBackward0", from: [x, logsumexp] + (bias.map { [$0] } ?? []),
    reads: [.inputs, .output]
  ) { adjoint in
    let mask = adjoint.inputs.count > 2 ? adjoint[2] : nil
    if Recording.isOn {
      let (q, k, v) = parts.cut(adjoint[0])
      let g = adjoint.gradient.view([batch, length, heads, features / heads]).transpose(1, 2)
      let (dq, dk, dv) = kernel.composedGradients(g, q, k, v, mask)
      adjoint.pass(
        to: 0, cat([dq, dk, dv].map { $0.transpose(1, 2).reshape([batch, length, features]) }, dim: 2))
      return
    }
    let x = adjoint[0].detach()
    let d = Tensor(uninitialised: x.shape, x.dtype)
    kernel.runBackward(
      parts.window(0, of: x), parts.window(1, of: x), parts.window(2, of: x), mask, parts.whole(adjoint.output),
      adjoint[1], parts.whole(adjoint.gradient.contiguous()), into: parts.window(0, of: d), parts.window(1, of: d),
      parts.window(2, of: d))
    adjoint.pass(to: 0, d)
  }
}

/// Attention of `(batch, heads, rows, columns)` with dense rows.
private func attend(
  _ q: Tensor, _ k: Tensor, _ v: Tensor, _ mask: Tensor?, _ causal: Bool, _ scale: Double
) -> Tensor {
  let kernel = AttentionKernel(causal: causal, scale: scale)
  if let mask, mask.requiresGrad { return matmul(kernel.probabilities(q, k, mask), v) }
  let (batch, heads, queries) = (q.shape[0], q.shape[1], q.shape[2])
  // The heads of a row side by side, as what follows wants them.
  let y = Tensor(uninitialised: [batch, queries, heads, v.shape[3]], q.dtype).transpose(1, 2)
  let logsumexp = Tensor(uninitialised: [batch, heads, queries], q.dtype)
  kernel.run(q, k, v, mask, into: y, logsumexp)
  return y.made(
    by: "ScaledDotProductAttentionBackward0", from: [q, k, v, logsumexp] + (mask.map { [$0] } ?? []),
    reads: [.inputs, .output]
  ) { adjoint in
    let (q, k, v) = (adjoint[0], adjoint[1], adjoint[2])
    let mask = adjoint.inputs.count > 4 ? adjoint[4] : nil
    let gradients: (q: Tensor, k: Tensor, v: Tensor)
    if Recording.isOn {
      gradients = kernel.composedGradients(adjoint.gradient, q, k, v, mask)
    } else {
      func room(_ x: Tensor) -> Tensor {
        Tensor(uninitialised: [x.shape[0], x.shape[2], x.shape[1], x.shape[3]], x.dtype).transpose(1, 2)
      }
      gradients = (room(q), room(k), room(v))
      kernel.runBackward(
        q, k, v, mask, adjoint.output, adjoint[3], adjoint.gradient.withDenseRows(), into: gradients.q, gradients.k,
        gradients.v)
    }
    adjoint.pass(to: 0, gradients.q)
    adjoint.pass(to: 1, gradients.k)
    adjoint.pass(to: 2, gradients.v)
  }
}

/// Queries, keys and values side by side.
private struct Packed {
  let batch, length, features, heads: Int

  init(shape: Shape, heads: Int) {
    (batch, length, features, self.heads) = (shape[0], shape[1], shape[2] / 3, heads)
  }

  /// One of the three as (batch, heads, length, depth), outside the graph.
  func window(_ part: Int, of x: Tensor) -> Tensor {
    Tensor(
      x.storage, offset: x.offset + part * features, shape: [batch, heads, length, features / heads],
      strides: [length * 3 * features, features / heads, 3 * features, 1], dtype: x.dtype)
  }

  /// (batch, length, features) as (batch, heads, length, depth), outside the graph.
  func whole(_ x: Tensor) -> Tensor {
    Tensor(
      x.storage, offset: x.offset, shape: [batch, heads, length, features / heads],
      strides: [length * features, features / heads, features, 1], dtype: x.dtype)
  }

  /// The three, inside the graph.
  func cut(_ x: Tensor) -> (Tensor, Tensor, Tensor) {
    func part(_ i: Int) -> Tensor {
      x.narrow(2, i * features, features).reshape([batch, length, heads, features / heads]).transpose(1, 2)
    }
    return (part(0), part(1), part(2))
  }
}

private struct AttentionKernel {
  let causal: Bool
  let scale: Double

  func run(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, _ mask: Tensor?, into y: Tensor, _ logsumexp: Tensor
  ) {
    if y.elementCount == 0 { return }
    sizes(q, k, v).withUnsafePointer { sizes in
      q.strides.withUnsafePointer { qs in
        k.strides.withUnsafePointer { ks in
          v.strides.withUnsafePointer { vs in
            (mask ?? q).strides.withUnsafePointer { ms in
              y.strides.withUnsafePointer { ys in
                ck_attention(
                  q.dtype.kernel, sizes, scale, causal ? 1 : 0, q.pointer, qs, k.pointer, ks, v.pointer, vs,
                  mask?.pointer, ms, y.pointer, ys, logsumexp.pointer)
              }
            }
          }
        }
      }
    }
  }

  func runBackward(
    _ q: Tensor, _ k: Tensor, _ v: Tensor, _ mask: Tensor?, _ y: Tensor, _ logsumexp: Tensor, _ g: Tensor,
    into dq: Tensor, _ dk: Tensor, _ dv: Tensor
  ) {
    if q.shape[0] * q.shape[1] == 0 { return }
    var strides = InlineArray<32, Int>(repeating: 0)
    let tensors = [q, k, v, mask ?? q, y, g, dq, dk]
    for (i, tensor) in tensors.enumerated() { for d in 0..<4 { strides[4 * i + d] = tensor.strides[d] } }
    sizes(q, k, v).withUnsafePointer { sizes in
      dv.strides.withUnsafePointer { last in
        withUnsafePointer(to: strides) {
          $0.withMemoryRebound(to: Int.self, capacity: 32) { s in
            ck_attention_gradient(
              q.dtype.kernel, sizes, scale, causal ? 1 : 0, q.pointer, s, k.pointer, s + 4, v.pointer, s + 8,
              mask?.pointer, s + 12, y.pointer, s + 16, logsumexp.pointer, g.pointer, s + 20, dq.pointer, s + 24,
              dk.pointer, s + 28, dv.pointer, last)
          }
        }
      }
    }
  }

  private func sizes(_ q: Tensor, _ k: Tensor, _ v: Tensor) -> Shape {
    [q.shape[0], q.shape[1], q.shape[2], k.shape[2], q.shape[3], v.shape[3]]
  }

  /// softmax(q kᵀ · scale + mask) in differentiable operations.
  func probabilities(_ q: Tensor, _ k: Tensor, _ mask: Tensor?) -> Tensor {
    var scores = matmul(q, k.transpose(-1, -2)) * scale
    if causal {
      let future = Tensor.arange(k.shape[2]) > Tensor.arange(q.shape[2]).unsqueeze(1)
      scores = scores.maskedFill(future, -.infinity)
    }
    guard let mask else { return scores.softmax(dim: -1) }
    // A row that is −∞ throughout has no softmax: it is given one, and then put to 0.
    scores = scores + mask
    let isBlind = scores.detach().max(dim: -1, keepDim: true).values == -.infinity
    return scores.maskedFill(isBlind, 0).softmax(dim: -1).maskedFill(isBlind, 0)
  }

  /// The gradients in differentiable operations.
  func composedGradients(
    _ g: Tensor, _ q: Tensor, _ k: Tensor, _ v: Tensor, _ mask: Tensor?
  ) -> (q: Tensor, k: Tensor, v: Tensor) {
    let p = probabilities(q, k, mask)
    let slopes = matmul(g, v.transpose(-1, -2))
    let ds = p * (slopes - (p * slopes).sum(dim: -1, keepDim: true)) * scale
    return (matmul(ds, k), matmul(ds.transpose(-1, -2), q), matmul(p.transpose(-1, -2), g))
  }
}

extension Tensor {
  /// This tensor if the elements of its last dimension are neighbours, else a copy of which that is true.
  fileprivate func withDenseRows() -> Tensor { strides[-1] == 1 || shape[-1] == 1 ? self : contiguous() }
}

/// A mask as numbers to add: truth values become 0 and −∞.
private func additiveMask(_ mask: Tensor, _ dtype: DType) -> Tensor {
  if mask.dtype != .bool { return mask.to(dtype) }
  return Tensor.where(mask, Tensor.zeros([], dtype: dtype), Tensor.full([], -.infinity, dtype: dtype))
}

/// What stands in front of the last two dimensions, broadcast. Traps where the shapes do not fit.
private func checkAttention(
  _ q: Tensor, _ k: Tensor, _ v: Tensor, _ mask: Tensor?, _ causal: Bool, _ file: StaticString, _ line: UInt
) -> Shape {
  let shapes = "queries \(q.shape), keys \(k.shape) and values \(v.shape)"
  if !q.dtype.isFloatingPoint || k.dtype != q.dtype || v.dtype != q.dtype {
    fail(
      "attention: needs three floating-point tensors of one type, not \(q.dtype), \(k.dtype) and \(v.dtype)",
      file: file,
      line: line)
  }
  if q.ndim < 2 || k.ndim < 2 || v.ndim < 2 || q.shape[-1] != k.shape[-1] || k.shape[-2] != v.shape[-2] {
    fail(
      "attention: \(shapes) do not match: they must be (…, queries, depth), (…, keys, depth) and (…, keys, values)",
      file: file, line: line)
  }
  func front(_ x: Tensor) -> Shape { Shape(x.shape[..<(x.ndim - 2)]) }
  guard let lead = Shape.broadcast(front(q), front(k)).flatMap({ Shape.broadcast($0, front(v)) }) else {
    fail("attention: \(shapes) do not match in front of their last two dimensions", file: file, line: line)
  }
  if let mask {
    let scores = Shape(Array(lead) + [q.shape[-2], k.shape[-2]])
    if causal { fail("attention: a mask and causal: say both in the mask", file: file, line: line) }
    if mask.dtype == .int64 || Shape.broadcast(mask.shape, scores) != scores {
      fail(
        "attention: a mask of \(mask.dtype) and shape \(mask.shape) does not fit scores of shape \(scores)", file: file,
        line: line)
    }
  }
  return lead
}

@_extern(c, "ck_attention") private func ck_attention(
  _ dtype: Int32, _ sizes: UnsafePointer<Int>, _ scale: Double, _ causal: Int32, _ q: UnsafeRawPointer,
  _ qStrides: UnsafePointer<Int>, _ k: UnsafeRawPointer, _ kStrides: UnsafePointer<Int>, _ v: UnsafeRawPointer,
  _ vStrides: UnsafePointer<Int>, _ mask: UnsafeRawPointer?, _ maskStrides: UnsafePointer<Int>,
  _ y: UnsafeMutableRawPointer, _ yStrides: UnsafePointer<Int>, _ logsumexp: UnsafeMutableRawPointer)
@_extern(c, "ck_attention_gradient") private func ck_attention_gradient(
  _ dtype: Int32, _ sizes: UnsafePointer<Int>, _ scale: Double, _ causal: Int32, _ q: UnsafeRawPointer,
  _ qStrides: UnsafePointer<Int>, _ k: UnsafeRawPointer, _ kStrides: UnsafePointer<Int>, _ v: UnsafeRawPointer,
  _ vStrides: UnsafePointer<Int>, _ mask: UnsafeRawPointer?, _ maskStrides: UnsafePointer<Int>, _ y: UnsafeRawPointer,
  _ yStrides: UnsafePointer<Int>, _ logsumexp: UnsafeRawPointer, _ g: UnsafeRawPointer, _ gStrides: UnsafePointer<Int>,
  _ dq: UnsafeMutableRawPointer, _ dqStrides: UnsafePointer<Int>, _ dk: UnsafeMutableRawPointer,
  _ dkStrides: UnsafePointer<Int>, _ dv: UnsafeMutableRawPointer, _ dvStrides: UnsafePointer<Int>)
