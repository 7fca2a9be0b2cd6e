/// What values an axis has to show: the least and the greatest, and the least that is positive.
struct Extent: Equatable {
  var lower = Double.infinity
  var upper = -Double.infinity
  /// For a logarithmic axis, which shows no others.
  var leastPositive = Double.infinity
  /// How many values are no numbers, or infinite.
  var leftOut = 0
  /// Whether a value is zero or negative. The foot of bars is none.
  var hasNonPositive = false
  /// A value at which the axis shall begin or end without a margin, such as the foot of bars.
  var foot: Double?

  init() {}

  init(_ values: some Sequence<Double>) {
    for value in values { include(value) }
  }

  var isEmpty: Bool { lower > upper }

  mutating func include(_ value: Double) {
    guard value.isFinite else {
      leftOut += 1
      return
    }
    // Without branches, which millions of values of either sign would make slow.
    lower = min(lower, value)
    upper = max(upper, value)
    leastPositive = min(leastPositive, value > 0 ? value : .infinity)
    hasNonPositive = value <= 0 ? true : hasNonPositive
  }

  mutating func formUnion(_ other: Extent) {
    lower = min(lower, other.lower)
    upper = max(upper, other.upper)
    leastPositive = min(leastPositive, other.leastPositive)
    leftOut += other.leftOut
    hasNonPositive = hasNonPositive || other.hasNonPositive
    foot = foot ?? other.foot
  }
}

extension [Double] {
  /// Whether nothing lies between whole numbers, as with epochs, steps and counts; not so with 0 and 1 alone, which
  /// are rather the ends of a line.
  var areWhole: Bool {
    let extent = Extent(self)
    return extent.upper - extent.lower >= 2 && allSatisfy { !$0.isFinite || $0 == $0.rounded() }
  }
}
