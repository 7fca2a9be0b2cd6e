extension Tensor {
  /// a where the condition holds, else b; all three broadcast. Traps unless the condition is of truth values.
  public static func `where`(
    _ condition: Tensor, _ a: Tensor, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if condition.dtype != .bool {
      fail("where: the condition must be of truth values, not \(condition.dtype)", file: file, line: line)
    }
    let (x, y, both) = matched("where", a, b, file, line)
    let shape = broadcastShape("where", condition.shape, both, file, line)
    let condition = condition.expand(shape).contiguous()
    let left = x.detach().expand(shape).contiguous()
    let right = y.detach().expand(shape).contiguous()
    let result = Tensor(uninitialised: shape, x.dtype)
    ck_where(
      x.dtype.kernel, result.elementCount, condition.pointer, left.pointer,
      right.pointer, result.pointer)
    return result.made(by: "WhereBackward0", from: [x, y, condition], reads: .input(2)) {
      let zero = Tensor.zeros([], dtype: $0.gradient.dtype)
      $0.pass(to: 0, Tensor.where($0[2], $0.gradient, zero))
      $0.pass(to: 1, Tensor.where($0[2], zero, $0.gradient))
    }
  }

  /// a where the condition holds, else the number.
  public static func `where`(
    _ condition: Tensor, _ a: Tensor, _ b: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { `where`(condition, a, a.operand(b), file: file, line: line) }

  /// The number where the condition holds, else b.
  public static func `where`(
    _ condition: Tensor, _ a: Double, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { `where`(condition, b.operand(a), b, file: file, line: line) }

  /// This tensor with `value` where the mask holds, broadcasting. Traps unless the mask is of truth values, and where an
  /// integer tensor can't hold the value.
  public func maskedFill(
    _ mask: Tensor, _ value: Double, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if !dtype.isFloatingPoint && value.rounded() != value || dtype == .int64 && Swift.abs(value) >= 0x1p63 {
      fail("maskedFill: a tensor of \(dtype) cannot hold \(value)", file: file, line: line)
    }
    let y = Tensor.where(mask, Tensor.full([], value, dtype: dtype), detach(), file: file, line: line)
    return y.made(by: "MaskedFillBackward0", from: self, mask, reads: .input(1)) {
      $0.pass(to: 0, $0.gradient.maskedFill($0[1], 0))
    }
  }

  /// The larger of each two elements, broadcasting; equals share the gradient.
  public static func maximum(
    _ a: Tensor, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b, shape) = matched("maximum", a.counting(), b.counting(), file, line)
    return combine(.maximum, a, b, shape).made(by: "MaximumBackward0", from: a, b, reads: .inputs) {
      let share = winning($0[0], $0[1], $0.gradient.dtype)
      $0.pass(to: 0, $0.gradient * share)
      $0.pass(to: 1, $0.gradient * (1 - share))
    }
  }

  /// The smaller of each two elements, broadcasting; equals share the gradient.
  public static func minimum(
    _ a: Tensor, _ b: Tensor, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (a, b, shape) = matched("minimum", a.counting(), b.counting(), file, line)
    return combine(.minimum, a, b, shape).made(by: "MinimumBackward0", from: a, b, reads: .inputs) {
      let share = winning($0[1], $0[0], $0.gradient.dtype)
      $0.pass(to: 0, $0.gradient * share)
      $0.pass(to: 1, $0.gradient * (1 - share))
    }
  }

  /// 1 where a > b, ½ where they are equal, else 0.
  private static func winning(_ a: Tensor, _ b: Tensor, _ dtype: DType) -> Tensor {
    ((a > b).to(dtype) + (a >= b).to(dtype)) * 0.5
  }

  /// min(max(x, min), max); the gradient outside is 0.
  public func clamp(min: Double = -.infinity, max: Double = .infinity) -> Tensor {
    var x = counting()
    // A bound with a fraction makes integers floating-point.
    for bound in [min, max] where bound.isFinite && bound.rounded() != bound { x = x.floating() }
    return Tensors.map(.clamp, x, Swift.min(min, max), max).made(by: "ClampBackward1", from: x, reads: .inputs) {
      $0.pass(to: 0, $0.gradient * (($0[0] >= min) & ($0[0] <= max)).to($0.gradient.dtype))
    }
  }

  /// min(max(x, min), max)
  public func clamp(_ min: Double, _ max: Double) -> Tensor { clamp(min: min, max: max) }

  /// min(max(x, min), max), broadcasting; at a bound the gradient is shared with it.
  public func clamp(
    min: Tensor? = nil, max: Tensor? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    var x = self
    if let min { x = Tensor.maximum(x, min, file: file, line: line) }
    if let max { x = Tensor.minimum(x, max, file: file, line: line) }
    return x
  }
}
