// Angles are in radians.
extension Tensor {
  /// tan x
  public func tan() -> Tensor { special(.tan, "TanBackward0", reads: .output) { _, y in y.square() + 1 } }

  /// arcsin x; NaN outside [−1, 1]
  public func asin() -> Tensor {
    special(.asin, "AsinBackward0", reads: .inputs) { x, _ in (1 - x.square()).rsqrt() }
  }

  /// arccos x; NaN outside [−1, 1]
  public func acos() -> Tensor {
    special(.acos, "AcosBackward0", reads: .inputs) { x, _ in -(1 - x.square()).rsqrt() }
  }

  /// arctan x
  public func atan() -> Tensor {
    special(.atan, "AtanBackward0", reads: .inputs) { x, _ in 1 / (x.square() + 1) }
  }

  /// (e^x − e^−x) / 2
  public func sinh() -> Tensor { special(.sinh, "SinhBackward0", reads: .inputs) { x, _ in x.cosh() } }

  /// (e^x + e^−x) / 2
  public func cosh() -> Tensor { special(.cosh, "CoshBackward0", reads: .inputs) { x, _ in x.sinh() } }

  /// The inverse of sinh
  public func asinh() -> Tensor {
    special(.asinh, "AsinhBackward0", reads: .inputs) { x, _ in (x.square() + 1).rsqrt() }
  }

  /// The inverse of cosh; NaN below 1
  public func acosh() -> Tensor {
    special(.acosh, "AcoshBackward0", reads: .inputs) { x, _ in (x.square() - 1).rsqrt() }
  }

  /// The inverse of tanh; NaN outside [−1, 1]
  public func atanh() -> Tensor {
    special(.atanh, "AtanhBackward0", reads: .inputs) { x, _ in 1 / (1 - x.square()) }
  }

  /// The angle of the point (x, self), in [−π, π], broadcasting.
  public func atan2(_ x: Tensor, file: StaticString = #fileID, line: UInt = #line) -> Tensor {
    let (a, b, shape) = matched("atan2", floating(), x.floating(), file, line)
    return combine(.atan2, a, b, shape)!.made(by: "Atan2Backward0", from: a, b, reads: .inputs) {
      let (y, x) = ($0[0], $0[1])
      let slope = $0.gradient / (x.square() + y.square())
      $0.pass(to: 0, slope * x)
      $0.pass(to: 1, -(slope * y))
    }
  }
}
