/// A loss that compares elements with their targets one by one: forward in one pass, and backward in another.
package enum ElementLoss {
  /// (x − t)²
  case squaredError
  /// |x − t|
  case absoluteError
  /// ½ (x − t)² where |x − t| ≤ delta, and from there a straight line (Huber, 1964).
  case huber(delta: Double)
  /// −t ln x − (1 − t) ln(1 − x), with logarithms kept above −100. Not a number outside 0...1.
  case binaryCrossEntropy
  /// The cross-entropy of the probability 1 / (1 + e^−x): max(x, 0) − x t + ln(1 + e^−|x|), which never overflows.
  case logistic

  /// Each element's loss.
  package func callAsFunction(_ x: Tensor, _ t: Tensor) -> Tensor {
    let (x, t) = (x.contiguous(), t.contiguous())
    let y = Tensor(uninitialised: x.shape, x.dtype)
    ck_loss(kernel, x.dtype.kernel, x.elementCount, x.pointer, t.pointer, parameter, y.pointer)
    return recorded(y, x, t, scale: 1)
  }

  /// scale · Σ of the elements' losses.
  package func sum(_ x: Tensor, _ t: Tensor, scale: Double) -> Tensor {
    let (x, t) = (x.contiguous(), t.contiguous())
    let total = ck_loss_sum(kernel, x.dtype.kernel, x.elementCount, x.pointer, t.pointer, parameter)
    return recorded(Tensor.full([], scale * total, dtype: x.dtype), x, t, scale: scale)
  }

  private func recorded(_ y: Tensor, _ x: Tensor, _ t: Tensor, scale: Double) -> Tensor {
    y.made(by: name, from: x, t, reads: .inputs) {
      let (g, x, t) = ($0.gradient, $0[0], $0[1])
      $0.pass(to: 0, Recording.isOn ? g * slope(x, t) * scale : fusedSlope(x, t, g, scale))
      $0.pass(to: 1, g * targetSlope(x, t) * scale)
    }
  }

  /// The derivative with respect to x.
  private func slope(_ x: Tensor, _ t: Tensor) -> Tensor {
    switch self {
    case .squaredError: (x - t) * 2
    case .absoluteError: (x - t).sign()
    case .huber(let delta): (x - t).clamp(-delta, delta)
    case .binaryCrossEntropy: (x - t) / ((1 - x) * x).clamp(min: 1e-12)
    case .logistic: x.sigmoid() - t
    }
  }

  /// The derivative with respect to t.
  private func targetSlope(_ x: Tensor, _ t: Tensor) -> Tensor {
    switch self {
    case .squaredError, .absoluteError, .huber: -slope(x, t)
    case .binaryCrossEntropy: (1 - x).log(clampedAt: -100) - x.log(clampedAt: -100)
    case .logistic: -x
    }
  }

  private func fusedSlope(_ x: Tensor, _ t: Tensor, _ g: Tensor, _ scale: Double) -> Tensor {
    let y = Tensor(uninitialised: x.shape, x.dtype)
    let g = g.contiguous()
    ck_loss_slope(
      kernel, x.dtype.kernel, x.elementCount, x.pointer, t.pointer, parameter, g.pointer, g.shape == x.shape ? 1 : 0,
      scale, y.pointer)
    return y
  }

  /// In the order of `CKLoss`.
  private var kernel: Int32 {
    switch self {
    case .squaredError: 0
    case .absoluteError: 1
    case .huber: 2
    case .binaryCrossEntropy: 3
    case .logistic: 4
    }
  }

  private var parameter: Double { if case .huber(let delta) = self { delta } else { 0 } }

  private var name: StaticString {
    switch self {
    case .squaredError: "MseLossBackward0"
    case .absoluteError: "L1LossBackward0"
    case .huber: "HuberLossBackward0"
    case .binaryCrossEntropy: "BinaryCrossEntropyBackward0"
    case .logistic: "BinaryCrossEntropyWithLogitsBackward0"
    }
  }
}

@_extern(c, "ck_loss") private func ck_loss(
  _ loss: Int32, _ dtype: Int32, _ n: Int, _ x: UnsafeRawPointer, _ t: UnsafeRawPointer, _ p: Double,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_loss_sum") private func ck_loss_sum(
  _ loss: Int32, _ dtype: Int32, _ n: Int, _ x: UnsafeRawPointer, _ t: UnsafeRawPointer, _ p: Double
) -> Double
@_extern(c, "ck_loss_slope") private func ck_loss_slope(
  _ loss: Int32, _ dtype: Int32, _ n: Int, _ x: UnsafeRawPointer, _ t: UnsafeRawPointer, _ p: Double,
  _ g: UnsafeRawPointer, _ gStride: Int, _ scale: Double, _ y: UnsafeMutableRawPointer)
