// Each has a fused derivative for the common case and one in differentiable operations for gradients of gradients.
extension Tensor {
  /// max(x, 0); the gradient at 0 is 0.
  public func relu() -> Tensor {
    map(.relu, self).made(by: "ReluBackward0", from: self, reads: .output) {
      $0.pass(to: 0, $0.gradient.masked(by: $0.output))
    }
  }

  /// self where `gate` is positive, else 0.
  private func masked(by gate: Tensor) -> Tensor {
    combine(.reluGradient, self, gate, shape).made(by: "ThresholdBackward0", from: self, gate, reads: .inputs) {
      $0.pass(to: 0, $0.gradient.masked(by: $0[1]))
      $0.pass(to: 1, Tensor.zerosLike($0[1]))
    }
  }

  /// x where it is positive, else slope · x.
  public func leakyRelu(_ negativeSlope: Double = 0.01) -> Tensor {
    map(.leakyRelu, self, negativeSlope).made(by: "LeakyReluBackward0", from: self, reads: .inputs) {
      let positive = ($0[0] > 0).to($0[0].dtype)
      $0.pass(to: 0, $0.gradient * (positive * (1 - negativeSlope) + negativeSlope))
    }
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
}
