import Tensors

/// k(a, b): how alike a support vector machine finds two examples.
public enum SupportVectorKernel: Sendable, CustomStringConvertible {
  /// a·b
  case linear
  /// e^(−γ ‖a − b‖²)
  case rbf(gamma: Gamma = .scale)
  /// (γ a·b + constant)^degree
  case polynomial(degree: Int = 3, gamma: Gamma = .scale, constant: Double = 0)
  /// tanh(γ a·b + constant)
  case sigmoid(gamma: Gamma = .scale, constant: Double = 0)

  /// e^(−γ ‖a − b‖²)
  public static func rbf(gamma: Double) -> SupportVectorKernel { .rbf(gamma: .value(gamma)) }
  /// (γ a·b + constant)^degree
  public static func polynomial(degree: Int = 3, gamma: Double, constant: Double = 0) -> SupportVectorKernel {
    .polynomial(degree: degree, gamma: .value(gamma), constant: constant)
  }
  /// tanh(γ a·b + constant)
  public static func sigmoid(gamma: Double, constant: Double = 0) -> SupportVectorKernel {
    .sigmoid(gamma: .value(gamma), constant: constant)
  }

  /// What distances are measured in.
  public enum Gamma: Sendable, ExpressibleByFloatLiteral {
    /// 1 over the number of features times the variance of all numbers of x.
    case scale
    /// 1 over the number of features.
    case auto
    case value(Double)

    public init(floatLiteral value: Double) { self = .value(value) }
  }

  public var description: String {
    switch self {
    case .linear: "linear"
    case .rbf: "rbf"
    case .polynomial(let degree, _, _): "polynomial of degree \(degree)"
    case .sigmoid: "sigmoid"
    }
  }

  /// In the order of `CKKernel`.
  var code: Int32 {
    switch self {
    case .linear: 0
    case .rbf: 1
    case .polynomial: 2
    case .sigmoid: 3
    }
  }

  var gamma: Double {
    switch self {
    case .rbf(.value(let value)), .polynomial(_, .value(let value), _), .sigmoid(.value(let value), _): value
    default: 1
    }
  }

  var constant: Double {
    switch self {
    case .polynomial(_, _, let constant), .sigmoid(_, let constant): constant
    default: 0
    }
  }

  var degree: Int { if case .polynomial(let degree, _, _) = self { degree } else { 0 } }

  /// The kernel with its γ as a number; traps on impossible parameters.
  func resolved(for x: Tensor, _ caller: Caller) -> SupportVectorKernel {
    func number(_ gamma: Gamma) -> Gamma {
      switch gamma {
      case .scale:
        let variance: Double = x.double().variance(correction: 0).item()
        return .value(variance > 0 ? 1 / (Double(x.shape[1]) * variance) : 1)
      case .auto: return .value(1 / Double(x.shape[1]))
      case .value(let value):
        caller.require(value > 0 && value.isFinite, "gamma", "positive", value)
        return gamma
      }
    }
    switch self {
    case .linear: return .linear
    case .rbf(let gamma): return .rbf(gamma: number(gamma))
    case .polynomial(let degree, let gamma, let constant):
      caller.require((1...100).contains(degree), "degree", "in 1...100", degree)
      caller.require(constant.isFinite, "constant", "finite", constant)
      return .polynomial(degree: degree, gamma: number(gamma), constant: constant)
    case .sigmoid(let gamma, let constant):
      caller.require(constant.isFinite, "constant", "finite", constant)
      return .sigmoid(gamma: number(gamma), constant: constant)
    }
  }

  /// The kernel of each row of a with each of b, `(n, m)`; γ must be a number.
  func callAsFunction(_ a: Tensor, _ b: Tensor) -> Tensor {
    switch self {
    case .linear: return matmul(a, b.t())
    case .rbf:
      // About b's mean numbers are smaller, and with them the errors of a difference of squares.
      let centre = b.mean(dim: 0)
      let (p, q) = (a - centre, b - centre)
      let products = matmul(p, q.t()) * -2
      let squares = p.square().sum(dim: 1, keepDim: true) + q.square().sum(1)
      return ((products + squares).clamp(min: 0) * -gamma).exp()
    case .polynomial: return (matmul(a, b.t()) * gamma + constant).pow(Double(degree))
    case .sigmoid: return (matmul(a, b.t()) * gamma + constant).tanh()
    }
  }
}
