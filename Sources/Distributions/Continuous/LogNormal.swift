import Glibc
import Plotting
import Tensors

/// p(x) = 1/(xσ√(2π)) · e^(−(ln x − μ)² / 2σ²) for x > 0: e^Y with a normal Y, what many small factors multiply to.
///
/// `LogNormal(0, 1)`: μ and σ are those of ln x. Traps unless σ > 0.
public struct LogNormal: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ loc: some DistributionParameter, _ scale: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "LogNormal", ["loc": (loc, .finite), "scale": (scale, .positive)], dtype: dtype, file: file, line: line)
  }

  /// μ
  public var loc: Tensor { parameters[0] }
  /// σ
  public var scale: Tensor { parameters[1] }
  var mu: Tensor { parameters(0) }
  var sigma: Tensor { parameters(1) }

  /// (ln x − μ) / σ
  private func standardized(_ x: Tensor) -> Tensor { (x.log() - mu) / sigma }

  /// −z²/2 − ln x − ln σ − ½ ln 2π, with z = (ln x − μ) / σ
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) {
      standardized($0).square() * -0.5 - $0.log() - (sigma.log() + log(2 * .pi) / 2)
    }
  }

  /// Φ(z)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { standardized($0).ndtr() }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { standardized($0).logNdtr() }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { (-standardized($0)).ndtr() }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { (-standardized($0)).logNdtr() }
  }

  /// e^(μ + σ Φ⁻¹(p))
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { (mu + sigma * $0.ndtri()).exp() }
  }

  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let noise = Tensor.randn(shape(of: sampleShape), dtype: dtype, generator: generator)
    let normal = parameters.moved(noise)
    return normal.requiresGrad ? normal.exp() : normal.exp_()
  }

  /// e^(μ + σ²/2)
  public var mean: Tensor { parameters.moment((mu + sigma.square() / 2).exp()) }
  /// (e^σ² − 1) e^(2μ + σ²)
  public var variance: Tensor {
    parameters.moment(sigma.square().expm1() * (mu * 2 + sigma.square()).exp())
  }
  /// e^(μ − σ²)
  public var mode: Tensor { parameters.moment((mu - sigma.square()).exp().detach()) }
  /// μ + ½ + ½ ln 2π + ln σ
  public func entropy() -> Tensor { parameters.moment(mu + sigma.log() + (1 + log(2 * .pi)) / 2) }

  public var support: Support { .interval(0, Double.infinity, open: (true, true)) }
}
