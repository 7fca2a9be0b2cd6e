import Tensors

/// 1 − cos(x₁, x₂) where the target is 1, and max(0, cos(x₁, x₂) − margin) where it is −1, averaged over the rows.
///
/// The inputs are `(batch, features)` of one shape and the target `(batch)`, or `(features)` and a single number; else it
/// traps. So does a target other than 1 or −1.
public struct CosineEmbeddingLoss: CustomStringConvertible {
  public let margin: Double
  public let reduction: Reduction

  public init(margin: Double = 0, reduction: Reduction = .mean) {
    self.margin = margin
    self.reduction = reduction
  }

  public func callAsFunction(
    _ x1: Tensor, _ x2: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.cosineEmbeddingLoss(x1, x2, target, margin: margin, reduction: reduction, file: file, line: line) }

  public var description: String { "CosineEmbeddingLoss()" }
}

extension F {
  /// 1 − cos(x₁, x₂) where the target is 1, and max(0, cos(x₁, x₂) − margin) where it is −1
  public static func cosineEmbeddingLoss(
    _ x1: Tensor, _ x2: Tensor, _ target: Tensor, margin: Double = 0, reduction: Reduction = .mean,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b) = comparable("CosineEmbeddingLoss", x1, x2, file, line)
    if a.shape.isEmpty || target.shape != Shape(a.shape.dropLast()) {
      fail(
        "CosineEmbeddingLoss: for inputs of shape \(a.shape) the target's shape must be \(Shape(a.shape.dropLast())), and "
          + "is \(target.shape)", file: file, line: line)
    }
    checkSigns("CosineEmbeddingLoss", target, file, line)
    // PyTorch's own small number, so that vectors of zeros have a cosine.
    let norms = (a.square().sum(dim: -1) + 1e-12) * (b.square().sum(dim: -1) + 1e-12)
    let cosine = (a * b).sum(dim: -1) / norms.sqrt()
    return reduction(Tensor.where(target.detach() == 1, 1 - cosine, (cosine - margin).relu()))
  }

  /// cos(x₁, x₂) = x₁ · x₂ / (‖x₁‖ ‖x₂‖) along a dimension; norms below `eps` count as `eps`. The inputs broadcast.
  public static func cosineSimilarity(
    _ x1: Tensor, _ x2: Tensor, dim: Int = 1, eps: Double = 1e-8, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    func unit(_ x: Tensor) -> Tensor {
      x / x.norm(dim: dim, keepDim: true, file: file, line: line).clamp(min: eps)
    }
    return unit(x1).mul(unit(x2), file: file, line: line).sum(dim: dim, file: file, line: line)
  }
}
