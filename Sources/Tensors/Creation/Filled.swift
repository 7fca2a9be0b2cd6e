// Every creator takes sizes one by one, `Tensor.zeros(2, 3)`, or as a shape, `Tensor.zeros(x.shape)`.
extension Tensor {
  /// A tensor of zeros.
  public static func zeros(_ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
    full(Shape(shape), 0, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// A tensor of zeros.
  public static func zeros(_ shape: Shape, dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
    full(shape, 0, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// A tensor of ones.
  public static func ones(_ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
    full(Shape(shape), 1, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// A tensor of ones.
  public static func ones(_ shape: Shape, dtype: DType = .float32, requiresGrad: Bool = false) -> Tensor {
    full(shape, 1, dtype: dtype, requiresGrad: requiresGrad)
  }

  /// A tensor of one value.
  public static func full(
    _ shape: Shape, _ value: Double, dtype: DType = .float32, requiresGrad: Bool = false
  ) -> Tensor {
    checkSizes(shape)
    if dtype == .int64 && !(Swift.abs(value) < 0x1p63) { fail("full: int64 cannot hold \(value)") }
    let tensor = Tensor(uninitialised: shape, dtype)
    ck_fill(dtype.kernel, tensor.elementCount, tensor.pointer, value)
    return requiresGrad ? tensor.requiresGrad_() : tensor
  }

  /// Zeros of another tensor's shape and type.
  public static func zerosLike(_ x: Tensor) -> Tensor { full(x.shape, 0, dtype: x.dtype) }
  /// Ones of another tensor's shape and type.
  public static func onesLike(_ x: Tensor) -> Tensor { full(x.shape, 1, dtype: x.dtype) }
  /// One value in another tensor's shape and type.
  public static func fullLike(_ x: Tensor, _ value: Double) -> Tensor { full(x.shape, value, dtype: x.dtype) }

  /// 0, 1, …, end − 1, as int64 where no other type is given.
  public static func arange(_ end: Int, dtype: DType = .int64) -> Tensor { arange(0, end, dtype: dtype) }

  /// 0, 1, … before end.
  @_disfavoredOverload
  public static func arange(_ end: Double, dtype: DType = .float32) -> Tensor { arange(0.0, end, dtype: dtype) }

  /// start, start + step, … before end, as int64 where no other type is given. Traps where the step is 0 or leads away.
  public static func arange(
    _ start: Int, _ end: Int, _ step: Int = 1, dtype: DType = .int64, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor { ramp(Double(start), Double(end), Double(step), dtype, file, line) }

  /// start, start + step, … before end. Traps where the step is 0 or leads away.
  @_disfavoredOverload
  public static func arange(
    _ start: Double, _ end: Double, _ step: Double = 1, dtype: DType = .float32, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor { ramp(start, end, step, dtype, file, line) }

  private static func ramp(
    _ start: Double, _ end: Double, _ step: Double, _ dtype: DType, _ file: StaticString, _ line: UInt
  ) -> Tensor {
    if step == 0 || (end - start) / step < 0 {
      fail("arange: steps of \(step) do not lead from \(start) to \(end)", file: file, line: line)
    }
    let tensor = Tensor(uninitialised: [Int(((end - start) / step).rounded(.up))], dtype)
    ck_ramp(dtype.kernel, tensor.elementCount, tensor.pointer, start, step)
    return tensor
  }

  /// `steps` evenly spaced values from start to end, both included.
  public static func linspace(_ start: Double, _ end: Double, _ steps: Int, dtype: DType = .float32) -> Tensor {
    checkSizes([steps])
    let tensor = Tensor(uninitialised: [steps], dtype)
    ck_ramp(dtype.kernel, steps, tensor.pointer, start, steps > 1 ? (end - start) / Double(steps - 1) : 0)
    // The steps' rounding errors do not move the end.
    if steps > 1 { ck_fill(dtype.kernel, 1, tensor.pointer + (steps - 1) * dtype.size, end) }
    return tensor
  }

  /// base^start to base^end in `steps` steps of one factor, both included.
  public static func logspace(
    _ start: Double, _ end: Double, _ steps: Int, base: Double = 10, dtype: DType = .float32
  ) -> Tensor { pow(base, linspace(start, end, steps, dtype: .float64)).to(dtype) }

  /// The n × m matrix with ones on its diagonal.
  public static func eye(_ n: Int, _ m: Int? = nil, dtype: DType = .float32) -> Tensor {
    let m = m ?? n
    let tensor = zeros([n, m], dtype: dtype)
    let diagonal = Tensor(tensor.storage, offset: 0, shape: [Swift.min(n, m)], strides: [m + 1], dtype: dtype)
    diagonal.overwrite(with: ones([Swift.min(n, m)], dtype: dtype))
    return tensor
  }

  static func checkSizes(_ shape: Shape) {
    for size in shape where size < 0 { fail("a tensor cannot have shape \(shape): sizes are not negative") }
  }
}
