import Distributions
import NotebookDisplay
import Tensors
import Testing

@Suite struct PlotProbe {
  @Test("probe") func probe() throws {
    let all: [(String, any Distribution)] = [
      ("bern", Bernoulli(0.3)), ("binom", Binomial(10, 0.3)), ("binoms", Binomial([10, 20, 40], 0.5)), ("pois", Poisson([1, 4, 10])),
      ("geom", Geometric(0.25)), ("hyper", Hypergeometric(population: 20, successes: 7, draws: 12)), ("cat", Categorical([0.2, 0.5, 0.3])),
      ("unif", Uniform(0, 1)), ("norm", Normal(0, 1)), ("norms", Normal([0, 0, -2], [1, 2, 0.5])), ("expo", Exponential([0.5, 1.5])),
      ("logn", LogNormal(0, 1)), ("beta", Beta(2, 5)), ("betas", Beta([0.5, 2, 5], [0.5, 5, 1])), ("gamma", Gamma([1, 2, 0.5], 1)),
      ("t1", StudentT([1, 3, 30])), ("lap", Laplace(0, 1)), ("big", Poisson(1000)),
      ("mvn", MultivariateNormal([0, 0], covariance: [[2, 1], [1, 3]])), ("mix", Mixture([0.3, 0.7], [Normal(-2, 1), Normal(2, 0.5)])),
      ("mix2", Mixture([0.5, 0.5], MultivariateNormal([[0, 0], [3, 3]], covariance: [[1, 0.5], [0.5, 1]]))),
      ("mvn3", MultivariateNormal([1, -2, 0.5], covariance: [[2, 0.6, -0.3], [0.6, 1, 0.2], [-0.3, 0.2, 0.5]])), ("none", Binomial(0, 0.5)),
    ]
    for (name, d) in all { try d.plot().save("/tmp/dists_scratch/plot_\(name).png", scale: 1) }
  }
}
