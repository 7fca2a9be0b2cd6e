// Random tensors. They depend on the generator's seed and on what was drawn before, never on the machine.
extension Tensor {
  /// Samples of the standard normal distribution N(0, 1) (Box and Muller, 1958).
  public static func randn(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false, generator: Generator = .default
  ) -> Tensor { randn(Shape(shape), dtype: dtype, requiresGrad: requiresGrad, generator: generator) }

  /// Samples of the standard normal distribution N(0, 1).
  public static func randn(
    _ shape: Shape, dtype: DType = .float32, requiresGrad: Bool = false, generator: Generator = .default
  ) -> Tensor {
    let tensor = normal(0, 1, shape, dtype: dtype, generator: generator)
    return requiresGrad ? tensor.requiresGrad_() : tensor
  }

  /// Samples of the uniform distribution over [0, 1).
  public static func rand(
    _ shape: Int..., dtype: DType = .float32, requiresGrad: Bool = false, generator: Generator = .default
  ) -> Tensor { rand(Shape(shape), dtype: dtype, requiresGrad: requiresGrad, generator: generator) }

  /// Samples of the uniform distribution over [0, 1).
  public static func rand(
    _ shape: Shape, dtype: DType = .float32, requiresGrad: Bool = false, generator: Generator = .default
  ) -> Tensor {
    let tensor = uniform(shape, 0, 1, dtype: dtype, generator: generator)
    return requiresGrad ? tensor.requiresGrad_() : tensor
  }

  /// Samples of N(0, 1) in another tensor's shape and type.
  public static func randnLike(_ x: Tensor, generator: Generator = .default) -> Tensor {
    randn(x.shape, dtype: x.dtype, generator: generator)
  }

  /// Samples of the uniform distribution over [0, 1) in another tensor's shape and type.
  public static func randLike(_ x: Tensor, generator: Generator = .default) -> Tensor {
    rand(x.shape, dtype: x.dtype, generator: generator)
  }

  /// Integers from `low` to before `high`, each as likely. Traps where there is none.
  public static func randint(
    _ low: Int = 0, _ high: Int, _ shape: Shape, generator: Generator = .default, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Tensor {
    if high <= low { fail("randint: there is no integer from \(low) to before \(high)", file: file, line: line) }
    let tensor = blank("randint", shape, .int64)
    let offset = generator.take((tensor.elementCount + 1) / 2)
    ck_random_below(
      tensor.elementCount, generator.seed, offset, Int64(low), UInt64(high - low),
      tensor.pointer)
    return tensor
  }

  /// 0, 1, …, n − 1 in random order (Fisher and Yates), as int64.
  public static func randperm(_ n: Int, generator: Generator = .default) -> Tensor {
    var generator = generator
    return Tensor(Array(0..<n).shuffled(using: &generator), dtype: .int64)
  }

  /// Samples of N(mean, std²), element by element: the shape is what `mean` and `std` broadcast to.
  public static func normal(
    _ mean: Tensor, _ std: Tensor, generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    let (m, s, shape) = matched("normal", mean.detach().floating(), std.detach().floating(), file, line)
    if m.elementCount == 1 && s.elementCount == 1 {
      return normal(m.item(), s.item(), shape, dtype: m.dtype, generator: generator)
    }
    return m + s * randn(shape, dtype: m.dtype, generator: generator)
  }

  /// Samples of N(mean, std²).
  public static func normal(
    _ mean: Double = 0, _ std: Double = 1, _ shape: Shape, dtype: DType = .float32, generator: Generator = .default
  ) -> Tensor {
    let tensor = blank("randn", shape, dtype)
    let offset = generator.take(blocks(tensor.elementCount, dtype))
    ck_random_normal(dtype.kernel, tensor.elementCount, generator.seed, offset, tensor.pointer, mean, std)
    return tensor
  }

  /// 1 with the probability that each element is, else 0, in this tensor's type. Traps outside [0, 1].
  public func bernoulli(
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    checkFloating("bernoulli", file, line)
    let p = detach()
    if !((p >= 0) & (p <= 1)).all() {
      fail("bernoulli: probabilities are in [0, 1]", file: file, line: line)
    }
    return (Tensor.rand(shape, dtype: dtype, generator: generator) < p).to(dtype)
  }

  /// Samples of the uniform distribution over [low, high).
  package static func uniform(
    _ shape: Shape, _ low: Double, _ high: Double, dtype: DType = .float32, generator: Generator = .default
  ) -> Tensor {
    let tensor = blank("rand", shape, dtype)
    let offset = generator.take(blocks(tensor.elementCount, dtype))
    ck_random_uniform(dtype.kernel, tensor.elementCount, generator.seed, offset, tensor.pointer, low, high)
    return tensor
  }

  /// Samples of the exponential distribution of this mean; at rate 1 unless another is given.
  package static func sampleExponential(
    _ shape: Shape, scale: Double = 1, dtype: DType = .float32, generator: Generator = .default
  ) -> Tensor {
    let tensor = blank("sampleExponential", shape, dtype)
    let offset = generator.take(blocks(tensor.elementCount, dtype))
    ck_random_exponential(dtype.kernel, tensor.elementCount, generator.seed, offset, tensor.pointer, scale)
    return tensor
  }

  private static func blank(_ operation: StaticString, _ shape: Shape, _ dtype: DType) -> Tensor {
    checkSizes(shape)
    if !dtype.isFloatingPoint && operation.description != "randint" {
      fail("\(operation): samples are floating-point numbers, not \(dtype): use randint for integers")
    }
    return Tensor(uninitialised: shape, dtype)
  }

  /// A block of four words makes four numbers in single precision or two in double.
  private static func blocks(_ count: Int, _ dtype: DType) -> Int {
    dtype == .float32 ? (count + 3) / 4 : (count + 1) / 2
  }
}
