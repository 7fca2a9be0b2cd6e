import Tensors

/// y(o, i) = b(o) + Σ x(c, i·stride + k·dilation − padding) w(o, c, k)
///
/// `x` is `(batch, inChannels, length)`, the result `(batch, outChannels, length')` with
/// length' = ⌊(length + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1. `weight` is
/// `(outChannels, inChannels / groups, kernel)`, `bias` `(outChannels)`; both begin as samples of U(−k, k) with
/// k = 1/√(inChannels / groups · kernel), as PyTorch's do. Traps where the sizes do not fit.
public final class Conv1d: Module {
  public let weight: Tensor
  public let bias: Tensor?
  public let stride: Int
  public let padding: Int
  public let dilation: Int
  public let groups: Int

  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Int, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Int = 1, bias: Bool = true, dtype: DType = .float32, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    checkChannels("Conv1d", inChannels, outChannels, (1, kernelSize), groups, file, line)
    self.stride = stride
    self.padding = padding
    self.dilation = dilation
    self.groups = groups
    let bound = 1 / Double(inChannels / groups * kernelSize).squareRoot()
    weight = Parameter(
      Tensor.uniform([outChannels, inChannels / groups, kernelSize], -bound, bound, dtype: dtype, generator: generator))
    self.bias = bias ? Parameter(Tensor.uniform([outChannels], -bound, bound, dtype: dtype, generator: generator)) : nil
  }

  public override func forward(_ x: Tensor) -> Tensor {
    F.conv1d(x, weight, bias, stride: stride, padding: padding, dilation: dilation, groups: groups)
  }

  public override var extraRepresentation: String {
    var parts = ["\(weight.shape[1] * groups), \(weight.shape[0])", "kernel_size=(\(weight.shape[2]),)"]
    parts.append("stride=(\(stride),)")
    if padding != 0 { parts.append("padding=(\(padding),)") }
    if dilation != 1 { parts.append("dilation=(\(dilation),)") }
    if groups != 1 { parts.append("groups=\(groups)") }
    if bias == nil { parts.append("bias=False") }
    return parts.joined(separator: ", ")
  }
}

extension F {
  /// The convolution of ``Conv1d`` with a weight and bias of the caller's: one of images that are one pixel high.
  public static func conv1d(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: Int = 1, padding: Int = 0, dilation: Int = 1,
    groups: Int = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if x.ndim != 3 || weight.ndim != 3 {
      fail(
        "conv1d: needs an input of shape (batch, channels, length) and a weight of three dimensions, not \(x.shape) and "
          + "\(weight.shape)", file: file, line: line)
    }
    return convolution(
      x.unsqueeze(2), weight.unsqueeze(2), bias,
      ConvolutionOptions(stride: (1, stride), padding: (0, padding), dilation: (1, dilation), groups: groups),
      layer: "conv1d", file: file, line: line
    ).squeeze(2)
  }
}
