import Glibc

/// How numbers are laid along an axis.
public struct AxisScale: Hashable, Sendable {
  enum Kind: Hashable {
    case linear
    case logarithmic
    case symmetricLogarithmic(threshold: Double)
    case time
  }

  let kind: Kind

  /// Equal differences are equally far apart.
  public static let linear = AxisScale(kind: .linear)
  /// Equal ratios are equally far apart; numbers must be positive.
  public static let log = AxisScale(kind: .logarithmic)
  /// Like ``log`` to both sides of zero, linear between −1 and 1.
  public static let symlog = symlog(threshold: 1)
  /// Like ``log`` to both sides of zero, linear up to the threshold.
  public static func symlog(threshold: Double) -> AxisScale {
    AxisScale(kind: .symmetricLogarithmic(threshold: threshold > 0 && threshold.isFinite ? threshold : 1))
  }
  /// Seconds since 1970-01-01 00:00 UTC, told as dates and times: `date.timeIntervalSince1970`.
  public static let time = AxisScale(kind: .time)

  /// The value in units that are laid evenly along the axis; no number where the scale has no place for it.
  func transformed(_ value: Double) -> Double {
    switch kind {
    case .linear, .time: value
    case .logarithmic: value > 0 ? log10(value) : .nan
    case .symmetricLogarithmic(let threshold):
      if value.magnitude <= threshold {
        value / threshold
      } else {
        (value < 0 ? -1 : 1) * (1 + log10(value.magnitude / threshold))
      }
    }
  }

  /// The value at a place that ``transformed(_:)`` gave.
  func original(_ place: Double) -> Double {
    switch kind {
    case .linear, .time: return place
    case .logarithmic: return pow(10, place)
    case .symmetricLogarithmic(let threshold):
      if place.magnitude <= 1 { return place * threshold }
      return (place < 0 ? -1 : 1) * threshold * pow(10, place.magnitude - 1)
    }
  }

  /// The first and the last value that an axis shows for such data: a little more than the data, and never nothing.
  func limits(_ extent: Extent, margin: Double) -> (lower: Double, upper: Double) {
    var lower = kind == .logarithmic ? extent.leastPositive : extent.lower
    var upper = extent.upper
    if kind == .logarithmic {
      guard lower.isFinite, upper >= lower else { return (1, 10) }
      let (a, b) = (log10(lower), log10(upper))
      if b - a < 0.02 { return (pow(10, a - 0.5), min(pow(10, b + 0.5), .greatestFiniteMagnitude)) }
      let room = (b - a) * margin
      lower = extent.foot == extent.lower ? lower : pow(10, a - room)
      return (max(lower, .leastNonzeroMagnitude), min(pow(10, b + room), .greatestFiniteMagnitude))
    }
    guard lower <= upper else { return (0, 1) }
    // Bars without height, of no values: there is nothing below their foot.
    if lower == upper, extent.foot == lower { upper += 1 }
    (lower, upper) = Self.opened(lower, upper)
    let a = transformed(lower), b = transformed(upper)
    let room = (b / 2 - a / 2) * margin * 2
    let isFootLow = extent.foot.map { $0 <= lower } ?? false, isFootHigh = extent.foot.map { $0 >= upper } ?? false
    let first = isFootLow ? lower : original(a - room), last = isFootHigh ? upper : original(b + room)
    return (max(first, -.greatestFiniteMagnitude), min(last, .greatestFiniteMagnitude))
  }

  /// The limits themselves, or, where they are too near each other to be told apart, wider ones around them.
  static func opened(_ lower: Double, _ upper: Double) -> (Double, Double) {
    let size = max(lower.magnitude, upper.magnitude)
    // Sixteen digits are all that a number has: a span of less than 10⁻¹³ of it has no ticks.
    if size > 0, upper / 2 - lower / 2 > size * 5e-14, upper - lower > 1e-307 { return (lower, upper) }
    let middle = lower / 2 + upper / 2
    let half = size < 1e-300 ? (size == 0 ? 1 : 1e-300) : size / 10
    let edge = Double.greatestFiniteMagnitude
    return (max(middle - half, -edge), min(middle + half, edge))
  }
}

/// Where the numbers of an axis lie in the picture.
struct AxisMapping: Equatable {
  let scale: AxisScale
  /// The numbers at both ends.
  let lower: Double
  let upper: Double
  /// The ends' places in pixels.
  var start: Double
  var end: Double

  private let lowerPlace: Double
  private let halfSpan: Double

  init(scale: AxisScale, lower: Double, upper: Double, start: Double = 0, end: Double = 1) {
    self.scale = scale
    self.lower = lower
    self.upper = upper
    self.start = start
    self.end = end
    lowerPlace = scale.transformed(lower) / 2
    // Halved, so that the greatest numbers have a difference.
    halfSpan = scale.transformed(upper) / 2 - lowerPlace
  }

  /// The place of a number in pixels; no number where the axis has no place for it.
  func position(_ value: Double) -> Double {
    start + (scale.transformed(value) / 2 - lowerPlace) / halfSpan * (end - start)
  }

  /// The length in pixels.
  var length: Double { (end - start).magnitude }

  func contains(_ value: Double) -> Bool { value >= min(lower, upper) && value <= max(lower, upper) }
}
