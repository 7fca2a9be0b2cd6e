import Tensors

extension ChartArea {
  /// A matrix as a field of colours, the first row at the top; `annotated` writes its numbers in.
  ///
  /// `limits` are the numbers of the colour map's ends. Traps where a tensor has not two dimensions, or the names are
  /// not as many as the rows and columns.
  @discardableResult
  public func heatmap(
    _ matrix: some PlotMatrix, rows: [String]? = nil, columns: [String]? = nil, colorMap: ColorMap = .viridis,
    limits: ClosedRange<Double>? = nil, annotated: Bool = false, decimals: Int? = nil, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Self {
    requireMatrix("heatmap", matrix, file, line)
    let values = matrix.plotRows
    for row in values { requireSameCount("heatmap", "the first row", values[0].count, "a row", row.count, file, line) }
    let mark = HeatmapMark(
      rows: values, colorScale: ColorScale(colorMap, values: values.joined(), limits: limits), isAnnotated: annotated,
      decimals: decimals)
    if let rows {
      requireSameCount("heatmap", "the list of rows' names", rows.count, "the matrix' rows", values.count, file, line)
    }
    if let columns {
      requireSameCount("heatmap", "the list of columns' names", columns.count, "a row", mark.columns, file, line)
    }
    axes.yCategories = rows ?? axes.yCategories
    axes.xCategories = columns ?? axes.xCategories
    axes.isYDownward = true
    // Squares, unless the matrix is so long that they would be specks.
    let ratio = Double(max(mark.columns, 1)) / Double(max(values.count, 1))
    axes.hasEqualAspect = (0.25...4).contains(ratio)
    axes.add(mark, "heatmap", file, line)
    return self
  }

  /// Lines of equal height, or with `filled` the areas between them, of `z` with a row for each `y` and a column for
  /// each `x`.
  ///
  /// Without `levels` about as many round ones as `count` says. `limits` are the heights of the colour map's ends, by
  /// default the least and the greatest. Traps where the sizes don't fit.
  @discardableResult
  public func contour(
    _ x: some PlotValues, _ y: some PlotValues, _ z: some PlotMatrix, levels: [Double]? = nil, count: Int = 8,
    filled: Bool = false, labels: Bool = true, colorMap: ColorMap = .viridis, limits: ClosedRange<Double>? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    requireMatrix("contour", z, file, line)
    let xs = x.line("contour", "x", file, line), ys = y.line("contour", "y", file, line)
    let rows = z.plotRows
    requireSameCount("contour", "y", ys.count, "the list of z's rows", rows.count, file, line)
    for row in rows { requireSameCount("contour", "x", xs.count, "a row of z", row.count, file, line) }
    let heights = levels.map { $0.filter(\.isFinite).sorted() } ?? ContourMark.levels(rows, count: count)
    axes.add(
      ContourMark(
        x: xs, y: ys, z: rows, levels: heights, isFilled: filled, hasLabels: labels && !filled,
        colorScale: ColorScale(colorMap, values: rows.joined(), limits: limits)), "contour", file, line)
    return self
  }

  /// Lines of equal height of a function over two ranges: `contour({ x, y in x * x + y }, x: -2...2, y: -1...1)`.
  @discardableResult
  public func contour(
    _ function: (Double, Double) -> Double, x xRange: ClosedRange<Double>, y yRange: ClosedRange<Double>,
    samples: Int = 80, levels: [Double]? = nil, count: Int = 8, filled: Bool = false, labels: Bool = true,
    colorMap: ColorMap = .viridis, limits: ClosedRange<Double>? = nil, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Self {
    let count2 = min(max(samples, 2), 1_000)
    func places(_ range: ClosedRange<Double>) -> [Double] {
      (0..<count2).map { index in
        let share = Double(index) / Double(count2 - 1)
        return range.lowerBound * (1 - share) + range.upperBound * share
      }
    }
    let xs = places(xRange), ys = places(yRange)
    let rows = ys.map { y in xs.map { x in function(x, y) } }
    return contour(
      xs, ys, rows, levels: levels, count: count, filled: filled, labels: labels, colorMap: colorMap, limits: limits,
      file: file, line: line)
  }

  /// An arrow by (u, v) at each place (x, y). Traps where the numbers of values differ.
  @discardableResult
  public func quiver(
    _ x: some PlotValues, _ y: some PlotValues, _ u: some PlotValues, _ v: some PlotValues, scale: Double? = nil,
    label: String? = nil, color: PlotColor? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let xs = x.plotValues, ys = y.plotValues, us = u.plotValues, vs = v.plotValues
    for (name, values) in [("y", ys), ("u", us), ("v", vs)] {
      requireSameCount("quiver", "x", xs.count, name, values.count, file, line)
    }
    axes.add(
      QuiverMark(
        x: xs, y: ys, u: us, v: vs, scale: scale, color: color ?? .ofSeries(axes.nextSeries()), label: label), "quiver",
      file, line)
    return self
  }

  /// How the values of several series are spread, side by side: `violin(["train": a, "test": b])`.
  @discardableResult
  public func violin<V: PlotValues>(
    _ series: KeyValuePairs<String, V>, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let first = axes.xCategories?.count ?? 0
    axes.xCategories = (axes.xCategories ?? []) + series.map(\.key)
    for (index, (name, values)) in series.enumerated() {
      axes.add(
        ViolinMark(
          place: Double(first + index), values: values.plotValues, name: RichText(name).plain,
          color: .ofSeries(axes.nextSeries())), "violin", file, line)
    }
    return self
  }

  /// A batch of pictures: `(N, C, H, W)` or `(N, H, W)` in shades of gray or, with three channels, in colours.
  ///
  /// `limits` are the values of black and white, by default the least and the greatest of all. A single picture may be
  /// `(H, W)`. Traps where the shape is none of these.
  @discardableResult
  public func imageGrid(
    _ images: Tensor, columns: Int? = nil, limits: ClosedRange<Double>? = nil, colorMap: ColorMap = .gray,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let shape = Array(images.shape)
    let channels = shape.count == 4 ? shape[1] : 1
    guard (2...4).contains(shape.count), channels == 1 || channels == 3, shape.suffix(2).allSatisfy({ $0 > 0 }) else {
      fail(
        """
        imageGrid: shape \(images.shape) is no batch of pictures: (N, C, H, W) with 1 or 3 channels, (N, H, W), or \
        (H, W) is expected
        """, file: file, line: line)
    }
    let height = shape[shape.count - 2], width = shape[shape.count - 1]
    let count = shape.count == 2 ? 1 : shape[0]
    if count * height * width > 16_000_000 {
      fail(
        "imageGrid: \(count) pictures of \(width) × \(height) are more than a figure can show: take fewer, as in images[0..<64]",
        file: file, line: line)
    }
    // About as wide as twice the height: so a grid fits a page.
    let automatic = Int((2 * Double(count)).squareRoot().rounded(.up))
    axes.isFramed = false
    axes.isYDownward = true
    axes.hasEqualAspect = true
    axes.add(
      ImageGridMark(
        values: images.scalars, count: count, channels: channels, height: height, width: width,
        columns: columns ?? automatic, map: colorMap, limits: limits), "imageGrid", file, line)
    return self
  }

  private func requireMatrix(_ chart: StaticString, _ matrix: some PlotMatrix, _ file: StaticString, _ line: UInt) {
    if let tensor = matrix as? Tensor, tensor.shape.count != 2 {
      fail("\(chart): a matrix is expected, and the tensor has shape \(tensor.shape)", file: file, line: line)
    }
  }
}
