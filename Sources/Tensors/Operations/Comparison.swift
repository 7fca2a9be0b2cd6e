// Comparisons give tensors of truth values, broadcasting; `==` too, so tensors are not Equatable: `===` is identity, and
// ``equal(_:)`` compares whole tensors. No gradient.
extension Tensor {
  public static func == (a: Tensor, b: Tensor) -> Tensor { compare(.equal, "==", a, b) }
  public static func != (a: Tensor, b: Tensor) -> Tensor { compare(.notEqual, "!=", a, b) }
  public static func < (a: Tensor, b: Tensor) -> Tensor { compare(.less, "<", a, b) }
  public static func <= (a: Tensor, b: Tensor) -> Tensor { compare(.lessEqual, "<=", a, b) }
  public static func > (a: Tensor, b: Tensor) -> Tensor { compare(.greater, ">", a, b) }
  public static func >= (a: Tensor, b: Tensor) -> Tensor { compare(.greaterEqual, ">=", a, b) }

  public static func == (a: Tensor, b: Double) -> Tensor { compare(.equal, "==", a, a.number(b)) }
  public static func != (a: Tensor, b: Double) -> Tensor { compare(.notEqual, "!=", a, a.number(b)) }
  public static func < (a: Tensor, b: Double) -> Tensor { compare(.less, "<", a, a.number(b)) }
  public static func <= (a: Tensor, b: Double) -> Tensor { compare(.lessEqual, "<=", a, a.number(b)) }
  public static func > (a: Tensor, b: Double) -> Tensor { compare(.greater, ">", a, a.number(b)) }
  public static func >= (a: Tensor, b: Double) -> Tensor { compare(.greaterEqual, ">=", a, a.number(b)) }

  /// Where both are true. Traps unless both are of truth values.
  public static func & (a: Tensor, b: Tensor) -> Tensor { logical(.and, "&", a, b) }
  /// Where either is true. Traps unless both are of truth values.
  public static func | (a: Tensor, b: Tensor) -> Tensor { logical(.or, "|", a, b) }
  /// Where exactly one is true. Traps unless both are of truth values.
  public static func ^ (a: Tensor, b: Tensor) -> Tensor { logical(.xor, "^", a, b) }
  /// Where x is false (or 0).
  public static prefix func ! (x: Tensor) -> Tensor { x == 0 }

  /// Whether both have the same shape and the same elements.
  public func equal(_ other: Tensor) -> Bool { shape == other.shape && (self == other).all() }

  /// Whether both have the same shape, and |self − other| ≤ atol + rtol · |other| everywhere.
  public func allclose(_ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8) -> Bool {
    noGrad { shape == other.shape && ((self - other).abs() <= other.abs() * rtol + atol).all() }
  }

  private static func compare(_ op: BinaryKernel, _ name: StaticString, _ a: Tensor, _ b: Tensor) -> Tensor {
    let (a, b, shape) = matched(name, a, b, "", 0)
    return combine(op, a, b, shape)
  }

  private static func logical(_ op: BinaryKernel, _ name: StaticString, _ a: Tensor, _ b: Tensor) -> Tensor {
    if a.dtype != .bool || b.dtype != .bool {
      fail("\(name): needs tensors of truth values, not \(a.dtype) and \(b.dtype)", file: "", line: 0)
    }
    return compare(op, name, a, b)
  }

  /// A number to compare with: of this tensor's type where that can hold it.
  private func number(_ value: Double) -> Tensor {
    let dtype = self.dtype.isFloatingPoint ? self.dtype : value.rounded() == value ? .int64 : .float32
    return Tensor.full([], value, dtype: dtype)
  }
}
