import Tensors

/// y = x Wᵀ + b
///
/// `x` is `(…, inFeatures)`, the result `(…, outFeatures)`; `weight` is `(outFeatures, inFeatures)`, `bias` `(outFeatures)`.
/// Both begin as samples of U(−1/√inFeatures, 1/√inFeatures), as PyTorch's do. Traps where the sizes differ.
public final class Linear: Module {
  public let weight: Tensor
  public let bias: Tensor?

  public init(
    _ inFeatures: Int, _ outFeatures: Int, bias: Bool = true, dtype: DType = .float32,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    if inFeatures < 1 || outFeatures < 1 {
      fail(
        "Linear: needs at least one feature in and out, not \(inFeatures) and \(outFeatures)", file: file, line: line)
    }
    let bound = 1 / Double(inFeatures).squareRoot()
    weight = Parameter(
      Tensor.uniform([outFeatures, inFeatures], -bound, bound, dtype: dtype, generator: generator))
    self.bias = bias ? Parameter(Tensor.uniform([outFeatures], -bound, bound, dtype: dtype, generator: generator)) : nil
  }

  public override func forward(_ x: Tensor) -> Tensor { linear(x, weight, bias) }

  public override var extraRepresentation: String {
    "in_features=\(weight.shape[1]), out_features=\(weight.shape[0]), bias=\((bias != nil).pythonName)"
  }
}

extension F {
  /// x Wᵀ + b, with `x` `(…, in)`, `weight` `(out, in)` and `bias` `(out)`. Traps where the sizes differ.
  public static func linear(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { Tensors.linear(x, weight, bias, file: file, line: line) }
}
