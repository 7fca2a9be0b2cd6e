import NotebookDisplay

/// A picture with one chart or a grid of charts, shown as the value of a cell's last expression.
///
/// ```swift
/// let figure = Figure(title: "Training", xLabel: "epoch", yLabel: "loss $\\mathcal{L}$")
/// figure.plot(train, label: "train").plot(test, label: "test")
/// ```
///
/// Its colours follow the page, light or dark. Text between two `$` is TeX: Greek letters, sub- and superscripts,
/// operators.
public final class Figure: ChartArea {
  /// What stands above all charts.
  public var title: String
  /// How large the figure is, in inches; nil is as large as the cell says in `fig-width` and `fig-height`.
  public var size: FigureSize?
  public let rows: Int
  public let columns: Int
  let grid: [Axes]
  let sharesX: Bool
  let sharesY: Bool

  /// A figure with one chart.
  public convenience init(
    title: String = "", xLabel: String = "", yLabel: String = "", xScale: AxisScale = .linear,
    yScale: AxisScale = .linear, size: FigureSize? = nil
  ) {
    self.init(title: title, rows: 1, columns: 1, sharesX: false, sharesY: false, size: size)
    axes.xLabel = xLabel
    axes.yLabel = yLabel
    axes.xScale = xScale
    axes.yScale = yScale
  }

  init(title: String, rows: Int, columns: Int, sharesX: Bool, sharesY: Bool, size: FigureSize?) {
    self.title = title
    self.rows = rows
    self.columns = columns
    self.sharesX = sharesX
    self.sharesY = sharesY
    self.size = size
    grid = (0..<rows * columns).map { _ in Axes() }
  }

  /// The first axes, those at the top left.
  public var axes: Axes { grid[0] }
}

// A figure with one chart is set up like its axes.
extension Figure {
  /// What the horizontal axis measures.
  public var xLabel: String {
    get { axes.xLabel }
    set { axes.xLabel = newValue }
  }
  /// What the vertical axis measures.
  public var yLabel: String {
    get { axes.yLabel }
    set { axes.yLabel = newValue }
  }
  /// How numbers are laid along the horizontal axis.
  public var xScale: AxisScale {
    get { axes.xScale }
    set { axes.xScale = newValue }
  }
  /// How numbers are laid along the vertical axis.
  public var yScale: AxisScale {
    get { axes.yScale }
    set { axes.yScale = newValue }
  }
  /// The numbers at both ends of the horizontal axis; nil leaves room for all data.
  public var xLimits: ClosedRange<Double>? {
    get { axes.xLimits }
    set { axes.xLimits = newValue }
  }
  /// The numbers at both ends of the vertical axis; nil leaves room for all data.
  public var yLimits: ClosedRange<Double>? {
    get { axes.yLimits }
    set { axes.yLimits = newValue }
  }
  /// Where the legend stands.
  public var legend: LegendPlacement {
    get { axes.legend }
    set { axes.legend = newValue }
  }
  /// Axes on the same frame with a vertical axis of their own on the right.
  public func twinY() -> Axes { axes.twinY() }
}
