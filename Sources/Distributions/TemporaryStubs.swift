import Tensors
extension Tensor {
  static func gammainc(_ a: Tensor, _ x: Tensor) -> Tensor { a }
  static func gammaincc(_ a: Tensor, _ x: Tensor) -> Tensor { a }
  static func logGammainc(_ a: Tensor, _ x: Tensor) -> Tensor { a }
  static func logGammaincc(_ a: Tensor, _ x: Tensor) -> Tensor { a }
  static func gammaincinv(_ a: Tensor, _ x: Tensor) -> Tensor { a }
  static func gammainccinv(_ a: Tensor, _ x: Tensor) -> Tensor { a }
  static func betainc(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor { a }
  static func betaincc(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor { a }
  static func logBetainc(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor { a }
  static func logBetaincc(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor { a }
  static func betaincinv(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor { a }
  static func betainccinv(_ a: Tensor, _ b: Tensor, _ x: Tensor) -> Tensor { a }
  static func lbeta(_ a: Tensor, _ b: Tensor) -> Tensor { a }
  static func xlog1py(_ a: Tensor, _ b: Tensor) -> Tensor { a }
  static func logBinomialMass(_ a: Tensor, _ b: Tensor, _ c: Tensor) -> Tensor { a }
  static func logPoissonMass(_ a: Tensor, _ b: Tensor) -> Tensor { a }
  static func logHypergeometricMass(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ d: Tensor) -> Tensor { a }
  static func logHypergeometricCDF(_ a: Tensor, _ b: Tensor, _ c: Tensor, _ d: Tensor, upper: Bool) -> Tensor { a }
  func ndtr() -> Tensor { self }
  func logNdtr() -> Tensor { self }
  func ndtri() -> Tensor { self }
  static func sampleExponential(_ s: Shape, dtype: DType = .float32, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleGamma(_ s: Shape, concentration: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleBeta(_ s: Shape, _ a: Tensor, _ b: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func samplePoisson(_ s: Shape, rate: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleBinomial(_ s: Shape, count: Tensor, probability: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleGeometric(_ s: Shape, probability: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleHypergeometric(_ s: Shape, population: Tensor, successes: Tensor, draws: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleCategorical(_ s: Shape, probabilities: Tensor, generator: Generator) -> Tensor { .zeros(s) }
}
