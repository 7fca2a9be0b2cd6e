import Glibc
import Plotting
import Tensors

/// p(x) ∝ (1 + z²/ν)^(−(ν + 1)/2) with z = (x − μ)/σ: a normal distribution with heavy tails, the heavier the fewer
/// the degrees of freedom ν.
///
/// `StudentT(3)`, `StudentT(3, 0, 1)`. σ is the scale, not the standard deviation. The mean is NaN for ν ≤ 1; the
/// variance is NaN for ν ≤ 1 and ∞ for ν ≤ 2. Traps unless ν and σ are positive.
public struct StudentT: ContinuousDistribution, UnivariateDistribution, ReparameterizedDistribution, Parameterised {
  var parameters: Parameters

  public init(
    _ df: some DistributionParameter, _ loc: some DistributionParameter = 0, _ scale: some DistributionParameter = 1,
    dtype: DType? = nil, file: StaticString = #fileID, line: UInt = #line
  ) {
    parameters = Parameters(
      "StudentT", ["df": (df, .positive), "loc": (loc, .finite), "scale": (scale, .positive)], dtype: dtype, file: file,
      line: line)
  }

  /// ν
  public var df: Tensor { parameters[0] }
  /// μ
  public var loc: Tensor { parameters[1] }
  /// σ
  public var scale: Tensor { parameters[2] }
  var nu: Tensor { parameters(0) }
  var mu: Tensor { parameters(1) }
  var sigma: Tensor { parameters(2) }

  /// −(ν + 1)/2 · ln(1 + z²/ν) − ½ ln ν − ln B(½, ν/2) − ln σ
  public func logProb(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logProb, x, file, line) {
      let z = ($0 - mu) / sigma
      return -((nu + 1) * 0.5 * (z.square() / nu).log1p()) - (logNorm + sigma.log())
    }
  }

  /// ½ of the regularised incomplete beta function of (ν/2, ½) at ν/(ν + z²) for z ≤ 0, else 1 minus that
  public func cdf(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.cdf, x, file, line) { below(($0 - mu) / sigma) }
  }

  public func logCDF(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logCDF, x, file, line) { logBelow(($0 - mu) / sigma) }
  }

  public func survival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.survival, x, file, line) { below((mu - $0) / sigma) }
  }

  public func logSurvival(_ x: Tensor, file: StaticString, line: UInt) -> Tensor {
    evaluate(.logSurvival, x, file, line) { logBelow((mu - $0) / sigma) }
  }

  /// P(Z ≤ z)
  private func below(_ z: Tensor) -> Tensor {
    let isNear = (z.detach().square() / nu.detach()) < 1e-20
    let away = Tensor.where(isNear, 1, z)
    let tail = outside(away, { Tensor.betainc($0, $1, $2) }, { Tensor.betaincc($0, $1, $2) }) * 0.5
    // Next to 0 the density is constant: there the tail's slope would be 0 · ∞.
    return Tensor.where(isNear, z * (-logNorm).exp() + 0.5, Tensor.where(away <= 0, tail, 1 - tail))
  }

  /// ln P(Z ≤ z)
  private func logBelow(_ z: Tensor) -> Tensor {
    let isTail = z.detach() < -1
    let away = Tensor.where(isTail, z, -1)
    let tail = outside(away, { Tensor.logBetainc($0, $1, $2) }, { Tensor.logBetaincc($0, $1, $2) }) - log(2)
    let isHigh = z.detach() > 1
    let missing = below(-Tensor.where(isHigh, z, 1))
    let middle = below(Tensor.where(isTail | isHigh, 0, z)).log()
    return Tensor.where(isTail, tail, Tensor.where(isHigh, (-missing).log1p(), middle))
  }

  /// P(|Z| > |z|): the incomplete beta function of (ν/2, ½) at ν/(ν + z²), or with its complement at z²/(ν + z²), by
  /// which of both is not next to 1.
  private func outside(
    _ z: Tensor, _ lower: (Tensor, Tensor, Tensor) -> Tensor, _ upper: (Tensor, Tensor, Tensor) -> Tensor
  ) -> Tensor {
    let ratio = z.square() / nu
    let isFar = ratio.detach() > 1
    let far = Tensor.where(isFar, ratio, 1), near = Tensor.where(isFar, 1, ratio)
    return Tensor.where(
      isFar, lower(nu * 0.5, half, (far + 1).reciprocal()), upper(half, nu * 0.5, near / (near + 1)))
  }

  private var half: Tensor { Tensor(0.5, dtype: .float64) }
  /// −ln of the density at 0
  private var logNorm: Tensor { nu.log() * 0.5 + Tensor.lbeta(half, nu * 0.5) }

  /// By the inverse of the incomplete beta function
  public func icdf(_ p: Tensor, file: StaticString, line: UInt) -> Tensor {
    invert(p, file, line) { p in
      let isLow = p <= 0.5
      let both = Tensor.where(isLow, p, 1 - p) * 2
      let share = Tensor.betaincinv(nu * 0.5, half, both), isLarge = share.detach() > 0.5
      // 1 − share with its own digits, where they are needed.
      let rest = Tensor.betainccinv(half, nu * 0.5, Tensor.where(isLarge, both, 1))
      let ratio = Tensor.where(isLarge, rest / (1 - rest), (1 - share) / share)
      return mu + sigma * (ratio * nu).sqrt() * Tensor.where(isLow, -1, Tensor.onesLike(p))
    }
  }

  /// A normal sample over the root of a gamma-distributed one
  public func rsample(_ sampleShape: Shape, generator: Generator) -> Tensor {
    let shape = shape(of: sampleShape)
    let df = parameters(0, dtype)
    let noise = Tensor.randn(shape, dtype: dtype, generator: generator)
    let square = Tensor.sampleGamma(shape, concentration: df * 0.5, generator: generator)
    return parameters.moved(noise * (df * 0.5 / square).sqrt(), loc: 1, scale: 2)
  }

  /// μ for ν > 1, else NaN
  public var mean: Tensor { parameters.moment(Tensor.where(nu > 1, mu, .nan)) }
  /// σ² ν / (ν − 2) for ν > 2, ∞ for ν > 1, else NaN
  public var variance: Tensor {
    let hasVariance = nu.detach() > 2
    let df = Tensor.where(hasVariance, nu, 3)
    let missing = Tensor.where(nu > 1, .infinity, Tensor.fullLike(nu, .nan))
    return parameters.moment(Tensor.where(hasVariance, sigma.square() * (df / (df - 2)), missing))
  }
  /// μ
  public var mode: Tensor { loc.detach() }

  /// (ν + 1)/2 · (ψ((ν + 1)/2) − ψ(ν/2)) + ½ ln ν + ln B(½, ν/2) + ln σ
  public func entropy() -> Tensor {
    // Beyond ν = 500 its terms cancel, and the expansion in 1/ν is exact.
    let isLarge = nu.detach() > 500
    let small = Tensor.where(isLarge, 1, nu), t = 1 / Tensor.where(isLarge, nu, 500)
    let upper = (small + 1) * 0.5
    let exact = upper * (upper.digamma() - (small * 0.5).digamma())
    let norm = small.log() * 0.5 + Tensor.lbeta(half, small * 0.5)
    let series = (((t * 0.3 - 0.125) * t - 1.0 / 6) * t + 0.25) * t + 1
    let expansion = series * t + (1 + log(2 * .pi)) / 2
    return parameters.moment(Tensor.where(isLarge, expansion, exact + norm) + sigma.log())
  }

  public var support: Support { .real }
}
