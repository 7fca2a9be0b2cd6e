/// What is said of the values of a series.
enum SeriesWords {
  /// How many points lack a coordinate.
  static func leftOut(_ x: [Double], _ y: [Double]) -> Int {
    var count = 0
    for index in x.indices where !(x[index].isFinite && y[index].isFinite) { count += 1 }
    return count
  }

  /// `from 0.69 at 0 to 0.12 at 99; lowest 0.1 at 97, highest 0.7 at 2`.
  static func ofLine(_ x: [Double], _ y: [Double]) -> String {
    var first = -1, last = -1, low = -1, high = -1
    for index in x.indices where x[index].isFinite && y[index].isFinite {
      if first < 0 { (first, low, high) = (index, index, index) }
      last = index
      if y[index] < y[low] { low = index }
      if y[index] > y[high] { high = index }
    }
    guard first >= 0 else { return "no values" }
    func at(_ index: Int) -> String { "\(NumberText.short(y[index])) at \(NumberText.short(x[index]))" }
    if first == last { return at(first) }
    return "from \(at(first)) to \(at(last)); lowest \(at(low)), highest \(at(high))"
  }

  /// `x from 0 to 1, y from −2 to 2`.
  static func ofPoints(_ x: [Double], _ y: [Double]) -> String {
    var xs = Extent(), ys = Extent()
    for index in x.indices where x[index].isFinite && y[index].isFinite {
      xs.include(x[index])
      ys.include(y[index])
    }
    return xs.isEmpty ? "no values" : "x \(range(xs)), y \(range(ys))"
  }

  /// `from 0 to 1`, or `0` where all are the same.
  static func range(_ extent: Extent) -> String {
    if extent.isEmpty { return "no values" }
    if extent.lower == extent.upper { return NumberText.short(extent.lower) }
    return "from \(NumberText.short(extent.lower)) to \(NumberText.short(extent.upper))"
  }
}
