// Operators cannot take the caller's file and line, so each stands on a named function that can: PyTorch's.

extension Tensor {
  /// a + b, broadcasting. Traps where the shapes do not match.
  public static func + (a: Tensor, b: Tensor) -> Tensor { a.plus(b, "+", "", 0) }
  /// a − b, broadcasting. Traps where the shapes do not match.
  public static func - (a: Tensor, b: Tensor) -> Tensor { a.minus(b, "-", "", 0) }
  /// a · b, element by element, broadcasting. Traps where the shapes do not match.
  public static func * (a: Tensor, b: Tensor) -> Tensor { a.times(b, "*", "", 0) }
  /// a / b, broadcasting; integers give floating point. Traps where the shapes do not match.
  public static func / (a: Tensor, b: Tensor) -> Tensor { a.over(b, "/", "", 0) }

  /// self + other
  public func add(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    plus(other, "add", file, line)
  }
  /// self − other
  public func sub(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    minus(other, "sub", file, line)
  }
  /// self · other
  public func mul(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    times(other, "mul", file, line)
  }
  /// self / other
  public func div(_ other: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    over(other, "div", file, line)
  }

  private func plus(_ other: Tensor, _ name: StaticString, _ file: StaticString, _ line: UInt) -> Tensor {
    let (a, b, shape) = matched(name, counting(), other.counting(), file, line)
    return combine(.add, a, b, shape).made(by: "AddBackward0", from: a, b) {
      $0.pass(to: 0, $0.gradient)
      $0.pass(to: 1, $0.gradient)
    }
  }

  private func minus(_ other: Tensor, _ name: StaticString, _ file: StaticString, _ line: UInt) -> Tensor {
    let (a, b, shape) = matched(name, counting(), other.counting(), file, line)
    return combine(.subtract, a, b, shape).made(by: "SubBackward0", from: a, b) {
      $0.pass(to: 0, $0.gradient)
      $0.pass(to: 1, -$0.gradient)
    }
  }

  private func times(_ other: Tensor, _ name: StaticString, _ file: StaticString, _ line: UInt) -> Tensor {
    let (a, b, shape) = matched(name, counting(), other.counting(), file, line)
    return combine(.multiply, a, b, shape).made(by: "MulBackward0", from: a, b, reads: .factors(a, b)) {
      $0.pass(to: 0, $0.gradient * $0[1])
      $0.pass(to: 1, $0.gradient * $0[0])
    }
  }

  private func over(_ other: Tensor, _ name: StaticString, _ file: StaticString, _ line: UInt) -> Tensor {
    let (a, b, shape) = matched(name, floating(), other.floating(), file, line)
    return combine(.divide, a, b, shape).made(
      by: "DivBackward0", from: a, b, reads: b.requiresGrad ? [.input(1), .output] : .input(1)
    ) {
      $0.pass(to: 0, $0.gradient / $0[1])
      $0.pass(to: 1, -($0.gradient * $0.output / $0[1]))
    }
  }
}

extension Node.Values {
  /// Of two factors those that the other's gradient needs.
  @inline(__always)
  static func factors(_ a: Tensor, _ b: Tensor) -> Node.Values {
    (a.requiresGrad ? Node.Values.input(1) : []).union(b.requiresGrad ? .input(0) : [])
  }
}

// With a number the tensor keeps its type, except that integers become floating point where the number has a fraction.
extension Tensor {
  /// −x
  public static prefix func - (x: Tensor) -> Tensor {
    map(.negate, x.counting()).made(by: "NegBackward0", from: x) { $0.pass(to: 0, -$0.gradient) }
  }

  public static func + (a: Tensor, b: Double) -> Tensor { a.affine(1, b, "AddBackward0") }
  public static func + (a: Double, b: Tensor) -> Tensor { b.affine(1, a, "AddBackward0") }
  public static func - (a: Tensor, b: Double) -> Tensor { a.affine(1, -b, "SubBackward0") }
  public static func - (a: Double, b: Tensor) -> Tensor { b.affine(-1, a, "RsubBackward1") }
  public static func * (a: Tensor, b: Double) -> Tensor { a.affine(b, 0, "MulBackward0") }
  public static func * (a: Double, b: Tensor) -> Tensor { b.affine(a, 0, "MulBackward0") }

  public static func / (a: Tensor, b: Double) -> Tensor {
    map(.divideBy, a.floating(), b).made(by: "DivBackward0", from: a) { $0.pass(to: 0, $0.gradient / b) }
  }

  public static func / (a: Double, b: Tensor) -> Tensor { a * b.reciprocal() }

  /// scale · self + shift
  private func affine(_ scale: Double, _ shift: Double, _ name: StaticString) -> Tensor {
    var x = counting()
    if !x.dtype.isFloatingPoint && (scale.rounded() != scale || shift.rounded() != shift) { x = x.to(.float32) }
    return map(.affine, x, scale, shift).made(by: name, from: x) { $0.pass(to: 0, $0.gradient * scale) }
  }

  /// 1 / self
  public func reciprocal() -> Tensor {
    let x = floating()
    return map(.reciprocal, x).made(by: "ReciprocalBackward0", from: x, reads: .output) {
      $0.pass(to: 0, -($0.gradient * $0.output * $0.output))
    }
  }
}

// For variables of type Float; literals are Double, and these cost the type checker nothing.
extension Tensor {
  @_disfavoredOverload public static func + (a: Tensor, b: Float) -> Tensor { a + Double(b) }
  @_disfavoredOverload public static func + (a: Float, b: Tensor) -> Tensor { Double(a) + b }
  @_disfavoredOverload public static func - (a: Tensor, b: Float) -> Tensor { a - Double(b) }
  @_disfavoredOverload public static func - (a: Float, b: Tensor) -> Tensor { Double(a) - b }
  @_disfavoredOverload public static func * (a: Tensor, b: Float) -> Tensor { a * Double(b) }
  @_disfavoredOverload public static func * (a: Float, b: Tensor) -> Tensor { Double(a) * b }
  @_disfavoredOverload public static func / (a: Tensor, b: Float) -> Tensor { a / Double(b) }
  @_disfavoredOverload public static func / (a: Float, b: Tensor) -> Tensor { Double(a) / b }
}
