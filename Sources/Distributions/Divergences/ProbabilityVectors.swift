import Tensors

// The divergences of vectors of probabilities: of categorical distributions, with the classes in the last dimension.

/// KL(p ‖ q) = Σ pₖ ln(pₖ / qₖ), in nats.
public func klDivergence(
  _ p: some DistributionParameter, _ q: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  klDivergence(Categorical(p, file: file, line: line), Categorical(q, file: file, line: line), file: file, line: line)
}

/// −Σ pₖ ln qₖ, in nats.
public func crossEntropy(
  _ p: some DistributionParameter, _ q: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  crossEntropy(Categorical(p, file: file, line: line), Categorical(q, file: file, line: line), file: file, line: line)
}

/// ½ KL(p ‖ m) + ½ KL(q ‖ m) with m = ½ (p + q), in nats.
public func jensenShannonDivergence(
  _ p: some DistributionParameter, _ q: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  jensenShannonDivergence(
    Categorical(p, file: file, line: line), Categorical(q, file: file, line: line), file: file, line: line)
}

/// ½ Σ |pₖ − qₖ|
public func totalVariation(
  _ p: some DistributionParameter, _ q: some DistributionParameter, file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  totalVariation(Categorical(p, file: file, line: line), Categorical(q, file: file, line: line), file: file, line: line)
}
