import Tensors

extension ChartArea {
  /// How often values fall into bins.
  ///
  /// `bins` are found by Freedman and Diaconis' rule (1981) unless given. With `density` the areas sum to 1.
  @discardableResult
  public func histogram(
    _ values: some PlotValues, bins: HistogramBins = .automatic, over range: ClosedRange<Double>? = nil,
    density: Bool = false, label: String? = nil, color: PlotColor? = nil, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Self {
    addHistogram([(label, values.plotValues)], bins, range, density, color, file, line)
  }

  /// How often the values of several series fall into the same bins: `histogram(["real": a, "generated": b])`.
  @discardableResult
  public func histogram<V: PlotValues>(
    _ series: KeyValuePairs<String, V>, bins: HistogramBins = .automatic, over range: ClosedRange<Double>? = nil,
    density: Bool = false, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    addHistogram(series.map { ($0.key, $0.value.plotValues) }, bins, range, density, nil, file, line)
  }

  private func addHistogram(
    _ series: [(label: String?, values: [Double])], _ bins: HistogramBins, _ range: ClosedRange<Double>?,
    _ density: Bool, _ color: PlotColor?, _ file: StaticString, _ line: UInt
  ) -> Self {
    if case .count(let count) = bins, count < 1 {
      fail("histogram: \(count) bins: there must be at least one", file: file, line: line)
    }
    let edges = bins.edges(for: series.flatMap(\.values), over: range)
    for (label, values) in series {
      let counts = HistogramBins.counts(values, in: edges)
      let total = Double(counts.reduce(0, +))
      let bars = counts.indices.map { index in
        let width = edges[index + 1] - edges[index]
        let height = density ? (total > 0 ? Double(counts[index]) / (total * width) : 0) : Double(counts[index])
        return BarsMark.Bar(from: edges[index], to: edges[index + 1], foot: 0, top: height)
      }
      let leftOut = values.count { !$0.isFinite }
      let number = axes.nextSeries()
      // Where histograms overlap, both must be seen; and before a density the curve that it is compared with.
      let isAlone = series.count == 1 && !axes.items.contains { $0.mark is BarsMark }
      axes.add(
        BarsMark(
          bars: bars, label: label, color: color ?? .ofSeries(number), opacity: isAlone && !density ? 1 : 0.6,
          touches: true,
          noun: ("histogram", "histograms"), unit: "bins",
          detail: "\(values.count - leftOut) values, \(SeriesWords.range(Extent(values.filter(\.isFinite))))",
          leftOut: leftOut, countsY: !density), "histogram", file, line)
    }
    return self
  }

  /// A bar for each value, under its name: `bar(["linear": 0.91, "deep": 0.98])`.
  @discardableResult
  public func bar(
    _ values: KeyValuePairs<String, Double>, horizontal: Bool = false, label: String? = nil, color: PlotColor? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    addBars(
      values.map(\.key), [(label, values.map(\.value))], stacked: false, horizontal: horizontal, color, file, line)
  }

  /// A bar for each value, under the name at its place. Traps where the numbers differ.
  @discardableResult
  public func bar(
    _ categories: [String], _ values: some PlotValues, horizontal: Bool = false, label: String? = nil,
    color: PlotColor? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    addBars(categories, [(label, values.plotValues)], stacked: false, horizontal: horizontal, color, file, line)
  }

  /// A bar for each value, under 0, 1, 2 …
  @discardableResult
  public func bar(
    _ values: some PlotValues, horizontal: Bool = false, label: String? = nil, color: PlotColor? = nil,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    addBars(nil, [(label, values.plotValues)], stacked: false, horizontal: horizontal, color, file, line)
  }

  /// Several series of bars, beside or on each other: `bar(names, ["train": a, "test": b])`. Traps where the numbers
  /// of values differ.
  @discardableResult
  public func bar<V: PlotValues>(
    _ categories: [String], _ series: KeyValuePairs<String, V>, stacked: Bool = false, horizontal: Bool = false,
    file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    addBars(
      categories, series.map { ($0.key, $0.value.plotValues) }, stacked: stacked, horizontal: horizontal, nil, file,
      line)
  }

  /// Several series of bars under 0, 1, 2 …: `bar(["train": a, "test": b])`. Where each is a single number, a bar for
  /// each, under its name.
  @discardableResult
  public func bar<V: PlotValues>(
    _ series: KeyValuePairs<String, V>, stacked: Bool = false, horizontal: Bool = false, file: StaticString = #fileID,
    line: UInt = #line
  ) -> Self {
    let lists = series.map { ($0.key, $0.value.plotValues) }
    if series.allSatisfy({ ($0.value as? Tensor)?.ndim == 0 }) {
      return addBars(
        series.map(\.key), [(nil, lists.flatMap(\.1))], stacked: false, horizontal: horizontal, nil, file, line)
    }
    return addBars(nil, lists, stacked: stacked, horizontal: horizontal, nil, file, line)
  }

  /// Several series of bars whose number is not known before.
  @discardableResult
  package func bars(
    _ categories: [String], _ series: [(label: String?, values: [Double])], file: StaticString = #fileID,
    line: UInt = #line
  ) -> Self { addBars(categories, series, stacked: false, horizontal: false, nil, file, line) }

  private func addBars(
    _ categories: [String]?, _ series: [(label: String?, values: [Double])], stacked: Bool, horizontal: Bool,
    _ color: PlotColor?, _ file: StaticString, _ line: UInt
  ) -> Self {
    if let categories {
      for (label, values) in series {
        requireSameCount(
          "bar", "the list of names", categories.count, label.map { "‘\($0)’" } ?? "the list of values", values.count,
          file, line)
      }
      if horizontal { axes.yCategories = categories } else { axes.xCategories = categories }
    } else if let first = series.first {
      for (label, values) in series.dropFirst() {
        requireSameCount(
          "bar", "‘\(first.label ?? "")’", first.values.count, "‘\(label ?? "")’", values.count, file, line)
      }
    }
    if horizontal { axes.isYDownward = true }
    let room = 0.78, width = stacked ? room : room / Double(max(series.count, 1))
    // Stacked bars grow away from zero to both sides.
    var above = [Double](repeating: 0, count: series.first?.values.count ?? 0), below = above
    for (index, (label, values)) in series.enumerated() {
      var bars: [BarsMark.Bar] = []
      for (place, value) in values.enumerated() where value.isFinite {
        let from = Double(place) - room / 2 + (stacked ? 0 : width * Double(index))
        var foot = 0.0
        if stacked {
          foot = value < 0 ? below[place] : above[place]
          if value < 0 { below[place] += value } else { above[place] += value }
        }
        bars.append(
          .init(from: from, to: from + width * (series.count > 1 && !stacked ? 0.94 : 1), foot: foot, top: foot + value)
        )
      }
      let number = axes.nextSeries()
      axes.add(
        BarsMark(
          bars: bars, label: label, color: color ?? .ofSeries(number), isHorizontal: horizontal,
          noun: ("series of bars", "series of bars"), detail: Self.words(values, categories),
          leftOut: values.count - bars.count, countsX: !horizontal, countsY: horizontal), "bar", file, line)
    }
    return self
  }

  /// The values by their names, as far as a sentence can hold them.
  private static func words(_ values: [Double], _ categories: [String]?) -> String {
    guard values.count <= 12 else { return SeriesWords.range(Extent(values)) }
    return values.enumerated().map { index, value in
      "\(categories.map { RichText($0[index]).plain } ?? "\(index)") \(NumberText.short(value))"
    }.joined(separator: ", ")
  }
}
