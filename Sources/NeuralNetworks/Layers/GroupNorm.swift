import Tensors

/// y = (x − mean)/√(variance + ε) · weight + bias, for each image and each group of its channels (Wu and He, 2018).
///
/// `x` is `(batch, channels, …)`; `weight` and `bias` are `(channels)` and begin as 1 and 0. Traps where the channels do not make
/// equal groups, and where the input has others.
public final class GroupNorm: Module {
  public let numGroups: Int
  public let numChannels: Int
  public let eps: Double
  public let weight: Tensor?
  public let bias: Tensor?

  public init(
    _ numGroups: Int, _ numChannels: Int, eps: Double = 1e-5, affine: Bool = true, bias: Bool = true,
    dtype: DType = .float32,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    if numGroups < 1 || numChannels % numGroups != 0 {
      fail("GroupNorm: \(numChannels) channels do not make \(numGroups) equal groups", file: file, line: line)
    }
    self.numGroups = numGroups
    self.numChannels = numChannels
    self.eps = eps
    weight = affine ? Parameter(Tensor.ones([numChannels], dtype: dtype)) : nil
    self.bias = affine && bias ? Parameter(Tensor.zeros([numChannels], dtype: dtype)) : nil
  }

  public override func forward(_ x: Tensor) -> Tensor {
    if x.ndim < 2 || x.shape[1] != numChannels {
      fail("GroupNorm: an input of shape \(x.shape) is not (batch, \(numChannels), …)")
    }
    return groupNorm("GroupNorm", x, groups: numGroups, weight, bias, epsilon: eps)
  }

  public override var extraRepresentation: String {
    "\(numGroups), \(numChannels), eps=\(eps), affine=\((weight != nil).pythonName), bias=\((bias != nil).pythonName)"
  }
}

extension F {
  /// (x − mean)/√(variance + ε) · weight + bias for each group of channels of `(batch, channels, …)`.
  public static func groupNorm(
    _ x: Tensor, _ numGroups: Int, _ weight: Tensor? = nil, _ bias: Tensor? = nil, eps: Double = 1e-5,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    Tensors.groupNorm("groupNorm", x, groups: numGroups, weight, bias, epsilon: eps, file: file, line: line)
  }
}
