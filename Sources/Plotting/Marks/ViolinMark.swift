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
    let finite = values.filter(\.isFinite)
    self.values = finite
    leftOut = values.count - finite.count
    let quantiles = Quantiles(finite)
    quartiles = quantiles[0.25].map { ($0, quantiles[0.5] ?? $0, quantiles[0.75] ?? $0) }
    outline = Self.density(finite, quantiles)
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
  private static func density(_ values: [Double], _ quantiles: Quantiles) -> [(value: Double, density: Double)] {
    let extent = Extent(values), low = extent.lower, high = extent.upper
    guard values.count > 1, high > low else { return [] }
    let mean = values.reduce(0) { $0 + $1 / Double(values.count) }
    let deviation = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) / Double(values.count) }.squareRoot()
    let spread = quantiles.middleHalf / 1.349
    let width = 1.06 * (spread > 0 ? min(deviation, spread) : deviation) * pow(Double(values.count), -0.2)
    let from = low - 2 * width, to = high + 2 * width
    // Of numbers that are too far apart nothing can be computed.
    guard width > 0, (to - from).isFinite else { return [] }
    // Counted into fine bins first: the kernel then costs the same for any number of values.
    let binCount = 512
    var bins = [Double](repeating: 0, count: binCount)
    for value in values { bins[min(Int((value - from) / (to - from) * Double(binCount)), binCount - 1)] += 1 }
    let places = 96
    return (0...places).map { index in
      let value = from + (to - from) * Double(index) / Double(places)
      var sum = 0.0
      for bin in bins.indices where bins[bin] > 0 {
        let distance = (value - (from + (to - from) * (Double(bin) + 0.5) / Double(binCount))) / width
        if distance.magnitude < 5 { sum += bins[bin] * exp(-distance * distance / 2) }
      }
      return (value, sum / (Double(values.count) * width * (2 * Double.pi).squareRoot()))
    }
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
