import Tensors

/// y(o, i, j) = b(o) + Σ x(c, i·stride + k·dilation − padding, …) w(o, c, k, l): cross-correlation, as every deep-learning
/// library calls convolution (LeCun et al., 1989).
///
/// `x` is `(batch, inChannels, height, width)`; the result `(batch, outChannels, height', width')` with
/// height' = ⌊(height + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1. `weight` is
/// `(outChannels, inChannels / groups, kernel, kernel)`, `bias` `(outChannels)`; both begin as samples of U(−k, k) with
/// k = 1/√(inChannels / groups · kernel²), as PyTorch's do. Traps where the sizes do not fit.
open class Conv2d: Module, WeightedLayer {
  public let weight: Tensor
  public let bias: Tensor?
  public let stride: (Int, Int)
  public let padding: (Int, Int)
  public let dilation: (Int, Int)
  public let groups: Int

  /// A size is one number for height and width, or `[height, width]`.
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: some SizePair, stride: some SizePair = 1,
    padding: some SizePair = 0, dilation: some SizePair = 1, groups: Int = 1, bias: Bool = true,
    dtype: DType = .float32, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) {
    let kernel = kernelSize.sizes("Conv2d", file, line)
    self.stride = stride.sizes("Conv2d", file, line)
    self.padding = padding.sizes("Conv2d", file, line)
    self.dilation = dilation.sizes("Conv2d", file, line)
    self.groups = groups
    checkChannels("Conv2d", inChannels, outChannels, kernel, groups, file, line)
    let fan = inChannels / groups * kernel.0 * kernel.1
    let bound = 1 / Double(fan).squareRoot()
    weight = Parameter(
      Tensor.uniform(
        [outChannels, inChannels / groups, kernel.0, kernel.1], -bound, bound, dtype: dtype, generator: generator))
    self.bias = bias ? Parameter(Tensor.uniform([outChannels], -bound, bound, dtype: dtype, generator: generator)) : nil
  }

  open override func forward(_ x: Tensor) -> Tensor { forward(x, weight: weight) }

  /// The convolution of this layer with another weight of the same shape: for layers that mask or normalise theirs.
  public final func forward(_ x: Tensor, weight: Tensor) -> Tensor {
    convolution(
      x, weight, bias, ConvolutionOptions(stride: stride, padding: padding, dilation: dilation, groups: groups),
      layer: "Conv2d")
  }

  open override var extraRepresentation: String {
    convolutionText(weight.shape[1] * groups, weight.shape[0], weight.shape, stride, padding, dilation, groups, bias)
  }
}

extension F {
  /// The convolution of ``Conv2d`` with a weight and bias of the caller's: PyTorch's `F.conv2d`.
  public static func conv2d(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: some SizePair = 1, padding: some SizePair = 0,
    dilation: some SizePair = 1, groups: Int = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    convolution(
      x, weight, bias,
      ConvolutionOptions(
        stride: stride.sizes("conv2d", file, line), padding: padding.sizes("conv2d", file, line),
        dilation: dilation.sizes("conv2d", file, line), groups: groups), file: file, line: line)
  }
}
