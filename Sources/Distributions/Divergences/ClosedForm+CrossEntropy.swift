import Glibc
import Tensors

// −E over p of ln q(X), by p's moments: q's logarithm is a polynomial in x, ln x and ln(1 − x).
extension ClosedForm {
  /// The cross-entropy of two of different families.
  static func crossEntropy(_ p: some Distribution, _ q: some Distribution) -> Tensor? {
    if let p = p as? Bernoulli, let q = q as? Poisson { return q.lambda - Tensor.xlogy(p.p(), q.lambda) }
    if let p = p as? Normal, let q = q as? Laplace {
      return (q.b * 2).log() + foldedMean(p.mu - q.mu, p.sigma) / q.b
    }
    guard let m = Moments(p) else { return nil }
    let surprise: Tensor? =
      switch q {
      case let q as Normal:
        (m.variance + (m.mean - q.mu).square()) / (q.sigma.square() * 2) + (q.sigma.log() + log(2 * .pi) / 2)
      case let q as Exponential: q.lambda * m.mean - q.lambda.log()
      case let q as Uniform: (q.b - q.a).log() + m.mean * 0
      case let q as Gamma:
        m.log.map { q.alpha.lgamma() - q.alpha * q.beta.log() - (q.alpha - 1) * $0 + q.beta * m.mean }
      case let q as Beta:
        m.log.flatMap { low in
          m.log1m.map { Tensor.lbeta(q.alpha, q.beta) - (q.alpha - 1) * low - (q.beta - 1) * $0 }
        }
      default: nil
      }
    let isInside = (p.support.lower >= q.support.lower) & (p.support.upper <= q.support.upper)
    // Without a second moment a square's mean is ∞, whatever its centre.
    return surprise.map { Tensor.where(isInside, $0, .infinity) }
      .map { Tensor.where($0.isnan() & (m.variance.detach() != m.variance.detach()), .infinity, $0) }
  }

  /// E|X| of a normal X.
  static func foldedMean(_ mu: Tensor, _ sigma: Tensor) -> Tensor {
    let z = mu / sigma
    return sigma * sqrt(2 / .pi) * (z.square() * -0.5).exp() + mu * (z * sqrt(0.5)).erf()
  }

  /// What cross-entropies need of p, in double precision.
  private struct Moments {
    let mean: Tensor
    let variance: Tensor
    /// E ln X and E ln(1 − X), where X is never negative, or in [0, 1], and they are known.
    let log: Tensor?
    let log1m: Tensor?

    init?(_ p: some Distribution) {
      switch p {
      case let p as Uniform: (log, log1m) = (Self.meanLog(p.a, p.b), Self.meanLog(1 - p.b, 1 - p.a))
      case let p as Exponential: (log, log1m) = (-(p.lambda.log() + 0.5772156649015329), nil)
      case let p as Gamma: (log, log1m) = (p.alpha.digamma() - p.beta.log(), nil)
      case let p as Beta:
        let all = (p.alpha + p.beta).digamma()
        (log, log1m) = (p.alpha.digamma() - all, p.beta.digamma() - all)
      case let p as LogNormal: (log, log1m) = (p.mu, nil)
      case is Normal, is Laplace, is StudentT: (log, log1m) = (nil, nil)
      default: return nil
      }
      switch p {
      case let p as Uniform: (mean, variance) = ((p.a + p.b) / 2, (p.b - p.a).square() / 12)
      case let p as Normal: (mean, variance) = (p.mu, p.sigma.square())
      case let p as Laplace: (mean, variance) = (p.mu, p.b.square() * 2)
      case let p as Exponential: (mean, variance) = (1 / p.lambda, 1 / p.lambda.square())
      case let p as Gamma: (mean, variance) = (p.alpha / p.beta, p.alpha / p.beta.square())
      default: (mean, variance) = (p.mean.to(.float64), p.variance.to(.float64))
      }
    }

    /// (b ln b − a ln a) / (b − a) − 1 for 0 ≤ a < b; where they are not, the result is ∞ anyway.
    private static func meanLog(_ a: Tensor, _ b: Tensor) -> Tensor {
      let low = a.clamp(min: 0.0), high = b.clamp(min: 0.0)
      return (Tensor.xlogy(high, high) - Tensor.xlogy(low, low)) / (b - a) - 1
    }
  }
}
