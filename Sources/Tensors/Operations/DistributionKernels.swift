// The functions of several numbers of distribution_functions.h: what distributions are computed with.

/// A function of up to four numbers, in the order of `CKDistribution`.
enum DistributionKernel: Int32 {
  case gammainc, gammaincc, logGammainc, logGammaincc, gammaincinv, gammainccinv
  case betainc, betaincc, logBetainc, logBetaincc, betaincinv, betainccinv
  case lbeta, logGammaDensity, logBetaDensity, logPoissonMass, logBinomialMass
  case logHypergeometricMass, logHypergeometricCDF, logHypergeometricSF
  case gammaSlope
}

extension Tensor {
  /// f(arguments), broadcasting, outside the graph. It is computed in double precision from exact arguments, and rounded to
  /// the floating-point type that they have in common.
  static func evaluated(
    _ op: DistributionKernel, _ name: StaticString, _ arguments: [Tensor], _ file: StaticString, _ line: UInt
  ) -> Tensor {
    var shape = arguments[0].shape
    for argument in arguments.dropFirst() { shape = broadcastShape(name, shape, argument.shape, file, line) }
    let y = Tensor(uninitialised: shape, floatingType(arguments))
    let periods = arguments.map { $0.detach().to(.float64).repeating(over: shape) }
    let counts = (0..<4).map { $0 < periods.count ? periods[$0].elementCount : 1 }
    withExtendedLifetime(periods) {
      let pointers = (0..<4).map { UnsafeRawPointer(periods[$0 < periods.count ? $0 : 0].pointer) }
      ck_distribution(op.rawValue, y.dtype.kernel, y.elementCount, pointers, counts, y.pointer)
    }
    return y
  }

  /// The type of a function of these tensors: PyTorch's promotion, and single precision of integers.
  private static func floatingType(_ arguments: [Tensor]) -> DType {
    let floating = arguments.filter { $0.dtype.isFloatingPoint }
    guard var widest = floating.first else { return .float32 }
    for other in floating.dropFirst() where DType.promoted(widest, other) != widest.dtype { widest = other }
    return widest.dtype
  }

  /// The contiguous elements that, repeated over and over, make up this tensor broadcast to `shape`: the tensor itself where
  /// only its leading dimensions are broadcast.
  func repeating(over shape: Shape) -> Tensor {
    var own = self
    while own.ndim > 0 && own.shape[0] == 1 { own = own.squeeze(0) }
    let isTrailing = own.shape.indices.allSatisfy { own.shape[$0] == shape[shape.count - own.ndim + $0] }
    return (isTrailing ? own : expand(shape)).contiguous()
  }

  /// What a gradient that no formula is known for is instead: the end of the cell.
  static func noGradient(_ function: StaticString, _ argument: String) -> Tensor {
    fail(
      "\(function): there is no gradient with respect to \(argument): detach() it, or differentiate only by the others")
  }
}

@_extern(c, "ck_distribution") private func ck_distribution(
  _ op: Int32, _ dtype: Int32, _ n: Int, _ arguments: UnsafePointer<UnsafeRawPointer>, _ counts: UnsafePointer<Int>,
  _ y: UnsafeMutableRawPointer)
