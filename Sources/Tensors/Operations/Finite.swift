extension Tensor {
  /// Where the element is not a number.
  public func isnan() -> Tensor { detach() != detach() }
  /// Where the element is ∞ or −∞.
  public func isinf() -> Tensor { dtype.isFloatingPoint ? map(.abs, detach()) == .infinity : isnan() }
  /// Where the element is neither infinite nor NaN.
  public func isfinite() -> Tensor { dtype.isFloatingPoint ? map(.abs, detach()) < .infinity : !isnan() }

  /// x with other numbers in place of NaN, ∞ and −∞: by default 0 and the type's largest and smallest.
  public func nanToNum(nan: Double = 0, posinf: Double? = nil, neginf: Double? = nil) -> Tensor {
    if !dtype.isFloatingPoint { return clone() }
    let largest = dtype == .float32 ? Double(Float.greatestFiniteMagnitude) : Double.greatestFiniteMagnitude
    let x = contiguous()
    let y = Tensor(uninitialised: shape, dtype)
    ck_replace_nonfinite(
      dtype.kernel, elementCount, x.pointer, y.pointer, nan, posinf ?? largest, neginf ?? -largest)
    return y.made(by: "NanToNumBackward0", from: self, reads: .inputs) {
      $0.pass(to: 0, $0.gradient * $0[0].isfinite().to($0.gradient.dtype))
    }
  }
}

@_extern(c, "ck_replace_nonfinite") private func ck_replace_nonfinite(
  _ dtype: Int32, _ n: Int, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer, _ nan: Double, _ high: Double,
  _ low: Double)
