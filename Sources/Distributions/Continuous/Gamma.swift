import Glibc
import Plotting
import Tensors

/// p(x) = βᵅ/Γ(α) · x^(α − 1) e^(−βx) for x ≥ 0: the waiting time for the α-th of such events as an exponential one
/// waits for.
///
/// `Gamma(2, 1)`: α is the concentration, β the rate. Traps unless both are positive.
public struct Gamma: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ concentration: some DistributionParameter, _ rate: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "Gamma", ["concentration": (concentration, .positive), "rate": (rate, .positive)], dtype: dtype, file: file,
      line: line)
  }

  /// α
  public var concentration: Tensor { parameters[0] }
  /// β
  public var rate: Tensor { parameters[1] }
  var alpha: Tensor { parameters(0) }
  var beta: Tensor { parameters(1) }

  /// α ln β + (α − 1) ln x − βx − ln Γ(α)
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) {
      Tensor.logGammaDensity(alpha, beta * $0) + beta.log()
    }
  }

  /// The regularised lower incomplete gamma function P(α, βx)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { Tensor.gammainc(alpha, beta * $0) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { Tensor.logGammainc(alpha, beta * $0) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { Tensor.gammaincc(alpha, beta * $0) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { Tensor.logGammaincc(alpha, beta * $0) }
  }

  /// By the inverse of the incomplete gamma function
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { Tensor.gammaincinv(alpha, $0) / beta }
  }

  /// Differentiable in α too (Figurnov, Mohamed and Mnih, 2018)
  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let unit = Tensor.sampleGamma(
      shape(of: sampleShape), concentration: parameters(0, dtype), generator: generator)
    if let rate = parameters.number(of: 1), !unit.requiresGrad { return rate == 1 ? unit : unit.mul_(1 / rate) }
    return unit / parameters(1, dtype)
  }

  /// α/β
  public var mean: Tensor { parameters.moment(alpha / beta) }
  /// α/β²
  public var variance: Tensor { parameters.moment(alpha / beta.square()) }
  /// (α − 1)/β for α ≥ 1, else 0
  public var mode: Tensor { parameters.moment(((alpha.detach() - 1) / beta.detach()).clamp(min: 0.0)) }

  /// α − ln β + ln Γ(α) + (1 − α) ψ(α)
  public func entropy() -> Tensor {
    // Beyond α = 1000 its terms cancel, and the expansion in 1/α is exact.
    let isLarge = alpha.detach() > 1000
    let small = Tensor.where(isLarge, 1, alpha), large = Tensor.where(isLarge, alpha, 1000)
    let exact = small + small.lgamma() + (1 - small) * small.digamma()
    let t = 1 / large
    let series = ((t / 120 - 1.0 / 90) * t - 1.0 / 12) * t - 1.0 / 3
    let expansion = large.log() * 0.5 + (1 + log(2 * .pi)) / 2 + series * t
    return parameters.moment(Tensor.where(isLarge, expansion, exact) - beta.log())
  }

  public var support: Support { .interval(0, Double.infinity) }
}
