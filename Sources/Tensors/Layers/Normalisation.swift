// Layers that normalise: y = (x − mean)/√(variance + ε) · weight + bias, over different parts of a tensor. The statistics
// are saved for the way back; the gradients come from one kernel, or for gradients of gradients from differentiable
// operations.

/// The parts of a normalisation's node: what its product finds among its inputs.
private enum Saved {
  static let x = 0, mean = 1, variance = 2, weight = 3, bias = 4

  static func inputs(_ x: Tensor, _ mean: Tensor, _ variance: Tensor, _ weight: Tensor?, _ bias: Tensor?) -> [Tensor] {
    var inputs = [x, mean, variance]
    if let weight { inputs.append(weight) }
    if let bias { inputs.append(bias) }
    return inputs
  }
}

extension Adjoint {
  fileprivate var weight: Tensor? { inputs.count > Saved.weight ? inputs[Saved.weight] : nil }

  fileprivate func isAwaited(_ index: Int) -> Bool { index < inputs.count && inputs[index].visit.isAwaited }

  /// Room for the gradient of an input, where that is wanted.
  fileprivate func room(for index: Int) -> Tensor? {
    isAwaited(index) ? Tensor(uninitialised: inputs[index].shape, inputs[index].dtype) : nil
  }

  fileprivate func pass(_ dx: Tensor?, _ dweight: Tensor?, _ dbias: Tensor?) {
    if let dx { pass(to: Saved.x, dx) }
    if let dweight { pass(to: Saved.weight, dweight) }
    if let dbias { pass(to: Saved.bias, dbias) }
  }

  /// The gradients in differentiable operations, with x seen in a shape in which the weight is broadcast as it is given, and
  /// `mean` taking the mean over what is normalised together.
  fileprivate func passComposed(
    seenAs shape: Shape, weight shapeOfWeight: Shape, epsilon: Double, mean: (Tensor) -> Tensor
  ) {
    let g = gradient.reshape(shape)
    let x = inputs[Saved.x].reshape(shape)
    let centred = x - mean(x)
    let scale = (mean(centred.square()) + epsilon).sqrt().reciprocal()
    let normalised = centred * scale
    let u = weight.map { g * $0.reshape(shapeOfWeight) } ?? g
    pass(to: Saved.x, ((u - mean(u) - normalised * mean(u * normalised)) * scale).reshape(inputs[Saved.x].shape))
    passToAffine(g, normalised, shapeOfWeight)
  }

  private func passToAffine(_ g: Tensor, _ normalised: Tensor, _ shape: Shape) {
    if isAwaited(Saved.weight) {
      pass(to: Saved.weight, (g * normalised).sum(to: shape).reshape(inputs[Saved.weight].shape))
    }
    if isAwaited(Saved.bias) { pass(to: Saved.bias, g.sum(to: shape).reshape(inputs[Saved.bias].shape)) }
  }

  /// The same where the statistics are given.
  fileprivate func passComposedOfGiven(seenAs shape: Shape, weight shapeOfWeight: Shape, epsilon: Double) {
    let g = gradient.reshape(shape)
    let scale = (inputs[Saved.variance].reshape(shapeOfWeight) + epsilon).sqrt().reciprocal()
    let u = weight.map { g * $0.reshape(shapeOfWeight) } ?? g
    pass(to: Saved.x, (u * scale).reshape(inputs[Saved.x].shape))
    let x = inputs[Saved.x].reshape(shape)
    passToAffine(g, (x - inputs[Saved.mean].reshape(shapeOfWeight)) * scale, shapeOfWeight)
  }
}

/// Traps unless weight and bias have a shape and x's type.
private func checkAffine(
  _ layer: StaticString, _ x: Tensor, _ parameters: [(name: StaticString, tensor: Tensor?)], _ shape: Shape,
  _ file: StaticString, _ line: UInt
) {
  if !x.dtype.isFloatingPoint {
    fail("\(layer): needs a floating-point tensor, not \(x.dtype)", file: file, line: line)
  }
  for (name, parameter) in parameters {
    guard let parameter else { continue }
    if parameter.shape != shape {
      fail(
        "\(layer): an input of shape \(x.shape) needs a \(name) of shape \(shape), not \(parameter.shape)", file: file,
        line: line)
    }
    if parameter.dtype != x.dtype {
      fail("\(layer): the input is \(x.dtype) and the \(name) \(parameter.dtype)", file: file, line: line)
    }
  }
}

