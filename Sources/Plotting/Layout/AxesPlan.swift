/// What an axes' frame shows and the room its labels need, before it has a place.
struct AxesPlan {
  let axes: Axes
  let x: AxisMapping
  let y: AxisMapping
  let twinY: AxisMapping?
  var xTicks = Ticks(major: [])
  var yTicks = Ticks(major: [])
  var twinTicks: Ticks?
  var colorBar: ColorBar?
  /// Whether numbers and the label stand at the axis; with shared axes only the outer ones have them.
  var showsXNumbers = true
  var showsYNumbers = true
  /// What stands above the frame: the axes' title, or that of a figure with one chart.
  var heading: String
  var title: [RichText] = []
  var xLabel: [RichText] = []
  var yLabel: [RichText] = []
  var twinLabel: [RichText] = []
  /// A legend above the frame.
  var legendAbove: Legend?
  /// Whether the names at the horizontal axis are slanted, because they would meet.
  var isSlanted = false
  var insets = Insets()

  struct Insets {
    var left = 0.0, right = 0.0, top = 0.0, bottom = 0.0
  }

  /// What the axes have to show: of all charts that share them.
  init(_ axes: Axes, x xExtent: Extent, y yExtent: Extent) {
    self.axes = axes
    heading = axes.title
    let fills = axes.items.contains { $0.mark.fillsFrame }
    x = Self.mapping(axes.xScale, xExtent, axes.xLimits, categories: axes.xCategories?.count, margin: fills ? 0 : 0.03)
    let y = Self.mapping(
      axes.yScale, yExtent, axes.yLimits, categories: axes.yCategories?.count, margin: fills ? 0 : 0.05)
    // The lower end of a picture's axis is at the top.
    self.y = axes.isYDownward ? AxisMapping(scale: y.scale, lower: y.upper, upper: y.lower) : y
    twinY = axes.twin.map { twin in
      var x = Extent(), y = Extent()
      for item in twin.items { item.mark.extend(&x, &y) }
      return Self.mapping(twin.yScale, y, twin.yLimits, categories: nil, margin: 0.05)
    }
    if axes.hasColorBar { colorBar = axes.items.lazy.compactMap { $0.mark.colors }.first.map { ColorBar(colors: $0) } }
  }

  private static func mapping(
    _ scale: AxisScale, _ extent: Extent, _ limits: ClosedRange<Double>?, categories: Int?, margin: Double
  ) -> AxisMapping {
    var extent = extent
    if let limits, limits.lowerBound.isFinite, limits.upperBound.isFinite,
      scale.kind != .logarithmic || limits.lowerBound > 0
    {
      let (lower, upper) = AxisScale.opened(limits.lowerBound, limits.upperBound)
      // Opened, the smallest numbers would reach to where a logarithmic axis has no place.
      let least = scale.kind == .logarithmic ? Double.leastNonzeroMagnitude : lower
      return AxisMapping(scale: scale, lower: max(lower, least), upper: upper)
    }
    if let categories, scale.kind == .linear {
      extent.include(-0.5)
      extent.include(Double(max(categories, 1)) - 0.5)
      return AxisMapping(scale: scale, lower: extent.lower, upper: extent.upper)
    }
    let (lower, upper) = scale.limits(extent, margin: margin)
    return AxisMapping(scale: scale, lower: lower, upper: upper)
  }

  /// The values that the axes have to show.
  static func extents(of axes: Axes) -> (x: Extent, y: Extent) {
    var x = Extent(), y = Extent()
    for item in axes.items {
      // Each by itself: a foot belongs to its own bars, and stands only as long as nothing goes beyond.
      var ownX = Extent(), ownY = Extent()
      item.mark.extend(&ownX, &ownY)
      x.formUnion(ownX)
      y.formUnion(ownY)
    }
    for item in axes.twin?.items ?? [] {
      var ownX = Extent(), other = Extent()
      item.mark.extend(&ownX, &other)
      x.formUnion(ownX)
    }
    return (x, y)
  }

  /// The entries of the legend, those of the right-hand axis last.
  var legendEntries: [LegendEntry] {
    (axes.items + (axes.twin?.items ?? [])).flatMap { $0.mark.legend }
  }

