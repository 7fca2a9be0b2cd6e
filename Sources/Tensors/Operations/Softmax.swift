extension Tensor {
  /// e^xᵢ / Σⱼ e^xⱼ along a dimension.
  public func softmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dim = dimension(dim, "softmax", file, line)
    return normalised(dim, logarithm: false).made(by: "SoftmaxBackward0", from: floating(), reads: .output) {
      let (g, y) = ($0.gradient, $0.output)
      guard Recording.isOn else { return $0.pass(to: 0, y.normalisedGradient(g, dim, logarithm: false)) }
      let weighted = g * y
      $0.pass(to: 0, weighted - y * weighted.sum(dim: dim, keepDim: true))
    }
  }

  /// xᵢ − ln Σⱼ e^xⱼ along a dimension.
  public func logSoftmax(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let dim = dimension(dim, "logSoftmax", file, line)
    return normalised(dim, logarithm: true).made(by: "LogSoftmaxBackward0", from: floating(), reads: .output) {
      let (g, y) = ($0.gradient, $0.output)
      guard Recording.isOn else { return $0.pass(to: 0, y.normalisedGradient(g, dim, logarithm: true)) }
      $0.pass(to: 0, g - y.exp() * g.sum(dim: dim, keepDim: true))
    }
  }

  private func normalised(_ dim: Int, logarithm: Bool) -> Tensor {
    let x = floating().detach().contiguous()
    let y = Tensor(uninitialised: x.shape, x.dtype)
    let (outer, n, inner) = x.shape.box(around: dim)
    ck_softmax_forward(x.dtype.kernel, logarithm ? 1 : 0, outer, n, inner, x.pointer, y.pointer)
    return y
  }

  /// The gradient with respect to what this tensor is the softmax of, or its logarithm, in one pass.
  private func normalisedGradient(_ g: Tensor, _ dim: Int, logarithm: Bool) -> Tensor {
    let g = g.contiguous()
    let d = Tensor(uninitialised: shape, dtype)
    let (outer, n, inner) = shape.box(around: dim)
    ck_softmax_backward(dtype.kernel, logarithm ? 1 : 0, outer, n, inner, g.pointer, pointer, d.pointer)
    return d
  }
}

extension Shape {
  /// How many elements lie before a dimension, along it and behind it; a single number is one along it.
  fileprivate func box(around dim: Int) -> (outer: Int, n: Int, inner: Int) {
    if isEmpty { return (1, 1, 1) }
    return (self[..<dim].reduce(1, *), self[dim], self[(dim + 1)...].reduce(1, *))
  }
}

@_extern(c, "ck_softmax_forward") private func ck_softmax_forward(
  _ dtype: Int32, _ logarithm: Int32, _ outer: Int, _ n: Int, _ inner: Int, _ x: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_softmax_backward") private func ck_softmax_backward(
  _ dtype: Int32, _ logarithm: Int32, _ outer: Int, _ n: Int, _ inner: Int, _ g: UnsafeRawPointer,
  _ y: UnsafeRawPointer,
  _ d: UnsafeMutableRawPointer)