/// A bias without a weight gets one of ones.
private func completed(_ weight: Tensor?, _ bias: Tensor?) -> Tensor? {
  (weight ?? bias.map { Tensor.onesLike($0) })?.contiguous()
}

/// (x − mean)/√(variance + ε) · weight + bias over the last dimensions, whose sizes are `normalizedShape`: PyTorch's
/// `F.layer_norm` (Ba, Kiros and Hinton, 2016).
package func layerNorm(
  _ x: Tensor, _ normalizedShape: Shape, _ weight: Tensor?, _ bias: Tensor?, epsilon: Double,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  let lead = x.ndim - normalizedShape.count
  if lead < 0 || normalizedShape.isEmpty || Shape(x.shape[lead...]) != normalizedShape {
    fail(
      "LayerNorm: an input of shape \(x.shape) does not end in \(normalizedShape), the dimensions to normalise over",
      file: file, line: line)
  }
  checkAffine("LayerNorm", x, [("weight", weight), ("bias", bias)], normalizedShape, file, line)
  let x = x.contiguous()
  let weight = completed(weight, bias)
  let bias = bias?.contiguous()
  let n = normalizedShape.elementCount
  let rows = x.shape[..<lead].reduce(1, *)
  let y = Tensor(uninitialised: x.shape, x.dtype)
  let mean = Tensor(uninitialised: [rows], x.dtype)
  let variance = Tensor(uninitialised: [rows], x.dtype)
  if n > 0 {
    ck_layer_norm(
      x.dtype.kernel, rows, n, x.pointer, weight?.pointer, bias?.pointer, epsilon, mean.pointer, variance.pointer,
      y.pointer)
  }
  return y.made(
    by: "NativeLayerNormBackward0", from: Saved.inputs(x, mean, variance, weight, bias), reads: .inputs
  ) { adjoint in
    if Recording.isOn {
      return adjoint.passComposed(seenAs: [rows, n], weight: [1, n], epsilon: epsilon) {
        $0.mean(dim: 1, keepDim: true)
      }
    }
    let g = adjoint.gradient.contiguous()
    let dx = adjoint.room(for: Saved.x)
    let dweight = adjoint.room(for: Saved.weight)
    let dbias = adjoint.room(for: Saved.bias)
    let parts = dweight == nil && dbias == nil ? 0 : ck_layer_norm_parts(rows)
    let partial = Tensor(uninitialised: [2, parts, n], g.dtype)
    ck_layer_norm_gradient(
      g.dtype.kernel, rows, n, g.pointer, adjoint[Saved.x].pointer, adjoint.weight?.pointer,
      adjoint[Saved.mean].pointer, adjoint[Saved.variance].pointer, epsilon, partial.pointer, dx?.pointer,
      dweight?.pointer, dbias?.pointer)
    adjoint.pass(dx, dweight, dbias)
  }
}

