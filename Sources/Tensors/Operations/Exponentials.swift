import Glibc

extension Tensor {
  /// log₂ x
  public func log2() -> Tensor {
    special(.log2, "Log2Backward0", reads: .inputs) { x, _ in 1 / (x * M_LN2) }
  }

  /// log₁₀ x
  public func log10() -> Tensor {
    special(.log10, "Log10Backward0", reads: .inputs) { x, _ in 1 / (x * M_LN10) }
  }

  /// ln(1 + x), exact where x is small
  public func log1p() -> Tensor {
    special(.log1p, "Log1PBackward0", reads: .inputs) { x, _ in 1 / (x + 1) }
  }

  /// 2^x
  public func exp2() -> Tensor {
    special(.exp2, "Exp2Backward0", reads: .output) { _, y in y * M_LN2 }
  }

  /// e^x − 1, exact where x is small
  public func expm1() -> Tensor {
    special(.expm1, "Expm1Backward0", reads: .output) { _, y in y + 1 }
  }

  /// 1 / √x
  public func rsqrt() -> Tensor {
    special(.rsqrt, "RsqrtBackward0", reads: .output) { _, y in y * y * y * -0.5 }
  }

  /// ln(e^a + e^b) without overflow, broadcasting.
  public static func logaddexp(
    _ a: Tensor, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b, shape) = matched("logaddexp", a.floating(), b.floating(), file, line)
    let y = noGrad {
      // ∞ − ∞ is NaN: equal infinities are the sum themselves.
      Tensor.where((a == b) & (a.abs() == .infinity), a, maximum(a, b) + (0 - (a - b).abs()).exp().log1p())
    }
    return y.expand(shape).made(by: "LogaddexpBackward0", from: a, b, reads: [.inputs, .output]) {
      let y = $0.output.maskedFill($0.output == -.infinity, 0)
      $0.pass(to: 0, $0.gradient * ($0[0] - y).exp())
      $0.pass(to: 1, $0.gradient * ($0[1] - y).exp())
    }
  }

  /// x ln y, and 0 where x is 0, broadcasting: what entropies are made of.
  public static func xlogy(_ x: Tensor, _ y: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let (x, y, _) = matched("xlogy", x.floating(), y.floating(), file, line)
    // The slope with respect to x stays ln y at 0, where that is a number.
    let z = y.detach()
    let isZero = (x.detach() == 0) & ((z <= 0) | (z == .infinity))
    return x * Tensor.where(isZero, Tensor.onesLike(y), y).log()
  }
  /// x ln(1 + y), and 0 where x is 0, broadcasting
  public static func xlog1py(_ x: Tensor, _ y: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let (x, y, _) = matched("xlog1py", x.floating(), y.floating(), file, line)
    let z = y.detach()
    let isZero = (x.detach() == 0) & ((z <= -1) | (z == .infinity))
    return x * Tensor.where(isZero, Tensor.zerosLike(y), y).log1p()
  }
}
