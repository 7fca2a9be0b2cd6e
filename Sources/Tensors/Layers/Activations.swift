// Functions between layers. Each has a fused derivative for the common case, and one in differentiable operations for
// gradients of gradients.
extension Tensor {
  /// max(x, 0); the gradient at 0 is 0.
  public func relu() -> Tensor {
    map(.relu, self).made(by: "ReluBackward0", from: self, reads: .output) {
      $0.pass(to: 0, $0.gradient.masked(by: $0.output))
    }
  }

  /// self where `gate` is positive, else 0. The gate is straight, its derivative 0: nothing is passed to it.
  private func masked(by gate: Tensor) -> Tensor {
    combine(.reluGradient, self, gate, shape).made(by: "ThresholdBackward0", from: self, gate, reads: .inputs) {
      $0.pass(to: 0, $0.gradient.masked(by: $0[1]))
    }
  }

  /// x where it is positive, else slope · x.
  public func leakyRelu(_ negativeSlope: Double = 0.01) -> Tensor {
    pieces(.leakyRelu, "LeakyReluBackward0", negativeSlope, 0)
  }

  /// min(max(x, min), max); the gradient at the corners is 0.
  public func hardtanh(_ min: Double = -1, _ max: Double = 1) -> Tensor {
    pieces(.hardtanh, "HardtanhBackward0", min, max)
  }

  /// x where it is positive, else α (e^x − 1) (Clevert, Unterthiner and Hochreiter, 2015).
  public func elu(_ alpha: Double = 1) -> Tensor {
    curve(.elu, "EluBackward0", alpha, 0) {
      // Clamped, because an overflow that is not chosen would still spoil the gradient.
      Tensor.where($0 > 0, Tensor.onesLike($0), $0.clamp(max: 0).exp() * alpha)
    }
  }

  /// x Φ(x), with Φ the standard normal distribution's (Hendrycks and Gimpel, 2016).
  public func gelu() -> Tensor {
    curve(.gelu, "GeluBackward0") { $0.normalCDF() + $0 * ($0.square() * -0.5).exp() * normalDensityAtZero }
  }

  /// ½ x (1 + tanh(√(2/π) (x + 0.044715 x³))), which comes close to x Φ(x): PyTorch's `gelu(approximate="tanh")`.
  public func geluTanh() -> Tensor {
    curve(.geluTanh, "GeluBackward0") {
      let slope = 4 * normalDensityAtZero
      let square = $0.square()
      let s = ($0 * (square * 0.044715 + 1) * slope).sigmoid()
      return s + $0 * (s * (1 - s)) * ((square * 0.134145 + 1) * slope)
    }
  }

  /// x σ(x): the sigmoid linear unit, also called swish.
  public func silu() -> Tensor {
    curve(.silu, "SiluBackward0") {
      let s = $0.sigmoid()
      return s * (1 + $0 * (1 - s))
    }
  }

  /// ln(1 + e^(βx)) / β; x itself where βx is above the threshold.
  public func softplus(beta: Double = 1, threshold: Double = 20) -> Tensor {
    curve(.softplus, "SoftplusBackward0", beta, threshold) {
      Tensor.where($0 * beta > threshold, Tensor.onesLike($0), ($0 * beta).sigmoid())
    }
  }

  /// Φ(x), the standard normal distribution's.
  private func normalCDF() -> Tensor {
    curve(.normalCDF, "NdtrBackward0") { ($0.square() * -0.5).exp() * normalDensityAtZero }
  }

  /// 1 / (1 + e^−x)
  public func sigmoid() -> Tensor {
    let x = floating()
    return map(.sigmoid, x).made(by: "SigmoidBackward0", from: x, reads: .output) {
      let (g, y) = ($0.gradient, $0.output)
      $0.pass(to: 0, Recording.isOn ? g * y * (1 - y) : combine(.sigmoidGradient, g, y, y.shape))
    }
  }

  /// (e^x − e^−x) / (e^x + e^−x)
  public func tanh() -> Tensor {
    let x = floating()
    return map(.tanh, x).made(by: "TanhBackward0", from: x, reads: .output) {
      let (g, y) = ($0.gradient, $0.output)
      $0.pass(to: 0, Recording.isOn ? g * (1 - y * y) : combine(.tanhGradient, g, y, y.shape))
    }
  }

  /// A smooth function; `slope` is its derivative in differentiable operations.
  private func curve(
    _ f: ActivationKernel, _ name: StaticString, _ p: Double = 0, _ q: Double = 0,
    slope: @escaping (Tensor) -> Tensor
  ) -> Tensor {
    let x = floating()
    return activate(f, x, p, q).made(by: name, from: x, reads: .inputs) {
      let (g, x) = ($0.gradient, $0[0])
      $0.pass(to: 0, Recording.isOn ? g * slope(x) : activationGradient(f, g, x, p, q))
    }
  }

  /// A function made of straight pieces.
  private func pieces(_ f: ActivationKernel, _ name: StaticString, _ p: Double, _ q: Double) -> Tensor {
    let x = floating()
    return activate(f, x, p, q).made(by: name, from: x, reads: .inputs) {
      $0.pass(to: 0, $0.gradient.sloped(as: f, at: $0[0], p, q))
    }
  }

  /// g f′(x) of a function made of straight pieces: linear in g, and f″ is 0, so that nothing is passed to x.
  private func sloped(as f: ActivationKernel, at x: Tensor, _ p: Double, _ q: Double) -> Tensor {
    activationGradient(f, self, x, p, q).made(by: "PiecewiseBackwardBackward0", from: self, x, reads: .inputs) {
      $0.pass(to: 0, $0.gradient.sloped(as: f, at: $0[1], p, q))
    }
  }
}

/// 1/√(2π)
private let normalDensityAtZero = 0.39894228040143267794

/// A function between layers, in the order of `CKActivation`.
private enum ActivationKernel: Int32 {
  case leakyRelu, elu, gelu, geluTanh, silu, softplus, hardtanh, normalCDF
}

private func activate(_ f: ActivationKernel, _ x: Tensor, _ p: Double, _ q: Double) -> Tensor {
  let x = x.contiguous()
  let y = Tensor(uninitialised: x.shape, x.dtype)
  ck_activation(f.rawValue, x.dtype.kernel, x.elementCount, x.pointer, y.pointer, p, q)
  return y
}

private func activationGradient(_ f: ActivationKernel, _ g: Tensor, _ x: Tensor, _ p: Double, _ q: Double) -> Tensor {
  let g = g.contiguous()
  let x = x.contiguous()
  let d = Tensor(uninitialised: x.shape, x.dtype)
  ck_activation_gradient(f.rawValue, x.dtype.kernel, x.elementCount, g.pointer, x.pointer, d.pointer, p, q)
  return d
}

@_extern(c, "ck_activation") private func ck_activation(
  _ f: Int32, _ dtype: Int32, _ n: Int, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer, _ p: Double, _ q: Double)
@_extern(c, "ck_activation_gradient") private func ck_activation_gradient(
  _ f: Int32, _ dtype: Int32, _ n: Int, _ g: UnsafeRawPointer, _ x: UnsafeRawPointer, _ d: UnsafeMutableRawPointer,
  _ p: Double, _ q: Double)
