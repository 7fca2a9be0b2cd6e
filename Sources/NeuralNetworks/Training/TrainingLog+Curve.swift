public import Plotting

extension TrainingLog {
  /// The values over the steps or epochs, each a line.
  ///
  /// - Parameter names: Which values to draw; nil for all.
  public func curve(_ names: [String]? = nil, yScale: AxisScale = .linear, title: String = "") -> Figure {
    let names = names ?? self.names
    let figure = emptyCurve(names, yScale: yScale, title: title)
    for name in names {
      figure.plot(numbers(of: name), self[name], label: names.count > 1 ? name : nil)
    }
    return figure
  }

  /// The curve of a loop that goes on, of at most about a thousand points a line: it is drawn again and again.
  var liveCurve: Figure {
    let figure = emptyCurve(names)
    for series in series {
      let places = Array(stride(from: series.values.count - 1, through: 0, by: -max(1, series.values.count / 1000)))
      figure.plot(
        places.reversed().map { series.numbers[$0] }, places.reversed().map { series.values[$0] },
        label: self.series.count > 1 ? series.name : nil)
    }
    // As long as the loop, so that the curve shows how far it is.
    if let total, let last = numbers.last, last <= total { figure.xLimits = 1...Double(max(total, 2)) }
    return figure
  }

  private func emptyCurve(_ names: [String], yScale: AxisScale = .linear, title: String = "") -> Figure {
    Figure(title: title, xLabel: unit.rawValue, yLabel: names.count == 1 ? names[0] : "", yScale: yScale)
  }
}

/// The values of a training log over its steps or epochs, each a line.
public func plot(_ log: TrainingLog, yScale: AxisScale = .linear, title: String = "") -> Figure {
  log.curve(yScale: yScale, title: title)
}
