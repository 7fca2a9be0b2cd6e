import Glibc
import Tensors

extension Init {
  /// Samples of N(mean, std²) that lie within a...b, by the inverse of its distribution function.
  ///
  /// Traps where a...b is empty.
  @discardableResult
  public static func truncNormal_(
    _ tensor: Tensor, mean: Double = 0, std: Double = 1, a: Double = -2, b: Double = 2,
    generator: Generator = .default, file: StaticString = #fileID, line: UInt = #line
  ) -> Tensor {
    if !(a < b) { fail("truncNormal_: there is nothing between \(a) and \(b)", file: file, line: line) }
    // Above the mean the mirror image, where the distribution function keeps its digits.
    let side: Double = a > mean ? -1 : 1
    let (from, to) = side > 0 ? (a, b) : (2 * mean - b, 2 * mean - a)
    let low = standardNormal((from - mean) / std)
    let high = standardNormal((to - mean) / std)
    let shares = Tensor.rand(tensor.shape, dtype: .float64, generator: generator)
    let samples = shares.scalars.map { share -> Double in
      min(max(mean + side * std * standardQuantile(low + share * (high - low)), a), b)
    }
    return noGrad {
      tensor.copy_(Tensor(samples, dtype: .float64).view(tensor.shape), file: file, line: line)
    }
  }

  /// Φ(x), the distribution function of N(0, 1).
  private static func standardNormal(_ x: Double) -> Double { erfc(-x / 2.0.squareRoot()) / 2 }

  /// Φ⁻¹(p): the first guess of Abramowitz and Stegun (1964, 26.2.23), which Newton's method makes exact.
  private static func standardQuantile(_ p: Double) -> Double {
    if p <= 0 { return -.infinity }
    if p >= 1 { return .infinity }
    // The smaller of the two sides, where Φ keeps its digits.
    let tail = min(p, 1 - p)
    let t = (-2 * log(tail)).squareRoot()
    var x = (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))) - t
    for _ in 0..<3 {
      x -= (standardNormal(x) - tail) / (exp(-x * x / 2) / (2 * .pi).squareRoot())
    }
    return p < 0.5 ? x : -x
  }
}
