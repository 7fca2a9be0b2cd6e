import Tensors
extension Tensor {
  private static func u(_ s: Shape, _ g: Generator) -> Tensor { Tensor.rand(s, dtype: .float64, generator: g) }
  static func sampleExponential(_ s: Shape, dtype: DType = .float32, generator: Generator) -> Tensor { -(-Tensor.rand(s, dtype: dtype, generator: generator)).log1p() }
  static func sampleGamma(_ s: Shape, concentration: Tensor, generator: Generator) -> Tensor { Gamma(concentration, 1).icdf(u(s, generator)).to(concentration.dtype) }
  static func sampleBeta(_ s: Shape, _ a: Tensor, _ b: Tensor, generator: Generator) -> Tensor { Beta(a, b).icdf(u(s, generator)).to(a.dtype) }
  static func samplePoisson(_ s: Shape, rate: Tensor, generator: Generator) -> Tensor { Poisson(rate).icdf(u(s, generator)).to(rate.dtype) }
  static func sampleBinomial(_ s: Shape, count: Tensor, probability: Tensor, generator: Generator) -> Tensor { Binomial(count, probability).icdf(u(s, generator)).to(count.dtype) }
  static func sampleGeometric(_ s: Shape, probability: Tensor, generator: Generator) -> Tensor { Geometric(probability).icdf(u(s, generator)).to(probability.dtype) - 1 }
  static func sampleHypergeometric(_ s: Shape, population: Tensor, successes: Tensor, draws: Tensor, generator: Generator) -> Tensor { Hypergeometric(population: population, successes: successes, draws: draws).icdf(u(s, generator)).to(draws.dtype) }
  static func sampleCategorical(_ s: Shape, probabilities: Tensor, generator: Generator) -> Tensor { (probabilities.cumsum(-1) / probabilities.sum(-1, keepDim: true) <= u(s, generator).unsqueeze(-1).to(probabilities.dtype)).to(.int64).sum(-1) }
}
