/// The places in a sample below which a given share of it lies.
struct Quantiles {
  private let sorted: [Double]

  /// Of more values than this, evenly spaced ones stand for all: no chart shows the difference, and sorting them would
  /// take longer than drawing.
  private static let mostSorted = 200_000

  /// Of finite values.
  init(_ values: [Double]) {
    let stride = values.count / Self.mostSorted + 1
    sorted = (stride == 1 ? values : Swift.stride(from: 0, to: values.count, by: stride).map { values[$0] }).sorted()
  }

  /// Interpolated between neighbours; nil where there are no values.
  subscript(share: Double) -> Double? {
    guard !sorted.isEmpty else { return nil }
    let place = share * Double(sorted.count - 1), index = Int(place)
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (sorted[next] - sorted[index]) * (place - Double(index))
  }

  /// From the first quartile to the third.
  var middleHalf: Double { (self[0.75] ?? 0) - (self[0.25] ?? 0) }
}
