import Tensors

/// KL(p ‖ q) = E over p of ln p(X) − ln q(X), in nats: what is lost where q is taken for p.
///
/// In closed form for two of one family and for the classical pairs of different ones; else the sum over p's support,
/// or for densities of numbers the integral, to about eleven digits; for vectors the mean of 100,000 samples of p,
/// whose error is that of a mean. With `samples` it is estimated by as many samples, whatever the pair. ∞ where p has
/// mass outside the support of q. The result has the shape that the batches broadcast to; gradients flow to all
/// parameters.
public func klDivergence(
  _ p: some Distribution, _ q: some Distribution, samples: Int? = nil, generator: Generator = .default,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let pair = Pair("klDivergence", p, q, samples: samples, generator: generator, file, line)
  if pair.isMixed { return pair.result(.infinity) }
  if samples == nil {
    if let divergence = ClosedForm.klDivergence(p, q) { return pair.result(divergence) }
    if let crossEntropy = ClosedForm.crossEntropy(p, q) { return pair.result(crossEntropy - p.entropy()) }
  }
  return pair.finite(pair.mean { $0 - $1 })
}

/// −E over p of ln q(X) = H(p) + KL(p ‖ q), in nats: the mean surprise of one who takes q for p.
///
/// Computed as ``klDivergence(_:_:samples:generator:file:line:)`` is.
public func crossEntropy(
  _ p: some Distribution, _ q: some Distribution, samples: Int? = nil, generator: Generator = .default,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let pair = Pair("crossEntropy", p, q, samples: samples, generator: generator, file, line)
  if pair.isMixed { return pair.result(.infinity) }
  if samples == nil {
    if let crossEntropy = ClosedForm.crossEntropy(p, q) { return pair.result(crossEntropy) }
    if let divergence = ClosedForm.klDivergence(p, q) { return pair.result(divergence + p.entropy()) }
  }
  return pair.finite(pair.mean { _, logQ in -logQ })
}

extension Pair {
  /// A result, but ∞ where p has mass outside the support of q, as little as it may be.
  fileprivate func finite(_ value: Tensor) -> Tensor {
    result(escapes.map { Tensor.where($0, .infinity, value) } ?? value)
  }
}
