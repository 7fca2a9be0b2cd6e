import Glibc
import Tensors

/// A distribution with several places where it is concentrated.
protocol Landmarked {
  var landmarks: [Tensor] { get }
  /// The distributions of numbers that it is made of.
  var parts: [any UnivariateDistribution] { get }
}

/// E[f(X)] of numbers, by what is exact for the distribution.
enum Expectation {
  /// Σ p(k) f(k) over the support.
  static func ofSum<D: DiscreteDistribution>(_ p: D, in shape: Shape? = nil, _ f: (D, Tensor) -> Tensor) -> Tensor {
    let sum = MassSum(p, in: shape, atMost: 1 << 20)
    let logP = p.logProb(sum.places), values = f(p, sum.places)
    // Where there is no mass nothing is added, whatever f is.
    return sum(logP.exp() * values.maskedFill(logP.detach() == -.infinity, 0))
  }

  /// ∫ f(Q(u)) du over [0, 1], Q being p's quantile function, in pieces that end at the landmarks.
  static func ofQuadrature<D: UnivariateDistribution>(
    _ p: D, in shape: Shape? = nil, landmarks: [Tensor] = [], _ f: (D, Tensor) -> Tensor
  ) -> Tensor {
    let own = (p as? any Landmarked)?.landmarks ?? []
    let splits = noGrad { (landmarks + own).map { p.cdf($0.to(.float64)) } }
    return integral(in: shape ?? p.batchShape, splits: splits) { u in
      var x = p.icdf(u).detach(), logP = p.logProb(x)
      let isEnd = logP.detach() == .infinity
      if isEnd.any() {
        // Next to an end where the density is infinite: a quantile that was rounded to it.
        x = Tensor.where(isEnd, p.support.inside(x), x)
        logP = p.logProb(x)
      }
      // A factor of 1, whose gradient is that of the density which the mean is taken over.
      return logP.requiresGrad ? f(p, x) * (logP - logP.detach()).nanToNum().exp() : f(p, x)
    }
  }

  /// Where a distribution begins, is concentrated, and ends.
  static func landmarks<D: UnivariateDistribution>(of d: D) -> [Tensor] {
    if let d = d as? any Landmarked { return d.landmarks }
    return noGrad {
      let quantiles = [1e-9, 1e-3, 0.1, 0.5, 0.9, 0.999, 1 - 1e-9].map { d.icdf(Tensor($0, dtype: .float64)) }
      return [d.support.lower] + quantiles + [d.support.upper]
    }
  }

  /// ∫ f(u) du over [0, 1] by tanh–sinh quadrature (Takahasi and Mori, 1974), which bears singularities at the ends
  /// of each piece.
  ///
  /// The pieces end at the probabilities `splits`, where f has jumps or kinks. f is given `(places, shape…)`.
  static func integral(in shape: Shape, splits: [Tensor], _ f: (Tensor) -> Tensor) -> Tensor {
    let nodes = node.column(beside: shape), weights = weight.column(beside: shape)
    let zero = Tensor.zeros(shape, dtype: .float64), one = Tensor.ones(shape, dtype: .float64)
    let inner = splits.isEmpty ? [] : stack(splits.map { $0.expand(shape) }, dim: 0).sort(dim: 0).values.unbind(0)
    let ends = [zero] + inner + [one]
    let pieces = zip(ends, ends.dropFirst()).filter { (($1 - $0) > 0).any() }
    // Small pieces are computed together.
    let together = max(1, (1 << 17) / max(1, count * shape.elementCount))
    var total = zero
    for first in stride(from: 0, to: pieces.count, by: together) {
      let some = pieces[first..<min(first + together, pieces.count)]
      let begin = stack(some.map(\.0), dim: 0).unsqueeze(1), width = stack(some.map { $1 - $0 }, dim: 0).unsqueeze(1)
      // Next to the left end the nodes are nearer to it than doubles are to 1; what lies beyond 1 − 10⁻¹⁶ is too
      // little to count.
      let u = (begin + width * nodes).clamp(min: 1e-300, max: 1 - 1.2e-16)
      let values = f(u.flatten(0, 1)).expand([some.count * count] + shape).reshape([some.count, count] + shape)
      total = total + (values * weights * width).sum(0, 1)
    }
    return total
  }

  private static let step = 1.0 / 32, reach = 3.3
  private static let count = 2 * Int(reach / step) + 1
  private static var places: [Double] { (0..<count).map { Double($0 - count / 2) * step } }
  /// ½ (1 + tanh(½π sinh t)), without cancellation on the left.
  private static var node: Tensor {
    Tensor(places.map { 1 / (1 + exp(-Double.pi * sinh($0))) }, dtype: .float64)
  }
  private static var weight: Tensor {
    let weights = places.map { t in
      let c = cosh(Double.pi / 2 * sinh(t))
      return step * Double.pi / 4 * cosh(t) / (c * c)
    }
    return Tensor(weights, dtype: .float64)
  }
}
