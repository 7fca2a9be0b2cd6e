import Glibc

/// Into which bins a histogram counts.
public enum HistogramBins: ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral, Hashable, Sendable {
  /// As many as Freedman and Diaconis' rule (1981) finds: each 2·IQR/∛n wide.
  case automatic
  /// That many of the same width.
  case count(Int)
  /// Between the given edges.
  case edges([Double])

  public init(integerLiteral value: Int) { self = .count(value) }
  public init(arrayLiteral edges: Double...) { self = .edges(edges) }

  /// The bins' edges, at least two, ascending.
  func edges(for values: [Double], over range: ClosedRange<Double>?) -> [Double] {
    if case .edges(let edges) = self {
      let ascending = Set(edges.filter(\.isFinite)).sorted()
      if ascending.count >= 2 { return ascending }
    }
    let finite = values.filter { $0.isFinite && range?.contains($0) ?? true }
    let extent = range.map { Extent([$0.lowerBound, $0.upperBound]) } ?? Extent(finite)
    guard !extent.isEmpty else { return [0, 1] }
    let (lower, upper) =
      extent.lower == extent.upper ? (extent.lower - 0.5, extent.upper + 0.5) : (extent.lower, extent.upper)
    guard upper > lower else { return Self.even(lower - lower.magnitude * 0.1, upper + upper.magnitude * 0.1, 1) }
    switch self {
    case .count(let count): return Self.even(lower, upper, min(max(count, 1), 10_000))
    case .automatic, .edges: return finite.isEmpty ? [lower, upper] : Self.automatic(finite, lower, upper)
    }
  }

  private static func automatic(_ values: [Double], _ lower: Double, _ upper: Double) -> [Double] {
    // Few whole numbers are counted one by one.
    if upper - lower <= 40, lower == lower.rounded(), values.allSatisfy({ $0 == $0.rounded() }) {
      return (0...(Int(upper - lower) + 1)).map { lower + Double($0) - 0.5 }
    }
    let spread = Quantiles(values).middleHalf
    let sturges = log2(Double(values.count)).rounded(.up) + 1
    let width = 2 * spread / cbrt(Double(values.count))
    let count = width > 0 ? (upper / width - lower / width).rounded(.up) : sturges
    return even(lower, upper, Int(min(max(count, sturges), 200)))
  }

  private static func even(_ lower: Double, _ upper: Double, _ count: Int) -> [Double] {
    (0...count).map { index in
      let share = Double(index) / Double(count)
      return lower * (1 - share) + upper * share
    }
  }

  /// How many values are in each bin; one on an edge counts to the right of it, on the last edge to the left.
  static func counts(_ values: [Double], in edges: [Double]) -> [Int] {
    var counts = [Int](repeating: 0, count: edges.count - 1)
    let first = edges[0], last = edges[edges.count - 1]
    // Where the bins are equally wide, a division finds the bin or its neighbour.
    let share = Double(counts.count) / (last - first)
    if (last - first).isFinite, share.isFinite, ((edges[1] - first) * share - 1).magnitude < 1e-6 {
      for value in values where value >= first && value <= last {
        var bin = min(Int((value - first) * share), counts.count - 1)
        while bin > 0, value < edges[bin] { bin -= 1 }
        while bin < counts.count - 1, value >= edges[bin + 1] { bin += 1 }
        counts[bin] += 1
      }
      return counts
    }
    for value in values where value >= first && value <= last {
      // The number of edges that are not above the value, by bisection.
      var low = 0, high = edges.count
      while low < high {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle + 1 } else { high = middle }
      }
      counts[min(low - 1, counts.count - 1)] += 1
    }
    return counts
  }
}
