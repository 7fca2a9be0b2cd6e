// A convolution is linear in its input and linear in its weight. So it has two derivatives, its transpose and its weight's
// gradient, which are linear in the same way and whose derivatives are among the three: each is written with the other two,
// and gradients of any order exist.

/// y(n, o, i, j) = b(o) + Σ x(n, c, i·stride + k·dilation − padding, …) w(o, c, k, l): PyTorch's `F.conv2d`.
///
/// `x` is `(batch, channels, height, width)`, `weight` `(outChannels, channels / groups, kernelHeight, kernelWidth)`, `bias`
/// `(outChannels)`. Traps where the sizes do not fit; `layer` is the name in messages.
package func convolution(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ options: ConvolutionOptions, layer: StaticString = "conv2d",
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  checkOptions(x, weight, bias, weight.shape.first ?? 0, options, layer, file, line)
  if weight.shape[1] * options.groups != x.shape[1] || weight.shape[0] % options.groups != 0 {
    fail(
      "\(layer): an input of shape \(x.shape) has \(x.shape[1]) channels, and the weight \(weight.shape) with "
        + "\(options.groups) groups takes \(weight.shape[1] * options.groups)", file: file, line: line)
  }
  let shape = ConvolutionShape(x: x.shape, weight: weight.shape, options)
  if shape.outHeight < 1 || shape.outWidth < 1 {
    fail(
      "\(layer): an image of \(shape.height) × \(shape.width) with padding \(options.padding) is smaller than the kernel "
        + "of \(shape.kernelHeight) × \(shape.kernelWidth)", file: file, line: line)
  }
  return convolve(x, weight, bias, shape)
}

/// x(n, c, i·stride + k·dilation − padding, …) = b(c) + Σ y(n, o, i, j) w(o, c, k, l): PyTorch's `F.conv_transpose2d`.
///
/// `y` is `(batch, inChannels, height, width)`, `weight` `(inChannels, outChannels / groups, kernelHeight, kernelWidth)`. The result
/// is (height − 1) · stride − 2 padding + dilation (kernelHeight − 1) + outputPadding + 1 high. Traps where the sizes do not fit.
package func transposedConvolution(
  _ y: Tensor, _ weight: Tensor, _ bias: Tensor?, _ options: ConvolutionOptions, outputPadding: (Int, Int) = (0, 0),
  layer: StaticString = "conv_transpose2d", file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  checkOptions(y, weight, bias, (weight.ndim == 4 ? weight.shape[1] : 0) * options.groups, options, layer, file, line)
  if weight.shape[0] != y.shape[1] || weight.shape[0] % options.groups != 0 {
    fail(
      "\(layer): an input of shape \(y.shape) has \(y.shape[1]) channels, and the weight \(weight.shape) takes "
        + "\(weight.shape[0])", file: file, line: line)
  }
  if y.shape[2] < 1 || y.shape[3] < 1 {
    fail("\(layer): an input of shape \(y.shape) has empty images", file: file, line: line)
  }
  let (stride, dilation, padding) = (options.stride, options.dilation, options.padding)
  if outputPadding.0 < 0 || outputPadding.1 < 0 || outputPadding.0 >= Swift.max(stride.0, dilation.0)
    || outputPadding.1 >= Swift.max(stride.1, dilation.1)
  {
    fail(
      "\(layer): the output padding \(outputPadding) must be smaller than the stride \(stride) or the dilation "
        + "\(dilation)", file: file, line: line)
  }
  let height =
    (y.shape[2] - 1) * stride.0 - 2 * padding.0 + dilation.0 * (weight.shape[2] - 1) + outputPadding.0 + 1
  let width = (y.shape[3] - 1) * stride.1 - 2 * padding.1 + dilation.1 * (weight.shape[3] - 1) + outputPadding.1 + 1
  if height < 1 || width < 1 {
    fail("\(layer): the result would be \(height) × \(width): the padding is too large", file: file, line: line)
  }
  var shape = ConvolutionShape(
    x: [y.shape[0], weight.shape[1] * options.groups, height, width], weight: weight.shape, options)
  (shape.outHeight, shape.outWidth) = (y.shape[2], y.shape[3])
  return convolveTransposed(y, weight, bias, shape)
}

private func convolve(_ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ shape: ConvolutionShape) -> Tensor {
  let y = Tensor(uninitialised: shape.y, x.dtype)
  let (framing, dense, b) = (shape.framingInput, weight.contiguous(), bias?.contiguous())
  let framed = frame(x, framing)
  framing.withPointer { ck_convolve(x.dtype.kernel, $0, framed.pointer, dense.pointer, b?.pointer, y.pointer) }
  withExtendedLifetime((framed, dense, b)) {}
  return y.made(by: "ConvolutionBackward0", from: [x, weight] + (bias.map { [$0] } ?? []), reads: .inputs) {
    $0.pass(to: 0, convolveTransposed($0.gradient, $0[1], nil, shape))
    $0.pass(to: 1, convolveWeight($0[0], $0.gradient, shape))
    if $0.inputs.count > 2 { $0.pass(to: 2, $0.gradient.sum(dim: 0, 2, 3)) }
  }
}

