import Tensors

/// What becomes of the losses of the single elements.
public enum Reduction: Sendable {
  /// They stay single.
  case none
  /// Σ / n
  case mean
  /// Σ
  case sum

  func callAsFunction(_ losses: Tensor) -> Tensor {
    switch self {
    case .none: losses
    case .mean: losses.mean()
    case .sum: losses.sum()
    }
  }
}

/// Traps unless an input and its target have one shape.
///
/// PyTorch broadcasts them with a warning; it is a mistake in almost every case, `(n, 1)` against `(n)` above all.
func checkShapes(_ loss: String, _ input: Tensor, _ target: Tensor, _ file: StaticString, _ line: UInt) {
  if input.shape != target.shape {
    fail(
      "\(loss): the input's shape \(input.shape) is not the target's, \(target.shape): bring them to one shape, with view "
        + "or unsqueeze perhaps", file: file, line: line)
  }
}
