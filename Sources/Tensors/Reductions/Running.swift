extension Tensor {
  /// yᵢ = x₀ + … + xᵢ along a dimension.
  public func cumsum(_ dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    counting().runningSum(dimension(dim, "cumsum", file, line), reverse: false)
  }

  /// yᵢ = x₀ + … + xᵢ along a dimension.
  public func cumsum(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    cumsum(dim, file: file, line: line)
  }

  /// yᵢ = x₀ · … · xᵢ along a dimension.
  public func cumprod(_ dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    counting().runningProduct(dimension(dim, "cumprod", file, line), reverse: false)
  }

  /// yᵢ = x₀ · … · xᵢ along a dimension.
  public func cumprod(dim: Int, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    cumprod(dim, file: file, line: line)
  }

  /// Π x over all elements; 1 of nothing.
  public func prod() -> Tensor {
    let x = counting()
    return fold(.product, x).made(by: "ProdBackward0", from: x, reads: .inputs) {
      $0.pass(to: 0, $0.gradient * $0[0].flatten().productsOfOthers(0).reshape($0[0].shape))
    }
  }

  /// Π x along a dimension; 1 of nothing.
  public func prod(
    _ dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let x = counting()
    if shape.isEmpty { return x.prod() }
    let dims = Dimensions([dim], of: self, "prod", file, line)
    return fold(.product, x, dims).without(dims, unless: keepDim).made(by: "ProdBackward1", from: x, reads: .inputs) {
      let gradient = $0.gradient.reshape(dims.flattened(in: $0[0].shape))
      $0.pass(to: 0, gradient * $0[0].productsOfOthers($0[0].dimension(dim, "prod", "", 0)))
    }
  }

  /// Π x along a dimension; 1 of nothing.
  public func prod(
    dim: Int, keepDim: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { prod(dim, keepDim: keepDim, file: file, line: line) }

  /// yᵢ = Π xⱼ over j ≠ i: what comes before times what comes after, which a division by xᵢ would spoil at 0.
  private func productsOfOthers(_ dim: Int) -> Tensor {
    let n = shape[dim]
    if n == 0 { return self }
    let one = Tensor.ones(shape.replacing(dim, with: 1), dtype: dtype)
    let before = Tensors.cat([one, narrow(dim, 0, n - 1).runningProduct(dim, reverse: false)], dim: dim)
    let after = Tensors.cat([narrow(dim, 1, n - 1).runningProduct(dim, reverse: true), one], dim: dim)
    return before * after
  }

  private func runningSum(_ dim: Int, reverse: Bool) -> Tensor {
    running(dim, product: false, reverse).made(by: "CumsumBackward0", from: self) {
      $0.pass(to: 0, $0.gradient.runningSum(dim, reverse: !reverse))
    }
  }

  private func runningProduct(_ dim: Int, reverse: Bool) -> Tensor {
    running(dim, product: true, reverse).made(by: "CumprodBackward0", from: self, reads: .inputs) {
      // ∂yₖ/∂xᵢ = (Π before i) (Π from after i to k): the sum over k is a recurrence that divides by nothing.
      let x = $0[0]
      if x.shape.isEmpty || x.shape[dim] == 0 { return $0.pass(to: 0, $0.gradient) }
      let n = x.shape[dim]
      let one = Tensor.ones(x.shape.replacing(dim, with: 1), dtype: x.dtype)
      let inner = reverse ? x.narrow(dim, 1, n - 1) : x.narrow(dim, 0, n - 1)
      let products = inner.runningProduct(dim, reverse: reverse)
      let before = Tensors.cat(reverse ? [products, one] : [one, products], dim: dim)
      let next = reverse ? [one, x.narrow(dim, 0, n - 1)] : [x.narrow(dim, 1, n - 1), one]
      $0.pass(to: 0, before * recurrence(Tensors.cat(next, dim: dim), $0.gradient, dim, reverse: !reverse))
    }
  }

  private func running(_ dim: Int, product: Bool, _ reverse: Bool) -> Tensor {
    let x = contiguous()
    let y = Tensor(uninitialised: shape, dtype)
    let (outer, n, inner) = shape.split(at: dim)
    ck_running(product ? 1 : 0, reverse ? 1 : 0, dtype.kernel, outer, n, inner, x.pointer, y.pointer)
    return y
  }
}

/// yᵢ = bᵢ + aᵢ yᵢ₋₁ along a dimension, from the first or from the last element on.
private func recurrence(_ a: Tensor, _ b: Tensor, _ dim: Int, reverse: Bool) -> Tensor {
  let (x, z) = (a.contiguous(), b.contiguous())
  let y = Tensor(uninitialised: a.shape, a.dtype)
  let (outer, n, inner) = a.shape.split(at: dim)
  ck_recurrence(reverse ? 1 : 0, a.dtype.kernel, outer, n, inner, x.pointer, z.pointer, y.pointer)
  return y.made(by: "RecurrenceBackward0", from: x, z, reads: [.inputs, .output]) {
    // Gradients run the other way, and by the factor of the element that follows.
    let zero = Tensor.zeros($0[0].shape.replacing(dim, with: 1), dtype: $0[0].dtype)
    func later(_ x: Tensor) -> Tensor { Tensors.cat([x.narrow(dim, 1, n - 1), zero], dim: dim) }
    func earlier(_ x: Tensor) -> Tensor { Tensors.cat([zero, x.narrow(dim, 0, n - 1)], dim: dim) }
    let slope = recurrence(reverse ? earlier($0[0]) : later($0[0]), $0.gradient, dim, reverse: !reverse)
    $0.pass(to: 0, slope * (reverse ? later($0.output) : earlier($0.output)))
    $0.pass(to: 1, slope)
  }
}

extension Shape {
  /// The number of elements before, along and after a dimension; a single number has one of each.
  func split(at dim: Int) -> (outer: Int, n: Int, inner: Int) {
    if isEmpty { return (1, 1, 1) }
    return (self[..<dim].reduce(1, *), self[dim], self[(dim + 1)...].reduce(1, *))
  }
}

@_extern(c, "ck_running") private func ck_running(
  _ product: Int32, _ reverse: Int32, _ dtype: Int32, _ outer: Int, _ n: Int, _ inner: Int, _ x: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_recurrence") private func ck_recurrence(
  _ reverse: Int32, _ dtype: Int32, _ outer: Int, _ n: Int, _ inner: Int, _ a: UnsafeRawPointer,
  _ b: UnsafeRawPointer, _ y: UnsafeMutableRawPointer)
