import Glibc
import Tensors

/// Where parameters begin: PyTorch's `torch.nn.init`. Each function changes a tensor in place, outside the graph, and returns it.
///
/// ```swift
/// model.apply { if let layer = $0 as? Linear { Init.kaimingNormal_(layer.weight) } }
/// ```
public enum Init {
  /// Every element ← value
  @discardableResult
  public static func constant_(_ tensor: Tensor, _ value: Double) -> Tensor { noGrad { tensor.fill_(value) } }

  /// Every element ← 0
  @discardableResult
  public static func zeros_(_ tensor: Tensor) -> Tensor { constant_(tensor, 0) }

  /// Every element ← 1
  @discardableResult
  public static func ones_(_ tensor: Tensor) -> Tensor { constant_(tensor, 1) }

  /// The identity: ones on the diagonal of a matrix, zeros elsewhere. Traps unless there are two dimensions.
  @discardableResult
  public static func eye_(_ tensor: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    if tensor.ndim != 2 { fail("eye_: needs a matrix, not shape \(tensor.shape)", file: file, line: line) }
    return noGrad { tensor.copy_(Tensor.eye(tensor.shape[0], tensor.shape[1], dtype: tensor.dtype)) }
  }

  /// Samples of U(a, b)
  @discardableResult
  public static func uniform_(
    _ tensor: Tensor, a: Double = 0, b: Double = 1, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor { noGrad { tensor.uniform_(a, b, generator: generator, file: file, line: line) } }

  /// Samples of N(mean, std²)
  @discardableResult
  public static func normal_(
    _ tensor: Tensor, mean: Double = 0, std: Double = 1, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { noGrad { tensor.normal_(mean: mean, std: std, generator: generator, file: file, line: line) } }
}
