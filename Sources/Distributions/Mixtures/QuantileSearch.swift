import Glibc
import Tensors

/// The search for the quantiles of a distribution between bounds that hold them.
struct QuantileSearch<Searched: UnivariateDistribution> {
  private let distribution: Searched
  /// In double precision.
  private let p: Tensor
  private let file: StaticString
  private let line: UInt

  init(_ distribution: Searched, at p: Tensor, _ file: StaticString, _ line: UInt) {
    (self.distribution, self.p, self.file, self.line) = (distribution, p, file, line)
  }

  /// By Newton's method at the rows, each as long as the batch, in which a place is still open.
  func numbers(_ low: Tensor, _ high: Tensor) -> Tensor {
    let shape = low.shape, rowShape = Shape(shape.suffix(distribution.batchShape.count)), width = rowShape.reduce(1, *)
    let (p, lows, highs) = (p.expand(shape).scalars, low.scalars, high.scalars)
    var brackets = p.indices.map { Bracket(p[$0], lows[$0], highs[$0]) }
    var rows = stride(from: 0, to: p.count, by: max(1, width)).map { $0..<($0 + width) }
    while !rows.isEmpty {
      for isRight in [false, true] {
        let asked = rows.filter { brackets[$0].contains { $0.isOpen && $0.isRight == isRight } }
        if asked.isEmpty { continue }
        let places = asked.flatMap { $0 }
        let x = Tensor(places.map { brackets[$0].x }, dtype: .float64).reshape([asked.count] + rowShape)
        let tail =
          isRight ? distribution.survival(x, file: file, line: line) : distribution.cdf(x, file: file, line: line)
        let (tails, logDensities) = (tail.scalars, distribution.logProb(x, file: file, line: line).scalars)
        for (index, place) in places.enumerated() where brackets[place].isOpen && brackets[place].isRight == isRight {
          brackets[place].narrow(tails[index], logDensities[index])
        }
      }
      rows.removeAll { !brackets[$0].contains(where: \.isOpen) }
    }
    return Tensor(brackets.map(\.high), dtype: .float64).reshape(shape)
  }
}

/// Newton's method for ln P(X ≤ x) = ln p, and where p > ½ for ln P(X > x) = ln(1 − p), which is as exact on the right.
/// Where a step would leave the bounds, or be longer than half the last one, the bounds are halved instead.
private struct Bracket {
  /// ln p, or ln(1 − p)
  private let wanted: Double
  let isRight: Bool
  private var low: Double
  /// In the end the quantile.
  private(set) var high: Double
  /// Where the distribution is to be computed next.
  private(set) var x: Double
  private var step: Double
  private(set) var isOpen: Bool

  init(_ p: Double, _ low: Double, _ high: Double) {
    isRight = p > 0.5
    wanted = log(isRight ? 1 - p : p)
    (self.low, self.high) = (low, p == 0 ? low : high)
    step = high - low
    // The component that lies furthest out has most of the tail.
    x = isRight ? high : low
    isOpen = low < high && p > 0 && p < 1
  }

  mutating func narrow(_ tail: Double, _ logDensity: Double) {
    let logTail = log(tail), excess = isRight ? wanted - logTail : logTail - wanted, slope = exp(logDensity - logTail)
    let newton = excess / slope
    // Less than the distribution function's own rounding, or x's.
    let isFound = slope > 0 && (abs(excess) <= 0x1p-50 * max(1, abs(wanted)) || abs(newton) <= 0x1p-51 * abs(x))
    if isFound || !(excess < 0) { high = x } else { low = x }
    var next = x - newton
    if !(low < next && next < high && abs(newton) <= abs(step) * 0.5) { next = Self.middle(low, high) }
    isOpen = !isFound && low < next && next < high
    step = next - x
    x = next
  }

  /// Of numbers of one sign that are far apart the middle of their exponents.
  private static func middle(_ low: Double, _ high: Double) -> Double {
    let isFar = (low > 0 && high > low * 4) || (high < 0 && low < high * 4)
    return isFar ? (low < 0 ? -1 : 1) * abs(low).squareRoot() * abs(high).squareRoot() : low + (high - low) * 0.5
  }
}
