import Tensors

/// (1/n) Σ max(0, margin − t x), with targets t of 1 and −1: what support vector machines minimise, and the critic of a GAN
/// with the hinge loss (Lim and Ye, 2017).
///
/// Both of one shape, else it traps; a target other than 1 or −1 traps.
public struct HingeLoss: CustomStringConvertible {
  public let margin: Double
  public let reduction: Reduction

  public init(margin: Double = 1, reduction: Reduction = .mean) {
    self.margin = margin
    self.reduction = reduction
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.hingeLoss(input, target, margin: margin, reduction: reduction, file: file, line: line) }

  public var description: String { "HingeLoss()" }
}

/// (1/n) Σ x where the target is 1, and max(0, margin − x) where it is −1: of distances x, which the first pulls together and
/// the second pushes apart.
///
/// Both of one shape, else it traps; a target other than 1 or −1 traps.
public struct HingeEmbeddingLoss: CustomStringConvertible {
  public let margin: Double
  public let reduction: Reduction

  public init(margin: Double = 1, reduction: Reduction = .mean) {
    self.margin = margin
    self.reduction = reduction
  }

  public func callAsFunction(
    _ input: Tensor, _ target: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { F.hingeEmbeddingLoss(input, target, margin: margin, reduction: reduction, file: file, line: line) }

  public var description: String { "HingeEmbeddingLoss()" }
}

extension F {
  /// (1/n) Σ max(0, margin − t x)
  public static func hingeLoss(
    _ input: Tensor, _ target: Tensor, margin: Double = 1, reduction: Reduction = .mean,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (x, t) = comparable("HingeLoss", input, target, file, line)
    checkSigns("HingeLoss", t, file, line)
    return reduction((margin - t * x).relu())
  }

  /// (1/n) Σ x where the target is 1, and max(0, margin − x) where it is −1
  public static func hingeEmbeddingLoss(
    _ input: Tensor, _ target: Tensor, margin: Double = 1, reduction: Reduction = .mean,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (x, t) = comparable("HingeEmbeddingLoss", input, target, file, line)
    checkSigns("HingeEmbeddingLoss", t, file, line)
    return reduction(Tensor.where(t.detach() == 1, x, (margin - x).relu()))
  }

  /// Traps unless every target is 1 or −1: labels of 0 and 1 are the usual mistake.
  static func checkSigns(_ loss: String, _ target: Tensor, _ file: StaticString, _ line: UInt) {
    if let other = target.scalars.first(where: { $0 != 1 && $0 != -1 }) {
      fail(
        "\(loss): targets are 1 and -1, and one is \(other): of labels 0 and 1 make target * 2 - 1",
        file: file, line: line)
    }
  }
}
