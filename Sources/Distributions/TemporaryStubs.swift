import Tensors
extension Tensor {
  static func sampleExponential(_ s: Shape, dtype: DType = .float32, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleGamma(_ s: Shape, concentration: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleBeta(_ s: Shape, _ a: Tensor, _ b: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func samplePoisson(_ s: Shape, rate: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleBinomial(_ s: Shape, count: Tensor, probability: Tensor, generator: Generator) -> Tensor {
    .zeros(s)
  }
  static func sampleGeometric(_ s: Shape, probability: Tensor, generator: Generator) -> Tensor { .zeros(s) }
  static func sampleHypergeometric(
    _ s: Shape, population: Tensor, successes: Tensor, draws: Tensor, generator: Generator
  ) -> Tensor { .zeros(s) }
  static func sampleCategorical(_ s: Shape, probabilities: Tensor, generator: Generator) -> Tensor {
    .zeros(s, dtype: .int64)
  }
}
