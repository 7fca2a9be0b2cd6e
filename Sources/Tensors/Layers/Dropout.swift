extension Tensor {
  /// x / (1 − p) with the probability 1 − p, else x · 0, element by element (Srivastava et al., 2014).
  ///
  /// Which elements are left out is a function of the generator's seed and of how far it is. Nothing is kept for the way
  /// back: it is drawn again.
  package func dropout(
    _ p: Double, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    checkFloating("dropout", file, line)
    if !(p >= 0 && p <= 1) { fail("dropout: \(p) is not a probability", file: file, line: line) }
    if p == 0 { return self }
    return thinned(p, generator.seed, generator.take((elementCount + 3) / 4))
  }

  private func thinned(_ p: Double, _ seed: UInt64, _ offset: UInt64) -> Tensor {
    let x = contiguous()
    let y = Tensor(uninitialised: shape, dtype)
    ck_dropout(dtype.kernel, elementCount, seed, offset, p, x.pointer, y.pointer)
    return y.made(by: "NativeDropoutBackward0", from: x) { $0.pass(to: 0, $0.gradient.thinned(p, seed, offset)) }
  }
}

@_extern(c, "ck_dropout") private func ck_dropout(
  _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64, _ p: Double, _ x: UnsafeRawPointer,
  _ y: UnsafeMutableRawPointer)
