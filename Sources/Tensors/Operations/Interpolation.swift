extension Tensor {
  /// self + weight · (end − self), broadcasting; exactly `end` at weight 1.
  public func lerp(
    _ end: Tensor, _ weight: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b, _) = matched("lerp", floating(), end.floating(), file, line)
    let y = noGrad { weight < 0.5 ? a + (b - a) * weight : b - (b - a) * (1 - weight) }
    return y.made(by: "LerpBackward0", from: a, b) {
      $0.pass(to: 0, $0.gradient * (1 - weight))
      $0.pass(to: 1, $0.gradient * weight)
    }
  }

  /// self + weight · (end − self), broadcasting; exactly `end` at weight 1.
  public func lerp(
    _ end: Tensor, _ weight: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b, _) = matched("lerp", floating(), end.floating(), file, line)
    let w = weight.to(a.dtype)
    let y = noGrad {
      let difference = b - a
      return Tensor.where(w < 0.5, a + difference * w, b - difference * (1 - w), file: file, line: line)
    }
    return y.made(by: "LerpBackward1", from: [a, b, w], reads: .inputs) {
      $0.pass(to: 0, $0.gradient * (1 - $0[2]))
      $0.pass(to: 1, $0.gradient * $0[2])
      $0.pass(to: 2, $0.gradient * ($0[1] - $0[0]))
    }
  }

  /// self + value · a · b
  public func addcmul(
    _ a: Tensor, _ b: Tensor, value: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let product = a.mul(b, file: file, line: line)
    return add(value == 1 ? product : product * value, file: file, line: line)
  }

  /// self + value · a / b
  public func addcdiv(
    _ a: Tensor, _ b: Tensor, value: Double = 1, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let quotient = a.div(b, file: file, line: line)
    return add(value == 1 ? quotient : quotient * value, file: file, line: line)
  }
}