  // MARK: Room

  /// Finds ticks, labels and the room around the frame, for a frame of about the given size in a cell of that width.
  mutating func measure(frameWidth: Double, frameHeight: Double, cellWidth: Double, cellHeight: Double) {
    let tick = ChartStyle.tickSize
    yTicks = ticks(y, axes.yCategories, count: Int(frameHeight / 42), longestName: max(36, min(170, 0.4 * cellWidth)))
    twinTicks = twinY.map { Ticks($0.scale, lower: $0.lower, upper: $0.upper, count: max(2, Int(frameHeight / 42))) }
    thinVertically(&yTicks, y, frameHeight)
    if var ticks = twinTicks, let twinY {
      thinVertically(&ticks, twinY, frameHeight)
      twinTicks = ticks
    }
    measureX(frameWidth, longestName: max(36, min(170, 0.42 * cellHeight)))
    let hasTicks = axes.isFramed
    let tickRoom = ChartStyle.tickLength + ChartStyle.tickGap
    let line = ChartStyle.labelSize * ChartStyle.leading
    title = RichText.lines(heading, size: ChartStyle.titleSize, width: cellWidth / ChartStyle.boldWidth)
    xLabel = showsXNumbers ? RichText.lines(axes.xLabel, size: ChartStyle.labelSize, width: cellWidth) : []
    // Where something stands above the frame, the label keeps beside the frame, or the two would meet.
    let isFree = title.isEmpty && legendAbove == nil
    let labelHeight = isFree ? cellHeight : max(frameHeight, cellHeight / 2)
    yLabel = showsYNumbers ? RichText.lines(axes.yLabel, size: ChartStyle.labelSize, width: labelHeight) : []
    twinLabel = RichText.lines(axes.twin?.yLabel ?? "", size: ChartStyle.labelSize, width: labelHeight)

    insets = Insets()
    // The highest number reaches above the frame by half its height.
    insets.top = hasTicks ? tick / 2 : 2
    insets.bottom = hasTicks ? 0 : 2
    if hasTicks && showsXNumbers {
      insets.bottom += tickRoom + (isSlanted ? slantedHeight : tick) + (xLabel.isEmpty ? 2 : ChartStyle.labelGap - 2)
      if xTicks.note != nil && xLabel.isEmpty { insets.bottom += line }
    } else if hasTicks {
      insets.bottom += ChartStyle.tickLength
    }
    insets.bottom += Double(xLabel.count) * line
    if hasTicks {
      insets.left = showsYNumbers ? tickRoom + widest(yTicks) : ChartStyle.tickLength
      overhang(frameWidth)
    }
    if !yLabel.isEmpty { insets.left += ChartStyle.labelGap + Double(yLabel.count) * line }
    if let twinTicks {
      insets.right = max(insets.right, tickRoom + widest(twinTicks))
      if !twinLabel.isEmpty { insets.right += ChartStyle.labelGap + Double(twinLabel.count) * line }
    }
    if colorBar != nil {
      colorBar?.measure(height: frameHeight)
      insets.right = max(insets.right, 0) + colorBar!.width
    }
    let hasNote = (showsYNumbers && yTicks.note != nil) || twinTicks?.note != nil || colorBar?.ticks.note != nil
    if hasNote { insets.top += ChartStyle.noteSize + 3 }
    if let legendAbove { insets.top += legendAbove.height }
    if !title.isEmpty { insets.top += Double(title.count) * ChartStyle.titleSize * ChartStyle.leading + 4 }
  }

  /// What of the first and the last number on the horizontal axis reaches beyond the frame's sides.
  private mutating func overhang(_ frameWidth: Double) {
    guard showsXNumbers else { return }
    let placed = PlotFrame(box: Box(x: 0, y: 0, width: frameWidth, height: 1), x: x, y: y).x
    for tick in xTicks.major {
      let width = tick.label.width(size: ChartStyle.tickSize), middle = placed.position(tick.value)
      if isSlanted {
        insets.left = max(insets.left, width * Self.slantCosine - middle + 2)
        insets.right = max(insets.right, ChartStyle.tickSize / 2)
      } else {
        insets.left = max(insets.left, width / 2 - middle + 1)
        insets.right = max(insets.right, middle + width / 2 - frameWidth + 1)
      }
    }
  }

