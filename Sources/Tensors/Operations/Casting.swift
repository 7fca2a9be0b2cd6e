extension Tensor {
  /// The elements in another type; this tensor itself where it has that type already.
  ///
  /// Gradients flow between floating-point types. Towards integers fractions are dropped; towards bool all but 0 is true.
  public func to(_ dtype: DType) -> Tensor {
    if dtype == self.dtype { return self }
    let x = contiguous()
    let y = Tensor(uninitialised: shape, dtype)
    ck_convert(self.dtype.kernel, dtype.kernel, elementCount, x.pointer, y.pointer)
    guard dtype.isFloatingPoint else { return y }
    return y.made(by: "ToCopyBackward0", from: self) { $0.pass(to: 0, $0.gradient) }
  }

  /// Single precision.
  public func float() -> Tensor { to(.float32) }
  /// Double precision.
  public func double() -> Tensor { to(.float64) }
  /// Integers.
  public func long() -> Tensor { to(.int64) }
  /// Truth values.
  public func bool() -> Tensor { to(.bool) }

  /// This tensor where it is floating-point already, else in single precision.
  func floating() -> Tensor { dtype.isFloatingPoint ? self : to(.float32) }

  /// This tensor if it is not of truth values, else as 0 and 1.
  func counting() -> Tensor { dtype == .bool ? to(.int64) : self }

  /// This tensor if its elements lie one after the other, else a copy of which that is true.
  public func contiguous() -> Tensor { isContiguous ? self : clone() }

  /// A copy with storage of its own. Gradients flow through.
  public func clone() -> Tensor {
    let y = Tensor(uninitialised: shape, dtype)
    y.overwrite(with: self)
    return y.made(by: "CloneBackward0", from: self) { $0.pass(to: 0, $0.gradient) }
  }
}
