import Tensors

extension ChartArea {
  /// The area between two lines over `x`. Traps where the numbers of values differ.
  @discardableResult
  public func fillBetween(
    _ x: some PlotValues, _ lower: some PlotValues, _ upper: some PlotValues, label: String? = nil,
    color: PlotColor? = nil, opacity: Double = 0.25, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let xs = x.line("fillBetween", "x", file, line)
    let lows = lower.line("fillBetween", "lower", file, line), highs = upper.line("fillBetween", "upper", file, line)
    requireSameCount("fillBetween", "x", xs.count, "lower", lows.count, file, line)
    requireSameCount("fillBetween", "x", xs.count, "upper", highs.count, file, line)
    // A band is mostly drawn around a line, and then belongs to it: the last series' colour.
    axes.add(
      BandMark(
        x: xs, lower: lows, upper: highs, label: label, color: color ?? .ofSeries(max(axes.seriesCount - 1, 0)),
        opacity: min(max(opacity, 0), 1)), "fillBetween", file, line)
    return self
  }

  /// Points with bars of `error` to both sides: `errorBars(x, mean, deviation)`. Traps where the numbers of values
  /// differ.
  @discardableResult
  public func errorBars(
    _ x: some PlotValues, _ y: some PlotValues, _ error: some PlotValues, label: String? = nil,
    color: PlotColor? = nil, marker: Marker? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let xs = x.line("errorBars", "x", file, line), ys = y.line("errorBars", "y", file, line)
    let errors = error.line("errorBars", "error", file, line)
    requireSameCount("errorBars", "x", xs.count, "y", ys.count, file, line)
    requireSameCount("errorBars", "x", xs.count, "error", errors.count, file, line)
    let series = axes.nextSeries()
    axes.add(
      ErrorBarsMark(
        x: xs, y: ys, lower: zip(ys, errors).map { $0 - $1 }, upper: zip(ys, errors).map { $0 + $1 }, label: label,
        color: color ?? .ofSeries(series), marker: marker ?? .ofSeries(series)), "errorBars", file, line)
    return self
  }

  /// Points on stems that stand on zero. Traps where the numbers of values differ.
  @discardableResult
  public func stem(
    _ x: some PlotValues, _ y: some PlotValues, label: String? = nil, color: PlotColor? = nil, marker: Marker? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let xs = x.line("stem", "x", file, line), ys = y.line("stem", "y", file, line)
    requireSameCount("stem", "x", xs.count, "y", ys.count, file, line)
    let series = axes.nextSeries()
    axes.add(
      StemMark(
        x: xs, y: ys, label: label, color: color ?? .ofSeries(series), marker: marker ?? .ofSeries(series)), "stem",
      file, line)
    return self
  }

  /// A horizontal line from edge to edge.
  @discardableResult
  public func hline(
    _ y: Double, label: String? = nil, color: PlotColor = .gray, width: Double = 1.3, dash: Dash = .dashed,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    axes.add(
      RuleMark(value: y, isVertical: false, label: label, color: color, width: width, dash: dash), "hline", file, line)
    return self
  }

  /// A vertical line from edge to edge.
  @discardableResult
  public func vline(
    _ x: Double, label: String? = nil, color: PlotColor = .gray, width: Double = 1.3, dash: Dash = .dashed,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    axes.add(
      RuleMark(value: x, isVertical: true, label: label, color: color, width: width, dash: dash), "vline", file, line)
    return self
  }

  /// Words at a place; with `textAt` they stand there, and an arrow leads to the place.
  @discardableResult
  public func annotate(
    _ text: String, at place: (x: Double, y: Double), textAt words: (x: Double, y: Double)? = nil,
    color: PlotColor = .ink, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    axes.add(
      AnnotationMark(text: text, x: place.x, y: place.y, words: words, color: color), "annotate", file, line)
    return self
  }
}