  private func widest(_ ticks: Ticks) -> Double {
    ticks.major.reduce(0) { max($0, $1.label.width(size: ChartStyle.tickSize)) }
  }

  static let slantCosine = 0.77, slantSine = 0.64

  private var slantedHeight: Double {
    xTicks.major.reduce(0) { max($0, $1.label.width(size: ChartStyle.tickSize)) } * Self.slantSine
      + ChartStyle.tickSize * Self.slantCosine
  }

  private func ticks(_ mapping: AxisMapping, _ categories: [String]?, count: Int, longestName: Double = 170) -> Ticks {
    if let categories {
      return Ticks(
        major: categories.enumerated().map {
          .init(
            value: Double($0.offset), label: RichText($0.element).cut(size: ChartStyle.tickSize, width: longestName))
        })
    }
    return numbers(mapping, count: max(2, count), areWhole: axes.items.contains { $0.mark.countsY })
  }

  private func numbers(_ mapping: AxisMapping, count: Int, areWhole: Bool) -> Ticks {
    var ticks = Ticks(mapping.scale, lower: mapping.lower, upper: mapping.upper, count: count)
    if areWhole, mapping.scale.kind == .linear, ticks.note == nil {
      let whole = ticks.major.filter { $0.value == $0.value.rounded() }
      // An axis that was cut to a piece between two whole numbers has others.
      if whole.isEmpty { return ticks }
      ticks.major = whole.map { .init(value: $0.value, label: RichText(NumberText.fixed($0.value, decimals: 0))) }
    }
    return ticks
  }

  /// As many numbers on the horizontal axis as have room beside each other.
  private mutating func measureX(_ frameWidth: Double, longestName: Double) {
    let placed = PlotFrame(box: Box(x: 0, y: 0, width: frameWidth, height: 1), x: x, y: y).x
    isSlanted = false
    if axes.xCategories != nil {
      xTicks = ticks(x, axes.xCategories, count: 0, longestName: longestName)
      isSlanted = !fits(xTicks, placed)
      // More names than lines of text have room for: every second, every third.
      let step = placed.length / Double(max(xTicks.major.count, 1)) * Self.slantSine
      if isSlanted, step < ChartStyle.tickSize {
        let stride = Int((ChartStyle.tickSize / max(step, 0.01)).rounded(.up))
        xTicks.major = xTicks.major.enumerated().filter { $0.offset % stride == 0 }.map(\.element)
      }
      return
    }
    let series = axes.items.filter { !($0.mark is RuleMark || $0.mark is AnnotationMark) }
    let countsX = !series.isEmpty && series.allSatisfy { $0.mark.countsX }
    var count = max(2, Int(frameWidth / 68))
    xTicks = numbers(x, count: count, areWhole: countsX)
    while count > 1, !fits(xTicks, placed) {
      count -= 1
      xTicks = numbers(x, count: count, areWhole: countsX)
    }
  }

  private func fits(_ ticks: Ticks, _ placed: AxisMapping) -> Bool {
    var lastEnd = -Double.infinity
    for tick in ticks.major {
      let half = tick.label.width(size: ChartStyle.tickSize) / 2, middle = placed.position(tick.value)
      if middle - half < lastEnd + 7 { return false }
      lastEnd = middle + half
    }
    return true
  }

  /// Leaves out labels that would stand in each other's way on a vertical axis.
  private func thinVertically(_ ticks: inout Ticks, _ mapping: AxisMapping, _ height: Double) {
    let placed = PlotFrame(box: Box(x: 0, y: 0, width: 1, height: height), x: x, y: mapping).y
    var kept: [Ticks.Tick] = [], last: Double?
    for tick in ticks.major {
      let place = placed.position(tick.value)
      if let last, (place - last).magnitude < ChartStyle.tickSize * 1.1 { continue }
      kept.append(tick)
      last = place
    }
    ticks.major = kept
  }
}
