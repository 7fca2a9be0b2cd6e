import Glibc
import Plotting
import Tensors

/// p(x) = 1/(2b) · e^(−|x − μ| / b): sharper in the middle and heavier in the tails than the normal one.
///
/// `Laplace(0, 1)`. Traps unless b > 0.
public struct Laplace: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ loc: some DistributionParameter, _ scale: some DistributionParameter, dtype: DType? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "Laplace", ["loc": (loc, .finite), "scale": (scale, .positive)], dtype: dtype, file: file, line: line)
  }

  /// μ
  public var loc: Tensor { parameters[0] }
  /// b
  public var scale: Tensor { parameters[1] }
  var mu: Tensor { parameters(0) }
  var b: Tensor { parameters(1) }

  /// −|x − μ|/b − ln 2b
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, single: true, isTotal: true, file, line) {
      let scale = parameters(1, $0.dtype)
      return -(($0 - parameters(0, $0.dtype)).abs() / scale) - (scale * 2).log()
    }
  }

  /// ½ e^z for z = (x − μ)/b ≤ 0, else 1 − ½ e^−z
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, isTotal: true, file, line) { Self.below(($0 - mu) / b) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, isTotal: true, file, line) { Self.logBelow(($0 - mu) / b) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, isTotal: true, file, line) { Self.below((mu - $0) / b) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, isTotal: true, file, line) { Self.logBelow((mu - $0) / b) }
  }

  /// e^z / 2 for z ≤ 0, else 1 − e^−z / 2
  private static func below(_ z: Tensor) -> Tensor {
    let half = (-z.abs()).exp() * 0.5
    return Tensor.where(z <= 0, half, 1 - half)
  }

  private static func logBelow(_ z: Tensor) -> Tensor {
    let tail = -z.abs()
    return Tensor.where(z <= 0, tail - log(2), (tail.exp() * -0.5).log1p())
  }

  /// μ + b ln 2p for p ≤ ½, else μ − b ln 2(1 − p)
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { p in
      let isLow = p <= 0.5
      let near = Tensor.where(isLow, p, 1 - p)
      return mu + b * (near * 2).log() * Tensor.where(isLow, 1, Tensor.fullLike(p, -1))
    }
  }

  /// The difference of two exponential waiting times
  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let shape = shape(of: sampleShape)
    let first = Tensor.sampleExponential(shape, dtype: dtype, generator: generator)
    return parameters.moved(first.sub_(Tensor.sampleExponential(shape, dtype: dtype, generator: generator)))
  }

  /// μ
  public var mean: Tensor { loc }
  /// 2b²
  public var variance: Tensor { parameters.moment(b.square() * 2) }
  /// μ
  public var mode: Tensor { loc.detach() }
  /// 1 + ln 2b
  public func entropy() -> Tensor { parameters.moment((b * 2).log() + 1) }

  public var support: Support { .real }
}
