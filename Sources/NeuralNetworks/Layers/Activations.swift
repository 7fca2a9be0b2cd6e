import Tensors

// Functions applied element by element: any shape in, the same shape out.

/// max(x, 0)
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

/// x where it is positive, else α (e^x − 1) (Clevert, Unterthiner and Hochreiter, 2015).
public final class ELU: Module {
  public let alpha: Double

  public init(_ alpha: Double = 1) { self.alpha = alpha }

  public override func forward(_ x: Tensor) -> Tensor { x.elu(alpha) }
  public override var extraRepresentation: String { "alpha=\(alpha)" }
}

/// x Φ(x), with Φ the standard normal distribution's (Hendrycks and Gimpel, 2016), or what comes close to it by tanh.
public final class GELU: Module {
  /// How x Φ(x) is computed.
  public enum Approximation: String, Sendable {
    case none
    /// ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), as in GPT-2.
    case tanh
  }
  public let approximate: Approximation

  public init(approximate: Approximation = .none) { self.approximate = approximate }

  public override func forward(_ x: Tensor) -> Tensor { F.gelu(x, approximate: approximate) }
  public override var extraRepresentation: String { "approximate='\(approximate.rawValue)'" }
}

/// x σ(x), also called swish (Elfwing, Uchibe and Doya, 2017).
public final class SiLU: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.silu() }
}

/// 1 / (1 + e^−x)
public final class Sigmoid: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.sigmoid() }
}

/// tanh x
public final class Tanh: Module {
  public override func forward(_ x: Tensor) -> Tensor { x.tanh() }
}

/// ln(1 + e^(βx)) / β; x itself where βx is above the threshold.
public final class Softplus: Module {
  public let beta: Double
  public let threshold: Double

  public init(beta: Double = 1, threshold: Double = 20) {
    self.beta = beta
    self.threshold = threshold
  }

  public override func forward(_ x: Tensor) -> Tensor { x.softplus(beta: beta, threshold: threshold) }
  public override var extraRepresentation: String { "beta=\(beta), threshold=\(threshold)" }
}

/// min(max(x, minVal), maxVal)
public final class Hardtanh: Module {
  public let minVal: Double
  public let maxVal: Double

  public init(_ minVal: Double = -1, _ maxVal: Double = 1) {
    self.minVal = minVal
    self.maxVal = maxVal
  }

  public override func forward(_ x: Tensor) -> Tensor { x.hardtanh(minVal, maxVal) }
  public override var extraRepresentation: String { "min_val=\(minVal), max_val=\(maxVal)" }
}

extension F {
  /// max(x, 0)
  public static func relu(_ x: Tensor) -> Tensor { x.relu() }
  /// x where it is positive, else negativeSlope · x.
  public static func leakyRelu(_ x: Tensor, _ negativeSlope: Double = 0.01) -> Tensor { x.leakyRelu(negativeSlope) }
  /// x where it is positive, else α (e^x − 1).
  public static func elu(_ x: Tensor, _ alpha: Double = 1) -> Tensor { x.elu(alpha) }
  /// x Φ(x), with Φ the standard normal distribution's.
  public static func gelu(_ x: Tensor, approximate: GELU.Approximation = .none) -> Tensor {
    approximate == .none ? x.gelu() : x.geluTanh()
  }
  /// x σ(x)
  public static func silu(_ x: Tensor) -> Tensor { x.silu() }
  /// 1 / (1 + e^−x)
  public static func sigmoid(_ x: Tensor) -> Tensor { x.sigmoid() }
  /// tanh x
  public static func tanh(_ x: Tensor) -> Tensor { x.tanh() }
  /// ln(1 + e^(βx)) / β; x itself where βx is above the threshold.
  public static func softplus(_ x: Tensor, beta: Double = 1, threshold: Double = 20) -> Tensor {
    x.softplus(beta: beta, threshold: threshold)
  }
  /// min(max(x, minVal), maxVal)
  public static func hardtanh(_ x: Tensor, _ minVal: Double = -1, _ maxVal: Double = 1) -> Tensor {
    x.hardtanh(minVal, maxVal)
  }
}
