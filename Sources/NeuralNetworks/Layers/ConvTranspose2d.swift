import Tensors

/// x(c, i·stride + k·dilation − padding, …) = b(c) + Σ y(o, i, j) w(o, c, k, l): the transpose of a convolution, which turns
/// small images into larger ones (Zeiler et al., 2010).
///
/// The input is `(batch, inChannels, height, width)`, the result `(batch, outChannels, height', width')` with
/// height' = (height − 1) stride − 2 padding + dilation (kernel − 1) + outputPadding + 1. `weight` is
/// `(inChannels, outChannels / groups, kernel, kernel)`, `bias` `(outChannels)`; both begin as samples of U(−k, k) with
/// k = 1/√(outChannels / groups · kernel²), as PyTorch's do. Traps where the sizes do not fit.
public final class ConvTranspose2d: Module, WeightedLayer {
  public let weight: Tensor
  public let bias: Tensor?
  public let stride: (Int, Int)
  public let padding: (Int, Int)
  public let outputPadding: (Int, Int)
  public let dilation: (Int, Int)
  public let groups: Int

  /// A size is one number for height and width, or `[height, width]`.
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: some SizePair, stride: some SizePair = 1,
    padding: some SizePair = 0, outputPadding: some SizePair = 0, groups: Int = 1, bias: Bool = true,
    dilation: some SizePair = 1, dtype: DType = .float32, generator: Generator = .default,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    let kernel = kernelSize.sizes("ConvTranspose2d", file, line)
    self.stride = stride.sizes("ConvTranspose2d", file, line)
    self.padding = padding.sizes("ConvTranspose2d", file, line)
    self.outputPadding = outputPadding.sizes("ConvTranspose2d", file, line)
    self.dilation = dilation.sizes("ConvTranspose2d", file, line)
    self.groups = groups
    checkChannels("ConvTranspose2d", inChannels, outChannels, kernel, groups, file, line)
    let bound = 1 / Double(outChannels / groups * kernel.0 * kernel.1).squareRoot()
    weight = Parameter(
      Tensor.uniform(
        [inChannels, outChannels / groups, kernel.0, kernel.1], -bound, bound, dtype: dtype, generator: generator))
    self.bias = bias ? Parameter(Tensor.uniform([outChannels], -bound, bound, dtype: dtype, generator: generator)) : nil
  }

  public override func forward(_ x: Tensor) -> Tensor { forward(x, weight: weight) }

  /// The transposed convolution of this layer with another weight of the same shape.
  public func forward(_ x: Tensor, weight: Tensor) -> Tensor {
    transposedConvolution(
      x, weight, bias, ConvolutionOptions(stride: stride, padding: padding, dilation: dilation, groups: groups),
      outputPadding: outputPadding, layer: "ConvTranspose2d")
  }

  /// Its output channels are the weight's second dimension.
  public var outputDimension: Int { 1 }

  public override var extraRepresentation: String {
    var text = convolutionText(
      weight.shape[0], weight.shape[1] * groups, weight.shape, stride, padding, dilation, groups, bias)
    if outputPadding != (0, 0) { text += ", output_padding=\(outputPadding)" }
    return text
  }
}

extension F {
  /// The transposed convolution of ``ConvTranspose2d`` with a weight and bias of the caller's: PyTorch's
  /// `F.conv_transpose2d`.
  public static func convTranspose2d(
    _ x: Tensor, _ weight: Tensor, _ bias: Tensor? = nil, stride: some SizePair = 1, padding: some SizePair = 0,
    outputPadding: some SizePair = 0, groups: Int = 1, dilation: some SizePair = 1, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    transposedConvolution(
      x, weight, bias,
      ConvolutionOptions(
        stride: stride.sizes("conv_transpose2d", file, line), padding: padding.sizes("conv_transpose2d", file, line),
        dilation: dilation.sizes("conv_transpose2d", file, line), groups: groups),
      outputPadding: outputPadding.sizes("conv_transpose2d", file, line), file: file, line: line)
  }
}
