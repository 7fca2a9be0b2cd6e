// Comparisons give tensors of truth values, broadcasting; `==` too, so tensors are not Equatable: `===` is identity, and
// ``equal(_:)`` compares whole tensors. No gradient.
extension Tensor {
  public static func == (a: Tensor, b: Tensor) -> Tensor { compare(.equal, "==", a, b) }
  public static func != (a: Tensor, b: Tensor) -> Tensor { compare(.notEqual, "!=", a, b) }
  public static func < (a: Tensor, b: Tensor) -> Tensor { compare(.less, "<", a, b) }
  public static func <= (a: Tensor, b: Tensor) -> Tensor { compare(.lessEqual, "<=", a, b) }
  public static func > (a: Tensor, b: Tensor) -> Tensor { compare(.greater, ">", a, b) }
  public static func >= (a: Tensor, b: Tensor) -> Tensor { compare(.greaterEqual, ">=", a, b) }

  public static func == (a: Tensor, b: Double) -> Tensor { compare(.equal, "==", a, a.operand(b)) }
  public static func != (a: Tensor, b: Double) -> Tensor { compare(.notEqual, "!=", a, a.operand(b)) }
  public static func < (a: Tensor, b: Double) -> Tensor { compare(.less, "<", a, a.operand(b)) }
  public static func <= (a: Tensor, b: Double) -> Tensor { compare(.lessEqual, "<=", a, a.operand(b)) }
  public static func > (a: Tensor, b: Double) -> Tensor { compare(.greater, ">", a, a.operand(b)) }
  public static func >= (a: Tensor, b: Double) -> Tensor { compare(.greaterEqual, ">=", a, a.operand(b)) }

  /// Where both are true. Traps unless both are of truth values.
  public static func & (a: Tensor, b: Tensor) -> Tensor { logical(.and, "&", a, b) }
  /// Where either is true. Traps unless both are of truth values.
  public static func | (a: Tensor, b: Tensor) -> Tensor { logical(.or, "|", a, b) }
  /// Where exactly one is true. Traps unless both are of truth values.
  public static func ^ (a: Tensor, b: Tensor) -> Tensor { logical(.xor, "^", a, b) }
  /// Where x is false (or 0).
  public static prefix func ! (x: Tensor) -> Tensor { x == 0 }

  /// Where both are true (or not 0), broadcasting.
  public func logicalAnd(_ other: Tensor) -> Tensor { bool() & other.bool() }
  /// Where either is true (or not 0), broadcasting.
  public func logicalOr(_ other: Tensor) -> Tensor { bool() | other.bool() }
  /// Where exactly one is true (or not 0), broadcasting.
  public func logicalXor(_ other: Tensor) -> Tensor { bool() ^ other.bool() }
  /// Where x is false (or 0).
  public func logicalNot() -> Tensor { !self }

  /// Whether both have the same shape and the same elements; NaN equals nothing.
  public func equal(_ other: Tensor) -> Bool { shape == other.shape && (self == other).all() }

  /// Where |self − other| ≤ atol + rtol · |other|, or both are the same infinity, or, with `equalNan`, both NaN; broadcasting.
  public func isclose(
    _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNan: Bool = false
  ) -> Tensor {
    noGrad {
      let near = ((self - other).abs() <= other.abs() * rtol + atol) & other.isfinite() | (self == other)
      return equalNan ? near | (isnan() & other.isnan()) : near
    }
  }

  /// Whether both have the same shape, and |self − other| ≤ atol + rtol · |other| everywhere, as ``isclose(_:rtol:atol:equalNan:)`` says.
  public func allclose(
    _ other: Tensor, rtol: Double = 1e-5, atol: Double = 1e-8, equalNan: Bool = false
  ) -> Bool { shape == other.shape && isclose(other, rtol: rtol, atol: atol, equalNan: equalNan).all() }

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
}
