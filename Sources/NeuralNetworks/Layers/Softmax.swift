import Tensors

/// e^xᵢ / Σⱼ e^xⱼ along a dimension.
public final class Softmax: Module {
  public let dim: Int

  public init(dim: Int) { self.dim = dim }

  public override func forward(_ x: Tensor) -> Tensor { x.softmax(dim: dim) }
  public override var extraRepresentation: String { "dim=\(dim)" }
}

/// xᵢ − ln Σⱼ e^xⱼ along a dimension.
public final class LogSoftmax: Module {
  public let dim: Int

  public init(dim: Int) { self.dim = dim }

  public override func forward(_ x: Tensor) -> Tensor { x.logSoftmax(dim: dim) }
  public override var extraRepresentation: String { "dim=\(dim)" }
}

extension F {
  /// e^xᵢ / Σⱼ e^xⱼ along a dimension.
  public static func softmax(
    _ x: Tensor, dim: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { x.softmax(dim: dim, file: file, line: line) }

  /// xᵢ − ln Σⱼ e^xⱼ along a dimension.
  public static func logSoftmax(
    _ x: Tensor, dim: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { x.logSoftmax(dim: dim, file: file, line: line) }
}
