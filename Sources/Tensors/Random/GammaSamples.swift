// Samples of the gamma and beta distributions, which can be differentiated with respect to the shapes of these.
extension Tensor {
  /// Samples of the gamma distribution at rate 1 (Marsaglia and Tsang, 2000): `shape`, to which the concentration broadcasts.
  ///
  /// The result has the concentration's type. At a small concentration most samples are below every number; they are taken
  /// for the smallest normal one, as in PyTorch: at 0.001 half of them in double precision, nine of ten in single.
  ///
  /// The gradient is that of the implicit reparameterisation (Figurnov, Mohamed and Mnih, 2018): the sample moves so that its
  /// distribution function's value stays, dx/da = −(∂F/∂a)/f. It has no gradient itself.
  package static func sampleGamma(
    _ shape: Shape, concentration: Tensor, generator: Generator = .default
  ) -> Tensor {
    let draw = SampleParameters("sampleGamma", shape, [concentration])
    let x = draw.samples
    ck_sample_gamma(
      x.dtype.kernel, x.elementCount, generator.seed, generator.take(x.elementCount), draw.parameters[0].pointer,
      draw.period, x.pointer)
    return x.made(by: "StandardGammaBackward0", from: concentration, reads: [.inputs, .output]) {
      let x = $0.output
      $0.pass(to: 0, $0.gradient * x * logSlope($0[0], x.double().log()))
    }
  }

  /// Samples of the beta distribution, x / (x + y) of a gamma sample at a and one at b: `shape`, to which a and b broadcast.
  ///
  /// The result has the parameters' type, and is neither 0 nor 1 but the next number to them. The gradient is that of the two
  /// gamma samples.
  package static func sampleBeta(
    _ shape: Shape, _ a: Tensor, _ b: Tensor, generator: Generator = .default
  ) -> Tensor {
    let draw = SampleParameters("sampleBeta", shape, [a, b])
    let x = draw.samples
    let isRecorded = Recording.isOn && (a.requiresGrad || b.requiresGrad)
    let logs = isRecorded ? (0..<2).map { _ in Tensor(uninitialised: shape, .float64) } : []
    ck_sample_beta(
      x.dtype.kernel, x.elementCount, generator.seed, generator.take(x.elementCount), draw.parameters[0].pointer,
      draw.parameters[0].elementCount, draw.parameters[1].pointer, draw.parameters[1].elementCount, x.pointer,
      logs.first?.pointer, logs.last?.pointer)
    guard isRecorded else { return x }
    return x.made(by: "StandardBetaBackward0", from: [a, b] + logs, reads: .inputs) {
      let (first, second) = ($0[2], $0[3])
      let odds = first - second
      let spread = odds.sigmoid() * (-odds).sigmoid() * $0.gradient
      $0.pass(to: 0, spread * logSlope($0[0], first))
      $0.pass(to: 1, -(spread * logSlope($0[1], second)))
    }
  }

  /// d ln x / da of a gamma sample, without a gradient of its own.
  private static func logSlope(_ a: Tensor, _ logX: Tensor) -> Tensor {
    evaluated(.gammaSlope, "sampleGamma", [a.double(), logX], "", 0).made(by: "GammaSlopeBackward0", from: a) {
      $0.pass(to: 0, noGradient("the gradient of a gamma or beta sample", "the concentration, a second time"))
    }
  }
}

@_extern(c, "ck_sample_gamma") private func ck_sample_gamma(
  _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64, _ shape: UnsafeRawPointer, _ period: Int,
  _ y: UnsafeMutableRawPointer)
@_extern(c, "ck_sample_beta") private func ck_sample_beta(
  _ dtype: Int32, _ n: Int, _ seed: UInt64, _ offset: UInt64, _ a: UnsafeRawPointer, _ aCount: Int,
  _ b: UnsafeRawPointer, _ bCount: Int, _ y: UnsafeMutableRawPointer, _ logFirst: UnsafeMutableRawPointer?,
  _ logSecond: UnsafeMutableRawPointer?)
