import Tensors

/// y = x/√(mean of x² + ε) · weight, over the last dimensions (Zhang and Sennrich, 2019).
///
/// `x` is `(…, normalizedShape)`, and so is the result; `weight` begins as 1. Without an `eps` it is the distance from 1 to the
/// next number of x's type. Traps where the input does not end in `normalizedShape`.
public final class RMSNorm: Module {
  public let normalizedShape: Shape
  public let eps: Double?
  public let weight: Tensor?

  public init(_ normalizedShape: Shape, eps: Double? = nil, elementwiseAffine: Bool = true, dtype: DType = .float32) {
    self.normalizedShape = normalizedShape
    self.eps = eps
    weight = elementwiseAffine ? Parameter(Tensor.ones(normalizedShape, dtype: dtype)) : nil
  }

  public convenience init(
    _ features: Int, eps: Double? = nil, elementwiseAffine: Bool = true, dtype: DType = .float32
  ) { self.init([features], eps: eps, elementwiseAffine: elementwiseAffine, dtype: dtype) }

  public override func forward(_ x: Tensor) -> Tensor { F.rmsNorm(x, normalizedShape, weight, eps: eps) }

  public override var extraRepresentation: String {
    "\(normalizedShape.pythonTuple), eps=\(eps.map { "\($0)" } ?? "None"), elementwise_affine=\((weight != nil).pythonName)"
  }
}

extension F {
  /// x/√(mean of x² + ε) · weight over the last dimensions.
  public static func rmsNorm(
    _ x: Tensor, _ normalizedShape: Shape, _ weight: Tensor? = nil, eps: Double? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let lead = x.ndim - normalizedShape.count
    if lead < 0 || normalizedShape.isEmpty || Shape(x.shape[lead...]) != normalizedShape {
      fail(
        "RMSNorm: an input of shape \(x.shape) does not end in \(normalizedShape), the dimensions to normalise over",
        file: file, line: line)
    }
    let epsilon = eps ?? (x.dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne))
    let rows = x.flatten(lead)
    let scale = (rows.square().mean(dim: -1, keepDim: true) + epsilon).sqrt()
    let y = (rows / scale).reshape(x.shape)
    return weight.map { y.mul($0, file: file, line: line) } ?? y
  }
}
