// Functions of one variable, element by element. Integers give single precision.
extension Tensor {
  /// e^x
  public func exp() -> Tensor {
    let x = floating()
    return map(.exp, x).made(by: "ExpBackward0", from: x, reads: .output) { $0.pass(to: 0, $0.gradient * $0.output) }
  }

  /// ln x
  public func log() -> Tensor {
    let x = floating()
    return map(.log, x).made(by: "LogBackward0", from: x, reads: .inputs) { $0.pass(to: 0, $0.gradient / $0[0]) }
  }

  /// √x
  public func sqrt() -> Tensor {
    let x = floating()
    return map(.sqrt, x).made(by: "SqrtBackward0", from: x, reads: .output) {
      $0.pass(to: 0, $0.gradient / ($0.output * 2))
    }
  }

  /// sin x
  public func sin() -> Tensor {
    let x = floating()
    return map(.sin, x).made(by: "SinBackward0", from: x, reads: .inputs) {
      $0.pass(to: 0, $0.gradient * $0[0].cos())
    }
  }

  /// cos x
  public func cos() -> Tensor {
    let x = floating()
    return map(.cos, x).made(by: "CosBackward0", from: x, reads: .inputs) {
      $0.pass(to: 0, -($0.gradient * $0[0].sin()))
    }
  }

  /// |x|; the gradient at 0 is 0.
  public func abs() -> Tensor {
    let x = counting()
    return map(.abs, x).made(by: "AbsBackward0", from: x, reads: .inputs) {
      $0.pass(to: 0, $0.gradient * $0[0].sign())
    }
  }

  /// x²
  public func square() -> Tensor {
    let x = counting()
    return map(.square, x).made(by: "PowBackward0", from: x, reads: .inputs) {
      $0.pass(to: 0, $0.gradient * $0[0] * 2)
    }
  }

  /// max(ln x, floor), whose gradient is 1/x as far as the floor and bounded beyond: PyTorch's logarithm in the binary
  /// cross-entropy.
  package func log(clampedAt floor: Double) -> Tensor {
    map(.logClamped, self, floor).made(by: "LogBackward0", from: self, reads: .inputs) {
      $0.pass(to: 0, $0.gradient / $0[0].clamp(min: 1e-12))
    }
  }
}
