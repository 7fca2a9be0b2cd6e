import Tensors

/// What becomes of the losses of the single elements.
public enum Reduction: Sendable {
  /// They stay single.
  case none
  /// Σ / n
  case mean
  /// Σ
  case sum
  /// Σ / batch, the size of the first dimension: what a divergence or a sum over pixels costs per sample.
  case batchmean

  func callAsFunction(_ losses: Tensor) -> Tensor {
    switch self {
    case .none: losses
    case .mean: losses.mean()
    case .sum: losses.sum()
    case .batchmean: losses.sum() / Double(losses.shape.first ?? 1)
    }
  }

  /// The losses of elements against their targets, of one shape and type, reduced in the same pass.
  func callAsFunction(_ loss: ElementLoss, _ x: Tensor, _ target: Tensor) -> Tensor {
    switch self {
    case .none: loss(x, target)
    case .mean: loss.sum(x, target, scale: 1 / Double(x.elementCount))
    case .sum: loss.sum(x, target, scale: 1)
    case .batchmean: loss.sum(x, target, scale: 1 / Double(x.shape.first ?? 1))
    }
  }
}

/// An input and its target in the type that their loss is computed in: the input's, or float64 where the target has it.
///
/// Traps unless both have one shape. PyTorch broadcasts them with a warning; it is a mistake in almost every case, `(n, 1)`
/// against `(n)` above all.
func comparable(
  _ loss: String, _ input: Tensor, _ target: Tensor, _ file: StaticString, _ line: UInt
) -> (Tensor, Tensor) {
  if input.shape != target.shape {
    fail(
      "\(loss): the input's shape \(input.shape) is not the target's, \(target.shape): "
        + remedy(input.shape, target.shape), file: file, line: line)
  }
  let dtype = input.dtype == .float64 || target.dtype == .float64 ? DType.float64 : .float32
  return (input.to(dtype), target.to(dtype))
}

/// What to write where two shapes should be one.
private func remedy(_ input: Shape, _ target: Shape) -> String {
  if input == Shape(Array(target) + [1]) { return "write target.unsqueeze(-1), or input.squeeze(-1)" }
  if target == Shape(Array(input) + [1]) { return "write target.squeeze(-1), or input.unsqueeze(-1)" }
  if input.elementCount == target.elementCount {
    return "write target.view(\(Array(input).map(String.init).joined(separator: ", ")))"
  }
  return "each element needs a target of its own"
}