/// (x − mean)/√(variance + ε) · weight + bias for each channel of `(batch, channels, …)`: PyTorch's `F.batch_norm` (Ioffe and
/// Szegedy, 2015).
///
/// The statistics are the input's own, over the batch and all dimensions after the channels', unless they are given. They
/// are returned too; the variance is the biased one.
package func batchNorm(
  _ layer: StaticString, _ x: Tensor, _ weight: Tensor?, _ bias: Tensor?, given: (mean: Tensor, variance: Tensor)?,
  epsilon: Double, file: StaticString = #fileID, line: UInt = #line
) -> (y: Tensor, mean: Tensor, variance: Tensor) {
  if x.ndim < 2 {
    fail("\(layer): an input of shape \(x.shape) is not (batch, channels, …)", file: file, line: line)
  }
  let channels = x.shape[1]
  let parameters: [(StaticString, Tensor?)] = [
    ("weight", weight), ("bias", bias), ("running mean", given?.mean), ("running variance", given?.variance),
  ]
  checkAffine(layer, x, parameters, [channels], file, line)
  let x = x.contiguous()
  let weight = completed(weight, bias)
  let bias = bias?.contiguous()
  let (outer, inner) = (x.shape[0], x.shape[2...].reduce(1, *))
  let isGiven = given != nil
  if !isGiven && outer * inner == 1 {
    fail(
      "\(layer): an input of shape \(x.shape) has one value a channel, which has no variance: training needs more, "
        + "eval() does not", file: file, line: line)
  }
  let y = Tensor(uninitialised: x.shape, x.dtype)
  let mean = given?.mean.detach().contiguous() ?? Tensor.zeros([channels], dtype: x.dtype)
  let variance = given?.variance.detach().contiguous() ?? Tensor.zeros([channels], dtype: x.dtype)
  if y.elementCount > 0 {
    ck_batch_norm(
      x.dtype.kernel, outer, channels, inner, x.pointer, weight?.pointer, bias?.pointer, epsilon, isGiven ? 1 : 0,
      mean.pointer, variance.pointer, y.pointer)
  }
  let result = y.made(
    by: "NativeBatchNormBackward0", from: Saved.inputs(x, mean, variance, weight, bias), reads: .inputs
  ) { adjoint in
    let shape: Shape = [outer, channels, inner]
    if Recording.isOn || shape.elementCount == 0 {
      if isGiven { return adjoint.passComposedOfGiven(seenAs: shape, weight: [1, channels, 1], epsilon: epsilon) }
      return adjoint.passComposed(seenAs: shape, weight: [1, channels, 1], epsilon: epsilon) {
        $0.mean(dim: 0, 2, keepDim: true)
      }
    }
    let g = adjoint.gradient.contiguous()
    let dx = adjoint.room(for: Saved.x)
    let dweight = adjoint.room(for: Saved.weight)
    let dbias = adjoint.room(for: Saved.bias)
    ck_batch_norm_gradient(
      g.dtype.kernel, outer, channels, inner, g.pointer, adjoint[Saved.x].pointer, adjoint.weight?.pointer,
      isGiven ? 1 : 0, adjoint[Saved.mean].pointer, adjoint[Saved.variance].pointer, epsilon, dx?.pointer,
      dweight?.pointer, dbias?.pointer)
    adjoint.pass(dx, dweight, dbias)
  }
  return (result, mean, variance)
}

/// (x − mean)/√(variance + ε) · weight + bias for each group of channels of each `(channels, …)`: PyTorch's `F.group_norm`
/// (Wu and He, 2018). With as many groups as channels it is instance normalisation (Ulyanov, Vedaldi and Lempitsky, 2016).
package func groupNorm(
  _ layer: StaticString, _ x: Tensor, groups: Int, _ weight: Tensor?, _ bias: Tensor?, epsilon: Double,
  file: StaticString = #fileID, line: UInt = #line
) -> Tensor {
  if x.ndim < 2 || groups < 1 || x.shape[1] % groups != 0 {
    fail(
      "\(layer): an input of shape \(x.shape) is not (batch, channels, …) with channels that make \(groups) equal groups",
      file: file, line: line)
  }
  let channels = x.shape[1]
  checkAffine(layer, x, [("weight", weight), ("bias", bias)], [channels], file, line)
  let x = x.contiguous()
  let weight = completed(weight, bias)
  let bias = bias?.contiguous()
  let (outer, inner) = (x.shape[0], x.shape[2...].reduce(1, *))
  let y = Tensor(uninitialised: x.shape, x.dtype)
  let mean = Tensor(uninitialised: [outer * groups], x.dtype)
  let variance = Tensor(uninitialised: [outer * groups], x.dtype)
  if y.elementCount > 0 {
    ck_group_norm(
      x.dtype.kernel, outer, channels, groups, inner, x.pointer, weight?.pointer, bias?.pointer, epsilon, mean.pointer,
      variance.pointer, y.pointer)
  }
  return y.made(
    by: "NativeGroupNormBackward0", from: Saved.inputs(x, mean, variance, weight, bias), reads: .inputs
  ) { adjoint in
    if Recording.isOn || outer * channels * inner == 0 {
      let width = channels / groups
      return adjoint.passComposed(
        seenAs: [outer, groups, width, inner], weight: [1, groups, width, 1], epsilon: epsilon
      ) { $0.mean(dim: 2, 3, keepDim: true) }
    }
    let g = adjoint.gradient.contiguous()
    let dx = adjoint.room(for: Saved.x)
    let dweight = adjoint.room(for: Saved.weight)
    let dbias = adjoint.room(for: Saved.bias)
    let partial = Tensor(uninitialised: [2, outer, channels], g.dtype)
    ck_group_norm_gradient(
      g.dtype.kernel, outer, channels, groups, inner, g.pointer, adjoint[Saved.x].pointer, adjoint.weight?.pointer,
      adjoint[Saved.mean].pointer, adjoint[Saved.variance].pointer, epsilon, partial.pointer, dx?.pointer,
      dweight?.pointer, dbias?.pointer)
    adjoint.pass(dx, dweight, dbias)
  }
}

