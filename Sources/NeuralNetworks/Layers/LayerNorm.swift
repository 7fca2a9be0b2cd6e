import Tensors

/// y = (x − mean)/√(variance + ε) · weight + bias, over the last dimensions (Ba, Kiros and Hinton, 2016).
///
/// `x` is `(…, normalizedShape)`, and so is the result; `weight` and `bias` have `normalizedShape` and begin as 1 and 0. The
/// variance is the biased one. Traps where the input does not end in `normalizedShape`.
public final class LayerNorm: Module {
  public let normalizedShape: Shape
  public let eps: Double
  public let weight: Tensor?
  public let bias: Tensor?

  public init(
    _ normalizedShape: Shape, eps: Double = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true,
    dtype: DType = .float32
  ) {
    self.normalizedShape = normalizedShape
    self.eps = eps
    weight = elementwiseAffine ? Parameter(Tensor.ones(normalizedShape, dtype: dtype)) : nil
    self.bias = elementwiseAffine && bias ? Parameter(Tensor.zeros(normalizedShape, dtype: dtype)) : nil
  }

  public convenience init(
    _ features: Int, eps: Double = 1e-5, elementwiseAffine: Bool = true, bias: Bool = true, dtype: DType = .float32
  ) { self.init([features], eps: eps, elementwiseAffine: elementwiseAffine, bias: bias, dtype: dtype) }

  public override func forward(_ x: Tensor) -> Tensor { layerNorm(x, normalizedShape, weight, bias, epsilon: eps) }

  public override var extraRepresentation: String {
    "\(normalizedShape.pythonTuple), eps=\(eps), elementwise_affine=\((weight != nil).pythonName), bias=\((bias != nil).pythonName)"
  }
}

extension F {
  /// (x − mean)/√(variance + ε) · weight + bias over the last dimensions.
  public static func layerNorm(
    _ x: Tensor, _ normalizedShape: Shape, _ weight: Tensor? = nil, _ bias: Tensor? = nil, eps: Double = 1e-5,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { Tensors.layerNorm(x, normalizedShape, weight, bias, epsilon: eps, file: file, line: line) }
}
