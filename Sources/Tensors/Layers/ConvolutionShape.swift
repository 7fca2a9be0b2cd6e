/// The sizes that describe a two-dimensional convolution, laid out as `CKConvolution`.
struct ConvolutionShape {
  var batch, channels, height, width: Int
  var outChannels, outHeight, outWidth: Int
  var kernelHeight, kernelWidth, strideHeight, strideWidth, paddingHeight, paddingWidth: Int
  var dilationHeight, dilationWidth, groups: Int
  var marginTop = 0
  var marginLeft = 0
  var framedHeight = 0
  var framedWidth = 0

  /// The convolution of images of `x` shape with weights of `weight` shape.
  init(x: Shape, weight: Shape, _ options: ConvolutionOptions) {
    (batch, channels, height, width) = (x[0], x[1], x[2], x[3])
    (outChannels, kernelHeight, kernelWidth) = (weight[0], weight[2], weight[3])
    (strideHeight, strideWidth) = options.stride
    (paddingHeight, paddingWidth) = options.padding
    (dilationHeight, dilationWidth) = options.dilation
    groups = options.groups
    outHeight = Self.size(height, kernelHeight, strideHeight, paddingHeight, dilationHeight)
    outWidth = Self.size(width, kernelWidth, strideWidth, paddingWidth, dilationWidth)
  }

  /// ⌊(size + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1
  static func size(_ size: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int) -> Int {
    let room = size + 2 * padding - dilation * (kernel - 1) - 1
    return room < 0 ? 0 : room / stride + 1
  }

  var x: Shape { [batch, channels, height, width] }
  var y: Shape { [batch, outChannels, outHeight, outWidth] }
  var weight: Shape { [outChannels, channels / groups, kernelHeight, kernelWidth] }

  /// The same with the frame of zeros around x that the convolution reads.
  var framingInput: ConvolutionShape {
    var shape = self
    (shape.marginTop, shape.marginLeft) = (paddingHeight, paddingWidth)
    (shape.framedHeight, shape.framedWidth) = (height + 2 * paddingHeight, width + 2 * paddingWidth)
    return shape
  }

  /// The same with the frame of zeros around y that the transposed convolution reads.
  ///
  /// An element of x is fed by elements of y up to one kernel apart, of which some lie outside.
  var framingOutput: ConvolutionShape {
    var shape = self
    let vertical = Self.margins(
      height, outHeight, kernelHeight, strideHeight, paddingHeight, dilationHeight)
    let horizontal = Self.margins(width, outWidth, kernelWidth, strideWidth, paddingWidth, dilationWidth)
    (shape.marginTop, shape.marginLeft) = (vertical.before, horizontal.before)
    shape.framedHeight = vertical.before + outHeight + vertical.after
    shape.framedWidth = horizontal.before + outWidth + horizontal.after
    return shape
  }

  /// How far beyond y's ends the taps of x's elements reach: element h takes y[(h + padding − dilation k) / stride].
  private static func margins(
    _ size: Int, _ outSize: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ dilation: Int
  ) -> (before: Int, after: Int) {
    let reach = dilation * (kernel - 1) - padding
    let before = reach > 0 ? reach / stride : 0
    let after = (size - 1 + padding) / stride - (outSize - 1)
    return (Swift.max(before, 0), Swift.max(after, 0))
  }

  func withPointer(_ body: (UnsafeRawPointer) -> Void) { withUnsafeBytes(of: self) { body($0.baseAddress!) } }
}

/// What is to be said of a convolution besides its weight, for height and width.
package struct ConvolutionOptions {
  package var stride: (Int, Int)
  package var padding: (Int, Int)
  package var dilation: (Int, Int)
  package var groups: Int

  package init(
    stride: (Int, Int) = (1, 1), padding: (Int, Int) = (0, 0), dilation: (Int, Int) = (1, 1), groups: Int = 1
  ) {
    (self.stride, self.padding, self.dilation, self.groups) = (stride, padding, dilation, groups)
  }
}
