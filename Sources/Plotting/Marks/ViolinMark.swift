import Glibc

/// How values are spread, as an area as wide as they are dense, with the median and the middle half marked.
struct ViolinMark: Mark {
  var place: Double
  var values: [Double]
  var name: String
  var color: PlotColor
  var leftOut: Int
  private let quartiles: (lower: Double, median: Double, upper: Double)?
  private let outline: [(value: Double, density: Double)]

  init(place: Double, values: [Double], name: String, color: PlotColor) {
    self.place = place
    self.name = name
    self.color = color
    let sorted = values.filter(\.isFinite).sorted()
    self.values = sorted
    leftOut = values.count - sorted.count
    quartiles =
      sorted.isEmpty
      ? nil : (Self.quantile(sorted, 0.25), Self.quantile(sorted, 0.5), Self.quantile(sorted, 0.75))
    outline = Self.density(sorted)
  }

  var layer: MarkLayer { .bars }

  /// Half the width of the widest place, in units of the distance between violins.
  private static let halfWidth = 0.4

  func extend(_ x: inout Extent, _ y: inout Extent) {
    x.include(place - 0.5)
    x.include(place + 0.5)
    for point in outline { y.include(point.value) }
    if outline.isEmpty { for value in values { y.include(value) } }
  }

  /// The density by normal kernels, with Scott's bandwidth (1992) for the spread's robust estimate, on 96 places.
  private static func density(_ sorted: [Double]) -> [(value: Double, density: Double)] {
    guard sorted.count > 1, let low = sorted.first, let high = sorted.last, high > low else { return [] }
    let mean = sorted.reduce(0) { $0 + $1 / Double(sorted.count) }
    let deviation = sorted.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(sorted.count) }.squareRoot()
    let spread = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / 1.349
    let width = 1.06 * (spread > 0 ? min(deviation, spread) : deviation) * pow(Double(sorted.count), -0.2)
    let from = low - 2 * width, to = high + 2 * width
    // Of numbers that are too far apart nothing can be computed.
    guard width > 0, (to - from).isFinite else { return [] }
    // Counted into fine bins first: the kernel then costs the same for any number of values.
    let binCount = 512
    var bins = [Double](repeating: 0, count: binCount)
    for value in sorted { bins[min(Int((value - from) / (to - from) * Double(binCount)), binCount - 1)] += 1 }
    let places = 96
    return (0...places).map { index in
      let value = from + (to - from) * Double(index) / Double(places)
      var sum = 0.0
      for bin in bins.indices where bins[bin] > 0 {
        let distance = (value - (from + (to - from) * (Double(bin) + 0.5) / Double(binCount))) / width
        if distance.magnitude < 5 { sum += bins[bin] * exp(-distance * distance / 2) }
      }
      return (value, sum / (Double(sorted.count) * width * (2 * Double.pi).squareRoot()))
    }
  }

  private static func quantile(_ sorted: [Double], _ share: Double) -> Double {
    let place = share * Double(sorted.count - 1), index = Int(place)
    let next = min(index + 1, sorted.count - 1)
    return sorted[index] + (sorted[next] - sorted[index]) * (place - Double(index))
  }

  func draw(_ writer: inout SVGWriter, in frame: PlotFrame) {
    let greatest = outline.reduce(0) { max($0, $1.density) }
    if greatest > 0 {
      writer.raw("<path d=\"M")
      let sides = [(1.0, outline), (-1, Array(outline.reversed()))]
      let middle = frame.x.position(place)
      var isFirst = true
      for (side, points) in sides {
        for point in points {
          let (x, y) = frame.point(place + side * Self.halfWidth * point.density / greatest, point.value)
          guard x.isFinite, y.isFinite else { continue }
          if !isFirst { writer.raw(" ") }
          // A tail is a thin line, where its width could not be seen.
          writer.point(side > 0 ? max(x, middle + 0.4) : min(x, middle - 0.4), y)
          isFirst = false
        }
      }
      writer.raw("z\"")
      writer.fill(color, opacity: 0.55)
      writer.raw("/>")
    }
    guard let quartiles else { return }
    let (x, median) = frame.point(place, quartiles.median)
    guard x.isFinite, median.isFinite else { return }
    writer.raw("<path d=\"M")
    writer.point(x, frame.yOrEdge(quartiles.lower))
    writer.raw("V")
    writer.number(frame.yOrEdge(quartiles.upper))
    writer.raw("\" fill=\"none\" stroke-linecap=\"round\"")
    writer.stroke(.ink, width: 5)
    writer.raw("/><circle r=\"1.9\"")
    writer.attribute("cx", x)
    writer.attribute("cy", median)
    writer.fill(.page)
    writer.raw("/>")
  }

  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {
    for point in outline {
      coverage.cover(
        from: frame.point(place - Self.halfWidth, point.value), to: frame.point(place + Self.halfWidth, point.value))
    }
  }

  var summary: MarkSummary? {
    let detail =
      quartiles.map {
        """
        \(name): median \(NumberText.short($0.median)), middle half from \(NumberText.short($0.lower)) to \
        \(NumberText.short($0.upper)), all \(SeriesWords.range(Extent(values)))
        """
      } ?? "\(name): no values"
    return MarkSummary(
      noun: ("violin", "violins"), count: values.count, unit: "values", detail: detail, leftOut: leftOut)
  }
}
