import Tensors

/// The values that a distribution can take: `[0, ∞)`, `{0, 1, …, 10}`.
public struct Support: CustomStringConvertible {
  /// The ends, for each distribution of the batch.
  let lower: Tensor
  let upper: Tensor
  /// Whether the ends themselves cannot occur; those at infinity never do.
  private let isOpenBelow: Bool
  private let isOpenAbove: Bool
  /// Whether only whole numbers occur.
  let isDiscrete: Bool
  /// The number of components of a vector that occurs; nil for numbers.
  let vectorSize: Int?

  private init(_ lower: Tensor, _ upper: Tensor, open: (Bool, Bool), isDiscrete: Bool, vectorSize: Int? = nil) {
    (self.lower, self.upper) = (lower.detach().to(.float64), upper.detach().to(.float64))
    self.isDiscrete = isDiscrete
    self.vectorSize = vectorSize
    isOpenBelow = open.0 || (self.lower == -.infinity).any()
    isOpenAbove = open.1 || (self.upper == .infinity).any()
  }

  /// All numbers between two ends.
  static func interval(
    _ lower: some DistributionValue, _ upper: some DistributionValue, open: (Bool, Bool) = (false, false)
  ) -> Support { Support(lower.valueTensor, upper.valueTensor, open: open, isDiscrete: false) }

  /// All whole numbers between two ends.
  static func integers(_ lower: some DistributionValue, _ upper: some DistributionValue) -> Support {
    Support(lower.valueTensor, upper.valueTensor, open: (false, false), isDiscrete: true)
  }

  /// All numbers.
  static var real: Support { interval(-Double.infinity, Double.infinity) }
  /// All vectors of n numbers.
  static func vectors(_ n: Int) -> Support {
    let all = real
    return Support(all.lower, all.upper, open: (true, true), isDiscrete: false, vectorSize: n)
  }

  /// The least interval, or range of whole numbers, that contains several supports.
  static func hull(_ supports: [Support]) -> Support {
    let first = supports[0]
    let lower = supports.dropFirst().reduce(first.lower) { Tensor.minimum($0, $1.lower) }
    let upper = supports.dropFirst().reduce(first.upper) { Tensor.maximum($0, $1.upper) }
    return Support(
      lower, upper, open: (supports.allSatisfy(\.isOpenBelow), supports.allSatisfy(\.isOpenAbove)),
      isDiscrete: first.isDiscrete, vectorSize: first.vectorSize)
  }

  /// The support of a mixture of the distributions along a batch's last dimension.
  func alongLastDimension() -> Support {
    func ends(_ x: Tensor, _ reduce: (Tensor) -> Tensor) -> Tensor { x.shape.isEmpty ? x : reduce(x) }
    return Support(
      ends(lower) { $0.amin(-1) }, ends(upper) { $0.amax(-1) }, open: (isOpenBelow, isOpenAbove),
      isDiscrete: isDiscrete,
      vectorSize: vectorSize)
  }

  /// Where values can occur, as truth values, broadcasting; of vectors `(…, n)` one for each.
  public func contains(_ x: Tensor) -> Tensor {
    let x = x.detach().to(.float64)
    let inside = !(isBelow(x) | isAbove(x)) & (x == x)
    if vectorSize != nil { return inside.all(dim: -1) }
    return isDiscrete ? inside & (x.floor() == x) : inside
  }

  /// Whether a value can occur.
  public func contains(_ x: Double) -> Bool { contains(Tensor(x, dtype: .float64)).all() }

  /// Where values lie left of the support.
  func isBelow(_ x: Tensor) -> Tensor { isOpenBelow ? x <= lower.to(x.dtype) : x < lower.to(x.dtype) }
  /// Where values lie right of the support.
  func isAbove(_ x: Tensor) -> Tensor { isOpenAbove ? x >= upper.to(x.dtype) : x > upper.to(x.dtype) }

  /// x, or where it is not between the ends, the next number that is.
  func inside(_ x: Tensor) -> Tensor {
    func step(_ end: Tensor) -> Tensor { (end.abs() * 0x1p-52).clamp(min: .leastNonzeroMagnitude) }
    let above = Tensor.where(x <= lower, lower + step(lower), x)
    return Tensor.where(x >= upper, upper - step(upper), above)
  }

  /// A value inside, near no end but where the support is a single point.
  var anchor: Tensor {
    let middle = (lower + upper) * 0.5
    let beyond = Tensor.where(lower.isfinite(), lower + 1, Tensor.where(upper.isfinite(), upper - 1, 0))
    let anchor = Tensor.where(middle.isfinite(), middle, beyond)
    return isDiscrete ? anchor.floor() : anchor
  }

  /// `(0, ∞)`, `{0, 1, …, 10}`, `ℝ²`; of a batch with different ends the outermost.
  public var description: String {
    if let vectorSize { return "ℝ" + Self.superscript(vectorSize) }
    let low: Double = lower.min().item(), high: Double = upper.max().item()
    func text(_ value: Double) -> String {
      value == .infinity ? "∞" : value == -.infinity ? "−∞" : numberText(value, .float64)
    }
    if !isDiscrete {
      if low == -.infinity && high == .infinity { return "ℝ" }
      return (isOpenBelow ? "(" : "[") + text(low) + ", " + text(high) + (isOpenAbove ? ")" : "]")
    }
    if high == .infinity { return "{\(text(low)), \(text(low + 1)), …}" }
    if high - low < 4 {
      return "{" + stride(from: low, through: high, by: 1).map(text).joined(separator: ", ") + "}"
    }
    return "{\(text(low)), \(text(low + 1)), …, \(text(high))}"
  }

  private static func superscript(_ number: Int) -> String {
    let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
    return String(String(number).map { digits[$0.wholeNumberValue!] })
  }
}
