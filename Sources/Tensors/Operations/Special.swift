// The kernels of functions.h. They run over contiguous memory, and are not as fast as those of the everyday functions.

/// A function of one number, in the order of `CKSpecial`.
enum SpecialKernel: Int32 {
  case log2, log10, log1p, exp2, expm1, rsqrt, tan, asin, acos, atan, sinh, cosh, asinh, acosh, atanh,
    erf, erfc, erfinv, lgamma, digamma, polygamma, ndtr, logNdtr, ndtri, ndtriExp, ceil, trunc, roundDecimals
}

/// A function of two numbers, in the order of `CKSpecialBinary`.
enum SpecialBinaryKernel: Int32 {
  case floorDivide, remainder, truncDivide, fmod, atan2, integerPower
}

extension Tensor {
  /// f(self), recorded with its derivative, which is written with what x is and what y = f(x) is. Integers give single
  /// precision.
  func special(
    _ op: SpecialKernel, _ name: StaticString, reads: Node.Values, p: Double = 0,
    slope: @escaping (_ x: Tensor, _ y: Tensor) -> Tensor
  ) -> Tensor {
    let x = floating()
    return map(op, x, p).made(by: name, from: x, reads: reads) {
      $0.pass(to: 0, $0.gradient * slope($0[0], $0.output))
    }
  }
}

/// f(x), outside the graph.
func map(_ op: SpecialKernel, _ x: Tensor, _ p: Double = 0) -> Tensor {
  let x = x.contiguous()
  let y = Tensor(uninitialised: x.shape, x.dtype)
  ck_special(op.rawValue, x.dtype.kernel, x.elementCount, x.pointer, y.pointer, p)
  return y
}

/// f(a, b), outside the graph, of tensors of one dtype that broadcast to `shape`; nil where an integer is divided by 0.
func combine(_ op: SpecialBinaryKernel, _ a: Tensor, _ b: Tensor, _ shape: Shape) -> Tensor? {
  let y = Tensor(uninitialised: shape, a.dtype)
  let x = a.elementCount == 1 ? a : a.detach().expand(shape).contiguous()
  let z = b.elementCount == 1 ? b : b.detach().expand(shape).contiguous()
  let isDefined = ck_special_binary(
    op.rawValue, a.dtype.kernel, y.elementCount, x.pointer, a.elementCount == 1 ? 0 : 1, z.pointer,
    b.elementCount == 1 ? 0 : 1, y.pointer)
  return isDefined == 0 ? nil : y
}

@_extern(c, "ck_special") private func ck_special(
  _ op: Int32, _ dtype: Int32, _ n: Int, _ x: UnsafeRawPointer, _ y: UnsafeMutableRawPointer, _ p: Double)
@_extern(c, "ck_special_binary") private func ck_special_binary(
  _ op: Int32, _ dtype: Int32, _ n: Int, _ a: UnsafeRawPointer, _ aStride: Int, _ b: UnsafeRawPointer, _ bStride: Int,
  _ y: UnsafeMutableRawPointer
) -> Int32
