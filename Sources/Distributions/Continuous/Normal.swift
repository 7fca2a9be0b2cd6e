import Glibc
import Plotting
import Tensors

/// p(x) = 1/(σ√(2π)) · e^(−(x − μ)² / 2σ²): what a sum of many small independent things looks like.
///
/// `Normal(0, 1)`; σ is the standard deviation. Traps unless σ > 0.
public struct Normal: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ loc: some DistributionParameter, _ scale: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "Normal", ["loc": (loc, .finite), "scale": (scale, .positive)], dtype: dtype, file: file, line: line)
  }

  /// μ
  public var loc: Tensor { parameters[0] }
  /// σ
  public var scale: Tensor { parameters[1] }
  var mu: Tensor { parameters(0) }
  var sigma: Tensor { parameters(1) }

  /// (x − μ) / σ
  private func standardized(_ x: Tensor) -> Tensor { (x - parameters(0, x.dtype)) / parameters(1, x.dtype) }

  /// −z²/2 − ln σ − ½ ln 2π, with z = (x − μ) / σ
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, single: true, isTotal: true, file, line) {
      standardized($0).square() * -0.5 - (parameters(1, $0.dtype).log() + log(2 * .pi) / 2)
    }
  }

  /// Φ(z)
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, isTotal: true, file, line) { standardized($0).ndtr() }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, isTotal: true, file, line) { standardized($0).logNdtr() }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, isTotal: true, file, line) { (-standardized($0)).ndtr() }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, isTotal: true, file, line) { (-standardized($0)).logNdtr() }
  }

  /// μ + σ Φ⁻¹(p)
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { mu + sigma * $0.ndtri() }
  }

  /// μ + σε with ε of N(0, 1)
  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let noise = Tensor.randn(shape(of: sampleShape), dtype: dtype, generator: generator)
    return parameters.moved(noise)
  }

  /// μ
  public var mean: Tensor { loc }
  /// σ²
  public var variance: Tensor { parameters.moment(sigma.square()) }
  /// μ
  public var mode: Tensor { loc.detach() }
  /// ½ + ½ ln 2π + ln σ
  public func entropy() -> Tensor { parameters.moment(sigma.log() + (1 + log(2 * .pi)) / 2) }

  public var support: Support { .real }
}
