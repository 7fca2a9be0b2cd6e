import Tensors

/// A layer that computes with a weight and a bias, and can do so with another weight.
public protocol WeightedLayer: Module {
  var weight: Tensor { get }
  var bias: Tensor? { get }
  /// The layer's value at `x`, with a weight in place of its own.
  func forward(_ x: Tensor, weight: Tensor) -> Tensor
  /// The weight's dimension that belongs to the output, usually the first.
  var outputDimension: Int { get }
}

extension WeightedLayer {
  public var outputDimension: Int { 0 }
}

extension Linear: WeightedLayer {
  public func forward(_ x: Tensor, weight: Tensor) -> Tensor { F.linear(x, weight, bias) }
}

/// A layer with W/σ(W) in place of its weight, σ being the largest singular value: so it enlarges nothing (Miyato et al., 2018).
///
/// ```swift
/// let critic = Sequential(SpectralNorm(Linear(784, 128)), LeakyReLU(0.2), SpectralNorm(Linear(128, 1)))
/// ```
///
/// σ = uᵀ W v, where the rows of W are its output dimension and all others its columns. In training u and v come closer to the
/// singular vectors by `nPowerIterations` of v ← Wᵀ u/‖Wᵀ u‖, u ← W v/‖W v‖ at each call; no gradient flows through them. The
/// state has PyTorch's names: `weight_orig`, `weight_u`, `weight_v`.
public final class SpectralNorm: Module {
  public let layer: any WeightedLayer
  public let nPowerIterations: Int
  public let eps: Double
  private let weight: Tensor
  private let bias: Tensor?
  private let u: Tensor
  private let v: Tensor

  public init(
    _ layer: any WeightedLayer, nPowerIterations: Int = 1, eps: Double = 1e-12, generator: Generator = .default
  ) {
    self.layer = layer
    self.nPowerIterations = nPowerIterations
    self.eps = eps
    weight = layer.weight
    bias = layer.bias
    let rows = weight.shape[layer.outputDimension]
    func direction(_ count: Int) -> Tensor {
      let x = Tensor.randn([count], dtype: layer.weight.dtype, generator: generator)
      return x / Swift.max(x.norm().item(), eps)
    }
    u = direction(rows)
    v = direction(weight.numel() / Swift.max(rows, 1))
  }

  public override func forward(_ x: Tensor) -> Tensor {
    let matrix = weight.transpose(0, layer.outputDimension).flatten(1)
    if isTraining {
      noGrad {
        for _ in 0..<nPowerIterations {
          let right = matmul(matrix.t(), u)
          v.copy_(right / Swift.max(right.norm().item(), eps))
          let left = matmul(matrix, v)
          u.copy_(left / Swift.max(left.norm().item(), eps))
        }
      }
    }
    // Copies, because the next call changes u and v, which this one's gradient needs as they are.
    let sigma = (u.clone() * matmul(matrix, v.clone())).sum()
    return layer.forward(x, weight: weight / sigma)
  }

  // The layer's weight and bias are this module's own.
  public override func stateName(of property: String) -> String? {
    ["layer": nil, "weight": "weight_orig", "u": "weight_u", "v": "weight_v"][property] ?? property
  }

  public override var extraRepresentation: String { layer.description }
}