private func convolveTransposed(_ y: Tensor, _ weight: Tensor, _ bias: Tensor?, _ shape: ConvolutionShape) -> Tensor {
  let x = Tensor(uninitialised: shape.x, y.dtype)
  let (framing, dense, b) = (shape.framingOutput, weight.contiguous(), bias?.contiguous())
  let framed = framing.scattersPatches ? y.contiguous() : frame(y, framing)
  framing.withPointer {
    ck_convolve_transposed(y.dtype.kernel, $0, framed.pointer, dense.pointer, b?.pointer, x.pointer)
  }
  withExtendedLifetime((framed, dense, b)) {}
  return x.made(by: "ConvolutionBackward0", from: [y, weight] + (bias.map { [$0] } ?? []), reads: .inputs) {
    $0.pass(to: 0, convolve($0.gradient, $0[1], nil, shape))
    $0.pass(to: 1, convolveWeight($0.gradient, $0[0], shape))
    if $0.inputs.count > 2 { $0.pass(to: 2, $0.gradient.sum(dim: 0, 2, 3)) }
  }
}

private func convolveWeight(_ x: Tensor, _ y: Tensor, _ shape: ConvolutionShape) -> Tensor {
  let weight = Tensor(uninitialised: shape.weight, x.dtype)
  let (framing, dense) = (shape.framingInput, y.contiguous())
  let framed = frame(x, framing)
  framing.withPointer { ck_convolve_weight(x.dtype.kernel, $0, framed.pointer, dense.pointer, weight.pointer) }
  withExtendedLifetime((framed, dense)) {}
  return weight.made(by: "ConvolutionBackward0", from: x, y, reads: .inputs) {
    $0.pass(to: 0, convolveTransposed($0[1], $0.gradient, nil, shape))
    $0.pass(to: 1, convolve($0[0], $0.gradient, nil, shape))
  }
}

extension ConvolutionShape {
  /// Whether the transposed convolution adds up patches, for which y needs no frame.
  fileprivate var scattersPatches: Bool { withUnsafeBytes(of: self) { ck_scatters_patches($0.baseAddress!) } != 0 }
}

/// The images with a frame of zeros around them, or the images themselves where the frame has no width.
private func frame(_ x: Tensor, _ shape: ConvolutionShape) -> Tensor {
  let dense = x.contiguous()
  let (height, width) = (x.shape[2], x.shape[3])
  if (height, width) == (shape.framedHeight, shape.framedWidth) { return dense }
  let planes = x.shape[0] * x.shape[1]
  let framed = Tensor(uninitialised: [x.shape[0], x.shape[1], shape.framedHeight, shape.framedWidth], x.dtype)
  ck_frame(
    x.dtype.kernel, planes, height, width, dense.pointer, shape.marginTop, shape.marginLeft, shape.framedHeight,
    shape.framedWidth, framed.pointer)
  withExtendedLifetime(dense) {}
  return framed
}

private func checkOptions(
  _ x: Tensor, _ weight: Tensor, _ bias: Tensor?, _ outChannels: Int, _ options: ConvolutionOptions,
  _ layer: StaticString, _ file: StaticString, _ line: UInt
) {
  if x.ndim != 4 || weight.ndim != 4 {
    fail(
      "\(layer): needs images of shape (batch, channels, height, width) and a weight of four dimensions, not \(x.shape) "
        + "and \(weight.shape)" + (x.ndim == 3 ? ": add the batch with unsqueeze(0)" : ""), file: file, line: line)
  }
  if !x.dtype.isFloatingPoint || x.dtype != weight.dtype || bias.map({ $0.dtype != weight.dtype }) ?? false {
    fail("\(layer): the input is \(x.dtype) and the weight \(weight.dtype)", file: file, line: line)
  }
  if let bias, bias.shape != [outChannels] {
    fail("\(layer): a bias of shape \(bias.shape) does not fit \(outChannels) channels", file: file, line: line)
  }
  if weight.shape[2] < 1 || weight.shape[3] < 1 {
    fail("\(layer): a weight of shape \(weight.shape) has an empty kernel", file: file, line: line)
  }
  let (s, p, d) = (options.stride, options.padding, options.dilation)
  if s.0 < 1 || s.1 < 1 || d.0 < 1 || d.1 < 1 || p.0 < 0 || p.1 < 0 || options.groups < 1 {
    fail(
      "\(layer): stride \(s), dilation \(d) and groups \(options.groups) must be at least 1, padding \(p) at least 0",
      file: file, line: line)
  }
}

@_extern(c, "ck_frame") private func ck_frame(
  _ dtype: Int32, _ planes: Int, _ height: Int, _ width: Int, _ x: UnsafeRawPointer, _ top: Int, _ left: Int,
  _ framedHeight: Int, _ framedWidth: Int, _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_convolve") private func ck_convolve(
  _ dtype: Int32, _ shape: UnsafeRawPointer, _ x: UnsafeRawPointer, _ w: UnsafeRawPointer, _ bias: UnsafeRawPointer?,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_scatters_patches") private func ck_scatters_patches(_ shape: UnsafeRawPointer) -> Int32
@_extern(c, "ck_convolve_transposed") private func ck_convolve_transposed(
  _ dtype: Int32, _ shape: UnsafeRawPointer, _ y: UnsafeRawPointer, _ w: UnsafeRawPointer, _ bias: UnsafeRawPointer?,
  _ x: UnsafeMutableRawPointer)
@_extern(c, "ck_convolve_weight") private func ck_convolve_weight(
  _ dtype: Int32, _ shape: UnsafeRawPointer, _ x: UnsafeRawPointer, _ y: UnsafeRawPointer, _ w: UnsafeMutableRawPointer)
