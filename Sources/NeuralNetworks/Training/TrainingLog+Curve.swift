public import Plotting

extension TrainingLog {
  /// The values over the steps or epochs, each a line.
  ///
  /// - Parameter names: Which values to draw; nil for all.
  public func curve(_ names: [String]? = nil, yScale: AxisScale = .linear, title: String = "") -> Figure {
    let names = names ?? self.names
    let figure = Figure(
      title: title, xLabel: unit.rawValue, yLabel: names.count == 1 ? names[0] : "", yScale: yScale)
    for name in names {
      figure.plot(numbers(of: name), self[name], label: names.count > 1 ? name : nil)
    }
    return figure
  }
}

/// The values of a training log over its steps or epochs, each a line.
public func plot(_ log: TrainingLog, yScale: AxisScale = .linear, title: String = "") -> Figure {
  log.curve(yScale: yScale, title: title)
}
