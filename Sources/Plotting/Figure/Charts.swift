import NotebookDisplay

/// A figure with a line through `y` over 0, 1, 2 …; see ``ChartArea/plot(_:label:color:width:dash:marker:step:file:line:)``.
public func plot(
  _ y: some PlotValues, label: String? = nil, title: String = "", xLabel: String = "", yLabel: String = "",
  xScale: AxisScale = .linear, yScale: AxisScale = .linear, color: PlotColor? = nil, dash: Dash? = nil,
  marker: Marker? = nil, step: LineStep? = nil, size: FigureSize? = nil, file: StaticString = #fileID,
  line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, xScale: xScale, yScale: yScale, size: size)
    .plot(y, label: label, color: color, dash: dash, marker: marker, step: step, file: file, line: line)
}

/// A figure with a line through the points of `x` and `y`.
public func plot(
  _ x: some PlotValues, _ y: some PlotValues, label: String? = nil, title: String = "", xLabel: String = "",
  yLabel: String = "", xScale: AxisScale = .linear, yScale: AxisScale = .linear, color: PlotColor? = nil,
  dash: Dash? = nil, marker: Marker? = nil, step: LineStep? = nil, size: FigureSize? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, xScale: xScale, yScale: yScale, size: size)
    .plot(x, y, label: label, color: color, dash: dash, marker: marker, step: step, file: file, line: line)
}

/// A figure with the graph of a function: `plot({ sin($0) }, over: -3...3)`.
public func plot(
  _ function: (Double) -> Double, over range: ClosedRange<Double>, label: String? = nil, title: String = "",
  xLabel: String = "", yLabel: String = "", xScale: AxisScale = .linear, yScale: AxisScale = .linear,
  samples: Int = 400, size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, xScale: xScale, yScale: yScale, size: size)
    .plot(function, over: range, samples: samples, label: label, file: file, line: line)
}

/// A figure with points at `x` and `y`, or coloured by `values`.
public func scatter(
  _ x: some PlotValues, _ y: some PlotValues, values: (any PlotValues)? = nil, label: String? = nil,
  title: String = "", xLabel: String = "", yLabel: String = "", xScale: AxisScale = .linear,
  yScale: AxisScale = .linear, color: PlotColor? = nil, colorMap: ColorMap = .viridis, pointSize: Double = 6,
  marker: Marker? = nil, size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, xScale: xScale, yScale: yScale, size: size)
    .scatter(
      x, y, values: values, label: label, color: color, colorMap: colorMap, size: pointSize, marker: marker, file: file,
      line: line)
}

/// A figure that tells how often values fall into bins.
public func histogram(
  _ values: some PlotValues, bins: HistogramBins = .automatic, over range: ClosedRange<Double>? = nil,
  density: Bool = false, label: String? = nil, title: String = "", xLabel: String = "", yLabel: String? = nil,
  color: PlotColor? = nil, size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel ?? (density ? "density" : "count"), size: size)
    .histogram(values, bins: bins, over: range, density: density, label: label, color: color, file: file, line: line)
}

/// A figure that tells how often the values of several series fall into the same bins.
public func histogram<V: PlotValues>(
  _ series: KeyValuePairs<String, V>, bins: HistogramBins = .automatic, over range: ClosedRange<Double>? = nil,
  density: Bool = false, title: String = "", xLabel: String = "", yLabel: String? = nil, size: FigureSize? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel ?? (density ? "density" : "count"), size: size)
    .histogram(series, bins: bins, over: range, density: density, file: file, line: line)
}

/// A figure with a bar for each value, under its name: `bar(["linear": 0.91, "deep": 0.98])`.
public func bar(
  _ values: KeyValuePairs<String, Double>, horizontal: Bool = false, title: String = "", xLabel: String = "",
  yLabel: String = "", color: PlotColor? = nil, size: FigureSize? = nil, file: StaticString = #fileID,
  line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .bar(values, horizontal: horizontal, color: color, file: file, line: line)
}

/// A figure with a bar for each value, under the name at its place.
public func bar(
  _ categories: [String], _ values: some PlotValues, horizontal: Bool = false, title: String = "",
  xLabel: String = "", yLabel: String = "", color: PlotColor? = nil, size: FigureSize? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .bar(categories, values, horizontal: horizontal, color: color, file: file, line: line)
}

/// A figure with a bar for each value, under 0, 1, 2 …
public func bar(
  _ values: some PlotValues, horizontal: Bool = false, title: String = "", xLabel: String = "", yLabel: String = "",
  color: PlotColor? = nil, size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .bar(values, horizontal: horizontal, color: color, file: file, line: line)
}

/// A figure with several series of bars, beside or on each other: `bar(names, ["train": a, "test": b])`.
public func bar<V: PlotValues>(
  _ categories: [String], _ series: KeyValuePairs<String, V>, stacked: Bool = false, horizontal: Bool = false,
  title: String = "", xLabel: String = "", yLabel: String = "", size: FigureSize? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .bar(categories, series, stacked: stacked, horizontal: horizontal, file: file, line: line)
}

/// A figure with several series of bars under 0, 1, 2 …: `bar(["train": a, "test": b])`.
public func bar<V: PlotValues>(
  _ series: KeyValuePairs<String, V>, stacked: Bool = false, horizontal: Bool = false, title: String = "",
  xLabel: String = "", yLabel: String = "", size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .bar(series, stacked: stacked, horizontal: horizontal, file: file, line: line)
}
