/// How a quotient becomes a whole number.
public enum RoundingMode: Sendable {
  /// Towards −∞, as Python's `//`.
  case floor
  /// Towards 0, as Swift's `/` of integers.
  case trunc
}

// Division of whole numbers, or by whole numbers, broadcasting. Integers stay integers, and trap where they are divided by 0.
extension Tensor {
  /// self − other ⌊self / other⌋: what is left of a division, with the divisor's sign.
  public static func % (a: Tensor, b: Tensor) -> Tensor { a.remainder(b, "%", "", 0) }
  /// self − other ⌊self / other⌋: what is left of a division, with the divisor's sign.
  public static func % (a: Tensor, b: Double) -> Tensor { a.remainder(a.operand(b), "%", "", 0) }

  /// self − other ⌊self / other⌋: what is left of a division, with the divisor's sign.
  public func remainder(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    remainder(other, "remainder", file, line)
  }

  /// self − other ⌊self / other⌋: what is left of a division, with the divisor's sign.
  public func remainder(_ other: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    remainder(operand(other), "remainder", file, line)
  }

  /// What is left of a division towards 0, with this tensor's sign.
  public func fmod(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    divided(.fmod, "fmod", other, "FmodBackward0", .trunc, file, line)
  }

  /// What is left of a division towards 0, with this tensor's sign.
  public func fmod(_ other: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    fmod(operand(other), file: file, line: line)
  }

  /// ⌊self / other⌋
  public func floorDivide(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    divided(.floorDivide, "floorDivide", other, "DivBackward1", nil, file, line)
  }

  /// ⌊self / other⌋
  public func floorDivide(_ other: Double, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    floorDivide(operand(other), file: file, line: line)
  }

  /// self / other, rounded to a whole number.
  public func div(
    _ other: Tensor, roundingMode: RoundingMode, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    divided(
      roundingMode == .floor ? .floorDivide : .truncDivide, "div", other, "DivBackward1", nil, file, line)
  }

  private func remainder(
    _ other: Tensor, _ operation: StaticString, _ file: StaticString, _ line: UInt
  ) -> Tensor { divided(.remainder, operation, other, "RemainderBackward0", .floor, file, line) }

  /// With a rounding, what is left of the division: ∂/∂other is the quotient with a minus. Without, the quotient, which has
  /// no slope.
  private func divided(
    _ op: SpecialBinaryKernel, _ operation: StaticString, _ other: Tensor, _ name: StaticString,
    _ rounding: RoundingMode?, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    let (a, b, shape) = matched(operation, counting(), other.counting(), file, line)
    guard let y = combine(op, a, b, shape) else {
      fail("\(operation): an integer cannot be divided by 0", file: file, line: line)
    }
    return y.made(by: name, from: a, b, reads: .inputs) {
      guard let rounding else {
        $0.pass(to: 0, Tensor.zerosLike($0.gradient))
        $0.pass(to: 1, Tensor.zerosLike($0.gradient))
        return
      }
      $0.pass(to: 0, $0.gradient)
      $0.pass(to: 1, -($0.gradient * $0[0].detach().div($0[1].detach(), roundingMode: rounding)))
    }
  }

  /// A number as an operand: of this tensor's type where that can hold it.
  func operand(_ value: Double) -> Tensor {
    let dtype = self.dtype.isFloatingPoint ? self.dtype : value.rounded() == value ? .int64 : .float32
    return Tensor.full([], value, dtype: dtype)
  }
}
