// Integers stay as they are. The gradient is 0 everywhere.
extension Tensor {
  /// The largest whole number not above x.
  public func floor() -> Tensor { rounded("FloorBackward0") { map(.floor, $0) } }
  /// The smallest whole number not below x.
  public func ceil() -> Tensor { rounded("CeilBackward0") { map(.ceil, $0) } }
  /// The whole number next to x on the side of 0.
  public func trunc() -> Tensor { rounded("TruncBackward0") { map(.trunc, $0) } }
  /// What x has beyond ``trunc()``.
  public func frac() -> Tensor { self - trunc() }

  /// The nearest whole number, or multiple of 10^−decimals; halves go to the even one.
  public func round(decimals: Int = 0) -> Tensor {
    rounded("RoundBackward0") { decimals == 0 ? map(.round, $0) : map(.roundDecimals, $0, Double(decimals)) }
  }

  /// −1, 0 or 1, by the sign.
  public func sign() -> Tensor {
    let x = counting()
    return map(.sign, x).made(by: "SignBackward0", from: x) { $0.pass(to: 0, Tensor.zerosLike($0.gradient)) }
  }

  private func rounded(_ name: StaticString, _ rounding: (Tensor) -> Tensor) -> Tensor {
    let x = counting()
    let y = dtype.isFloatingPoint ? rounding(x) : x.clone()
    return y.made(by: name, from: x) { $0.pass(to: 0, Tensor.zerosLike($0.gradient)) }
  }
}
