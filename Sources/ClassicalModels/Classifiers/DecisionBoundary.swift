import NotebookDisplay
import Plotting
import Tensors

/// A figure with the examples x, `(n, 2)`, in the colours of their classes y, and behind them the areas in which a
/// classifier of two features predicts each class.
///
/// Of a support vector machine that tells two classes apart it shows the margins too, and a circle around each support
/// vector. Areas reach as far as the examples and a little farther, or as `xLimits` and `yLimits` say. Traps unless the
/// classifier has two features, and where x and y don't fit each other.
public func decisionBoundary(
  of model: some Classifier, _ x: Tensor, _ y: Tensor, names: [String]? = nil, xLimits: ClosedRange<Double>? = nil,
  yLimits: ClosedRange<Double>? = nil, title: String = "", xLabel: String = "", yLabel: String = "",
  size: FigureSize? = nil, file: StaticString = #fileID, line: UInt = #line
) -> Figure {
  Figure(title: title, xLabel: xLabel, yLabel: yLabel, size: size)
    .decisionBoundary(of: model, x, y, names: names, xLimits: xLimits, yLimits: yLimits, file: file, line: line)
}

extension ChartArea {
  /// The examples x, `(n, 2)`, in the colours of their classes y, and behind them the areas in which a classifier of
  /// two features predicts each class: `grid[0].decisionBoundary(of: model, x, y)`.
  ///
  /// What it shows and when it traps is the same as of the function that makes a figure of it.
  @discardableResult
  public func decisionBoundary(
    of model: some Classifier, _ x: Tensor, _ y: Tensor, names: [String]? = nil, xLimits: ClosedRange<Double>? = nil,
    yLimits: ClosedRange<Double>? = nil, file: StaticString = #fileID, line: UInt = #line
  ) -> Self {
    let caller = Caller("decisionBoundary", file, line)
    if model.featureCount != 2 {
      caller.fail(
        "a plane has two features, and the model \(model.featureCount): fit it to two, such as PCA's first components")
    }
    let rows = FeatureRows(x, as: .float64, caller)
    rows.check(features: 2, caller)
    if rows.count == 0 { caller.fail("there are no examples: x has shape \(x.shape)") }
    let classes = classIndices(y, "y", count: rows.count, classCount: max(model.classCount, 2), caller)
    if let names, names.count != model.classCount {
      caller.fail("there are \(model.classCount) classes, and \(names.count) names")
    }
    let (xs, ys) = (rows.x.select(1, 0), rows.x.select(1, 1))
    let (xRange, yRange) = (xLimits ?? span(of: xs), yLimits ?? span(of: ys))
    let dtype = rows.dtype
    let found = DecisionRegions(x: xRange, y: yRange, classCount: model.classCount) {
      model.predict($0.to(dtype), file: file, line: line).scalars.map { Int($0) }
    }
    axes.xLimits = xRange
    axes.yLimits = yRange
    axes.hasGrid = false
    let machine = (model as? SupportVectorMachine).flatMap { $0.classCount == 2 ? $0 : nil }
    let support = machine?.supportVectors.scalars ?? []
    regions(
      found.areas, borders: found.borders,
      margins: machine.map { margins(of: $0, xRange, yRange, dtype, file, line) } ?? [],
      circled: stride(from: 0, to: support.count, by: 2).map { (support[$0], support[$0 + 1]) }, file: file, line: line)
    for k in 0..<model.classCount {
      let own = (classes == Double(k)).nonzero().squeeze(1)
      scatter(
        xs.take(own).scalars, ys.take(own).scalars, label: names?[k] ?? "class \(k)", marker: k < 5 ? nil : .circle,
        opacity: 0.9, file: file, line: line)
    }
    return self
  }
}

/// What the values span, and a twentieth more on both sides.
private func span(of values: Tensor) -> ClosedRange<Double> {
  let low: Double = values.min().item(), high: Double = values.max().item()
  let room = high > low ? (high - low) / 20 : max(low.magnitude / 20, 0.5)
  return low - room...high + room
}

/// The lines on which a machine's decision is −1 and 1.
private func margins(
  of machine: SupportVectorMachine, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>, _ dtype: DType,
  _ file: StaticString, _ line: UInt
) -> [[(x: Double, y: Double)]] {
  [-1.0, 1].flatMap { level in
    DecisionRegions(x: x, y: y, classCount: 2) {
      (machine.decisionFunction($0.to(dtype), file: file, line: line) > level).double().scalars.map { Int($0) }
    }.borders
  }
}