@_extern(c, "ck_layer_norm_parts") private func ck_layer_norm_parts(_ rows: Int) -> Int
@_extern(c, "ck_layer_norm") private func ck_layer_norm(
  _ dtype: Int32, _ rows: Int, _ n: Int, _ x: UnsafeRawPointer, _ weight: UnsafeRawPointer?, _ bias: UnsafeRawPointer?,
  _ epsilon: Double, _ mean: UnsafeMutableRawPointer, _ variance: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_layer_norm_gradient") private func ck_layer_norm_gradient(
  _ dtype: Int32, _ rows: Int, _ n: Int, _ g: UnsafeRawPointer, _ x: UnsafeRawPointer, _ weight: UnsafeRawPointer?,
  _ mean: UnsafeRawPointer, _ variance: UnsafeRawPointer, _ epsilon: Double, _ partial: UnsafeMutableRawPointer,
  _ dx: UnsafeMutableRawPointer?, _ dweight: UnsafeMutableRawPointer?, _ dbias: UnsafeMutableRawPointer?)
@_extern(c, "ck_batch_norm") private func ck_batch_norm(
  _ dtype: Int32, _ outer: Int, _ channels: Int, _ inner: Int, _ x: UnsafeRawPointer, _ weight: UnsafeRawPointer?,
  _ bias: UnsafeRawPointer?, _ epsilon: Double, _ given: Int32, _ mean: UnsafeMutableRawPointer,
  _ variance: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_batch_norm_gradient") private func ck_batch_norm_gradient(
  _ dtype: Int32, _ outer: Int, _ channels: Int, _ inner: Int, _ g: UnsafeRawPointer, _ x: UnsafeRawPointer,
  _ weight: UnsafeRawPointer?, _ given: Int32, _ mean: UnsafeRawPointer, _ variance: UnsafeRawPointer,
  _ epsilon: Double, _ dx: UnsafeMutableRawPointer?, _ dweight: UnsafeMutableRawPointer?,
  _ dbias: UnsafeMutableRawPointer?)
@_extern(c, "ck_group_norm") private func ck_group_norm(
  _ dtype: Int32, _ outer: Int, _ channels: Int, _ groups: Int, _ inner: Int, _ x: UnsafeRawPointer,
  _ weight: UnsafeRawPointer?, _ bias: UnsafeRawPointer?, _ epsilon: Double, _ mean: UnsafeMutableRawPointer,
  _ variance: UnsafeMutableRawPointer, _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_group_norm_gradient") private func ck_group_norm_gradient(
  _ dtype: Int32, _ outer: Int, _ channels: Int, _ groups: Int, _ inner: Int, _ g: UnsafeRawPointer,
  _ x: UnsafeRawPointer, _ weight: UnsafeRawPointer?, _ mean: UnsafeRawPointer, _ variance: UnsafeRawPointer,
  _ epsilon: Double, _ partial: UnsafeMutableRawPointer, _ dx: UnsafeMutableRawPointer?,
  _ dweight: UnsafeMutableRawPointer?, _ dbias: UnsafeMutableRawPointer?)
