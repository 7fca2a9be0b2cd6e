import Glibc
import Tensors

/// Divergences that have a formula, in double precision; nil for other pairs.
enum ClosedForm {
  /// KL(p ‖ q) of two of one family.
  static func klDivergence(_ p: some Distribution, _ q: some Distribution) -> Tensor? {
    switch (p, q) {
    case (let p as Normal, let q as Normal): ofNormals(p.mu, p.sigma, q.mu, q.sigma)
    case (let p as LogNormal, let q as LogNormal): ofNormals(p.mu, p.sigma, q.mu, q.sigma)
    case (let p as Bernoulli, let q as Bernoulli): ofTrials(p, q)
    case (let p as Binomial, let q as Binomial): ofBinomials(p, q)
    case (let p as Categorical, let q as Categorical):
      p.classCount == q.classCount ? terms(p.p, p.logP, q.logP).sum(-1) : nil
    case (let p as Poisson, let q as Poisson):
      Tensor.xlogy(p.lambda, p.lambda) - Tensor.xlogy(p.lambda, q.lambda) - (p.lambda - q.lambda)
    case (let p as Geometric, let q as Geometric): ofGeometrics(p.p, q.p)
    case (let p as Uniform, let q as Uniform):
      Tensor.where((q.a <= p.a) & (p.b <= q.b), ((q.b - q.a) / (p.b - p.a)).log(), .infinity)
    case (let p as Exponential, let q as Exponential): q.lambda / p.lambda - (q.lambda / p.lambda).log() - 1
    case (let p as Laplace, let q as Laplace): ofLaplaces(p, q)
    case (let p as Gamma, let q as Gamma): ofGammas(p, q)
    case (let p as Beta, let q as Beta): ofBetas(p, q)
    case (let p as MultivariateNormal, let q as MultivariateNormal): ofVectors(p, q)
    default: nil
    }
  }

  /// ½ (r + t − 1 − ln r) with r = σₚ²/σ_q² and t = (μₚ − μ_q)²/σ_q²
  private static func ofNormals(_ m: Tensor, _ s: Tensor, _ mu: Tensor, _ sigma: Tensor) -> Tensor {
    let r = (s / sigma).square(), t = ((m - mu) / sigma).square()
    return (r + t - 1 - r.log()) * 0.5
  }

  /// p ln(p/q), and 0 where p is 0
  private static func terms(_ p: Tensor, _ logP: Tensor, _ logQ: Tensor) -> Tensor {
    let isVoid = p.detach() == 0
    let difference = logP.maskedFill(isVoid, 0) - Tensor.where(isVoid, 0, logQ)
    return p * difference
  }

  private static func ofTrials(_ p: Bernoulli, _ q: Bernoulli) -> Tensor {
    terms(p.p(), p.logP(), q.logP()) + terms(p.q(), p.logQ(), q.logQ())
  }

  private static func ofBinomials(_ p: Binomial, _ q: Binomial) -> Tensor? {
    if !(p.n.detach() == q.n.detach()).all() { return nil }
    let one = terms(p.p, p.p.log(), q.p.log()) + terms(1 - p.p, (-p.p).log1p(), (-q.p).log1p())
    // No trial, no difference, even where that of one trial is ∞.
    return Tensor.where(p.n == 0, 0, p.n * one)
  }

  /// −H(p) − ln q − (1/p − 1) ln(1 − q)
  private static func ofGeometrics(_ p: Tensor, _ q: Tensor) -> Tensor {
    let failures = (1 - p) / p
    let own = p.log() + Tensor.xlog1py(failures, -p)
    return own - (q.log() + Tensor.xlog1py(failures, -q))
  }

  private static func ofLaplaces(_ p: Laplace, _ q: Laplace) -> Tensor {
    let ratio = p.b / q.b, distance = (p.mu - q.mu).abs()
    return distance / q.b + ratio * (-(distance / p.b)).exp() - ratio.log() - 1
  }

  private static func ofGammas(_ p: Gamma, _ q: Gamma) -> Tensor {
    let norms = q.alpha.lgamma() - p.alpha.lgamma() + q.alpha * (p.beta / q.beta).log()
    return norms + (p.alpha - q.alpha) * p.alpha.digamma() + (q.beta - p.beta) * (p.alpha / p.beta)
  }

  private static func ofBetas(_ p: Beta, _ q: Beta) -> Tensor {
    let norms = Tensor.lbeta(q.alpha, q.beta) - Tensor.lbeta(p.alpha, p.beta)
    let a = p.alpha - q.alpha, b = p.beta - q.beta
    return norms + a * p.alpha.digamma() + b * p.beta.digamma() - (a + b) * (p.alpha + p.beta).digamma()
  }

  /// ½ (tr(Σ_q⁻¹ Σₚ) + dᵀ Σ_q⁻¹ d − n) + ln |L_q| − ln |Lₚ|
  private static func ofVectors(_ p: MultivariateNormal, _ q: MultivariateNormal) -> Tensor {
    let lp = p.factor, lq = q.factor
    let white = Linalg.solveTriangular(lq, lp, upper: false)
    let distance = Linalg.solveTriangular(lq, (p.mu - q.mu).unsqueeze(-1), upper: false)
    let trace = white.square().sum(-1, -2) + distance.square().sum(-1, -2) - Double(p.n)
    let logs = lq.diagonal(dim1: -2, dim2: -1).log().sum(-1) - lp.diagonal(dim1: -2, dim2: -1).log().sum(-1)
    return trace * 0.5 + logs
  }
}
