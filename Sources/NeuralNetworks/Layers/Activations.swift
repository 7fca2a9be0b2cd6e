import Tensors

/// max(x, 0), element by element.
public final class ReLU: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.relu() }
}

/// x where it is positive, else negativeSlope · x.
public final class LeakyReLU: Module {
  public let negativeSlope: Double

  public init(_ negativeSlope: Double = 0.01) { self.negativeSlope = negativeSlope }

  public override func forward(_ x: Tensor) -> Tensor { x.leakyRelu(negativeSlope) }
  public override var extraRepresentation: String { "negative_slope=\(negativeSlope)" }
}

/// 1 / (1 + e^−x), element by element.
public final class Sigmoid: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.sigmoid() }
}

/// tanh x, element by element.
public final class Tanh: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.tanh() }
}
