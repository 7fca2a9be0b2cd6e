import Tensors

extension ChartArea {
  /// A line through `y` over 0, 1, 2 …
  ///
  /// Values that are no numbers make gaps. Where there are several series, they differ in colour and in their dashes.
  @discardableResult
  public func plot(
    _ y: some PlotValues, label: String? = nil, color: PlotColor? = nil, width: Double = 1.8, dash: Dash? = nil,
    marker: Marker? = nil, step: LineStep? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let values = y.line("plot", "y", file, line)
    return addLine(
      values.indices.map(Double.init), values, label, color, width, dash, marker, step, file: file, line: line)
  }

  /// A line through the points of `x` and `y`. Traps where their numbers differ.
  @discardableResult
  public func plot(
    _ x: some PlotValues, _ y: some PlotValues, label: String? = nil, color: PlotColor? = nil, width: Double = 1.8,
    dash: Dash? = nil, marker: Marker? = nil, step: LineStep? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let xs = x.line("plot", "x", file, line), ys = y.line("plot", "y", file, line)
    requireSameCount("plot", "x", xs.count, "y", ys.count, file, line)
    return addLine(xs, ys, label, color, width, dash, marker, step, file: file, line: line)
  }

  /// The graph of a function over a range: `plot({ sin($0) }, over: -3...3)`.
  @discardableResult
  public func plot(
    _ function: (Double) -> Double, over range: ClosedRange<Double>, samples: Int = 400, label: String? = nil,
    color: PlotColor? = nil, width: Double = 1.8, dash: Dash? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let count = max(samples, 2)
    let xs = (0..<count).map { index in
      let share = Double(index) / Double(count - 1)
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    return addLine(xs, xs.map(function), label, color, width, dash, nil, nil, file: file, line: line)
  }

  /// Points at `x` and `y`, or coloured by `values`, which a bar beside the frame explains.
  ///
  /// `size` is the diameter in pixels. More than some thousand points are drawn as their density. Traps where the
  /// numbers of values differ.
  @discardableResult
  public func scatter(
    _ x: some PlotValues, _ y: some PlotValues, values: (any PlotValues)? = nil, label: String? = nil,
    color: PlotColor? = nil, colorMap: ColorMap = .viridis, size: Double = 6, marker: Marker? = nil,
    opacity: Double = 0.75, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let xs = x.line("scatter", "x", file, line), ys = y.line("scatter", "y", file, line)
    requireSameCount("scatter", "x", xs.count, "y", ys.count, file, line)
    let numbers = values?.line("scatter", "values", file, line)
    if let numbers { requireSameCount("scatter", "x", xs.count, "values", numbers.count, file, line) }
    let series = axes.nextSeries()
    axes.add(
      ScatterMark(
        x: xs, y: ys, values: numbers, colors: numbers.map { ColorScale(colorMap, values: $0, limits: nil) },
        label: label, color: color ?? .ofSeries(series), size: size, marker: marker ?? .ofSeries(series),
        opacity: min(max(opacity, 0), 1)), "scatter", file, line)
    return self
  }

  private func addLine(
    _ x: [Double], _ y: [Double], _ label: String?, _ color: PlotColor?, _ width: Double, _ dash: Dash?,
    _ marker: Marker?, _ step: LineStep?, file: StaticString, line: UInt
  ) -> Self {
    let series = axes.nextSeries()
    axes.add(
      LineMark(
        x: x, y: y, label: label, color: color ?? .ofSeries(series), width: width,
        dash: dash ?? .ofSeries(axes.lineCount),
        isDashOptional: dash == nil, marker: marker, step: step), "plot", file, line)
    return self
  }
}
