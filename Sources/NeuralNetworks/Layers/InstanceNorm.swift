import Tensors

/// y = (x − mean)/√(variance + ε) · weight + bias, for each image and each of its channels (Ulyanov, Vedaldi and Lempitsky,
/// 2016).
///
/// `x` is `(batch, channels, height, width)`. As in PyTorch there are no `weight` and `bias` unless `affine` asks for them, and
/// no running statistics: evaluation is as training. Traps on other shapes, and on images of a single pixel.
public final class InstanceNorm2d: Module {
  public let numFeatures: Int
  public let eps: Double
  public let weight: Tensor?
  public let bias: Tensor?

  public init(_ numFeatures: Int, eps: Double = 1e-5, affine: Bool = false, bias: Bool = true, dtype: DType = .float32)
  {
    self.numFeatures = numFeatures
    self.eps = eps
    weight = affine ? Parameter(Tensor.ones([numFeatures], dtype: dtype)) : nil
    self.bias = affine && bias ? Parameter(Tensor.zeros([numFeatures], dtype: dtype)) : nil
  }

  public override func forward(_ x: Tensor) -> Tensor {
    if x.ndim != 4 || x.shape[1] != numFeatures {
      fail("InstanceNorm2d: an input of shape \(x.shape) is not (batch, \(numFeatures), height, width)")
    }
    return F.instanceNorm(x, weight, bias, eps: eps)
  }

  public override var extraRepresentation: String {
    "\(numFeatures), eps=\(eps), momentum=0.1, affine=\((weight != nil).pythonName), bias=\((bias != nil).pythonName), track_running_stats=False"
  }
}

extension F {
  /// (x − mean)/√(variance + ε) · weight + bias for each channel of each of `(batch, channels, …)`.
  public static func instanceNorm(
    _ x: Tensor, _ weight: Tensor? = nil, _ bias: Tensor? = nil, eps: Double = 1e-5,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if x.ndim < 3 || x.shape[2...].reduce(1, *) == 1 {
      fail(
        "InstanceNorm: an input of shape \(x.shape) is not (batch, channels, …) with more than one value a channel",
        file: file, line: line)
    }
    return Tensors.groupNorm(
      "InstanceNorm", x, groups: x.shape[1], weight, bias, epsilon: eps, file: file, line: line)
  }
}
