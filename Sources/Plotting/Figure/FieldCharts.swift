import NotebookDisplay
import Tensors

/// A figure with points on stems that stand on zero.
public func stem(
  _ x: some PlotValues, _ y: some PlotValues, label: String? = nil, title: String = "", xLabel: String = "",
  yLabel: String = "", size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size).stem(x, y, label: label, file: file, line: line)
}

/// A figure with a matrix as a field of colours, the first row at the top.
public func heatmap(
  _ matrix: some PlotMatrix, rows: [String]? = nil, columns: [String]? = nil, colorMap: ColorMap = .viridis,
  limits: ClosedRange<Double>? = nil, annotated: Bool = false, decimals: Int? = nil, title: String = "",
  xLabel: String = "", yLabel: String = "", size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .heatmap(
      matrix, rows: rows, columns: columns, colorMap: colorMap, limits: limits, annotated: annotated,
      decimals: decimals, file: file, line: line)
}

/// A figure with lines of equal height, or with `filled` the areas between them.
public func contour(
  _ x: some PlotValues, _ y: some PlotValues, _ z: some PlotMatrix, levels: [Double]? = nil, count: Int = 8,
  filled: Bool = false, labels: Bool = true, colorMap: ColorMap = .viridis, limits: ClosedRange<Double>? = nil,
  title: String = "", xLabel: String = "", yLabel: String = "", size: FigureSize? = nil, file: StaticString = #fileID,
  line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .contour(
      x, y, z, levels: levels, count: count, filled: filled, labels: labels, colorMap: colorMap, limits: limits,
      file: file, line: line)
}

/// A figure with lines of equal height of a function over two ranges.
public func contour(
  _ function: (Double, Double) -> Double, x xRange: ClosedRange<Double>, y yRange: ClosedRange<Double>,
  samples: Int = 80, levels: [Double]? = nil, count: Int = 8, filled: Bool = false, labels: Bool = true,
  colorMap: ColorMap = .viridis, limits: ClosedRange<Double>? = nil, title: String = "", xLabel: String = "",
  yLabel: String = "", size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .contour(
      function, x: xRange, y: yRange, samples: samples, levels: levels, count: count, filled: filled, labels: labels,
      colorMap: colorMap, limits: limits, file: file, line: line)
}

/// A figure with an arrow by (u, v) at each place (x, y).
public func quiver(
  _ x: some PlotValues, _ y: some PlotValues, _ u: some PlotValues, _ v: some PlotValues, scale: Double? = nil,
  title: String = "", xLabel: String = "", yLabel: String = "", size: FigureSize? = nil,
  file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .quiver(x, y, u, v, scale: scale, file: file, line: line)
}

/// A figure that shows how the values of several series are spread: `violin(["train": a, "test": b])`.
public func violin<V: PlotValues>(
  _ series: KeyValuePairs<String, V>, title: String = "", xLabel: String = "", yLabel: String = "",
  size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size).violin(series, file: file, line: line)
}

/// A figure with a batch of pictures, `(N, C, H, W)` or `(N, H, W)`.
public func imageGrid(
  _ images: Tensor, columns: Int? = nil, limits: ClosedRange<Double>? = nil, colorMap: ColorMap = .gray,
  title: String = "", size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, size: size)
    .imageGrid(images, columns: columns, limits: limits, colorMap: colorMap, file: file, line: line)
}
