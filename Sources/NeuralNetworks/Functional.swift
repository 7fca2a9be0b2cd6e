import Tensors

/// Layers and losses as functions without parameters of their own: PyTorch's `torch.nn.functional`.
public enum F {
  /// x Wᵀ + b, with `x` `(…, in)`, `weight` `(out, in)` and `bias` `(out)`. Traps where the sizes differ.
  public static func linear(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { Tensors.linear(x, weight, bias, file: file, line: line) }

  /// max(x, 0)
  public static func relu(_ x: Tensor) -> Tensor { x.relu() }
  /// x where it is positive, else negativeSlope · x.
  public static func leakyRelu(_ x: Tensor, _ negativeSlope: Double = 0.01) -> Tensor { x.leakyRelu(negativeSlope) }
  /// 1 / (1 + e^−x)
  public static func sigmoid(_ x: Tensor) -> Tensor { x.sigmoid() }
  /// tanh x
  public static func tanh(_ x: Tensor) -> Tensor { x.tanh() }

  /// e^xᵢ / Σⱼ e^xⱼ along a dimension.
  public static func softmax(
    _ x: Tensor, dim: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { x.softmax(dim: dim, file: file, line: line) }

  /// xᵢ − ln Σⱼ e^xⱼ along a dimension.
  public static func logSoftmax(
    _ x: Tensor, dim: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { x.logSoftmax(dim: dim, file: file, line: line) }
}
