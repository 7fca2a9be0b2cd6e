/// Something that is drawn from data: a line, points, bars.
protocol Mark {
  /// What is drawn first lies below.
  var layer: MarkLayer { get }
  /// What the axes have to show.
  func extend(_ x: inout Extent, _ y: inout Extent)
  func draw(_ writer: inout SVGWriter, in frame: PlotFrame)
  /// Where ink will be, so that the legend keeps away.
  func cover(_ coverage: inout Coverage, in frame: PlotFrame)
  var legend: [LegendEntry] { get }
  /// The numbers behind the colours, for the bar of colours.
  var colors: ColorScale? { get }
  /// What a reader who does not see it wants to know.
  var summary: MarkSummary? { get }
  /// Whether the axes begin and end where the mark does.
  var fillsFrame: Bool { get }
  /// Whether an axis counts something, and has no numbers between the whole ones.
  var countsX: Bool { get }
  var countsY: Bool { get }
}

enum MarkLayer: Int {
  case areas, bars, lines, points, text
}

extension Mark {
  func cover(_ coverage: inout Coverage, in frame: PlotFrame) {}
  var legend: [LegendEntry] { [] }
  var colors: ColorScale? { nil }
  var summary: MarkSummary? { nil }
  var fillsFrame: Bool { false }
  var countsX: Bool { false }
  var countsY: Bool { false }
}

/// What is said about a mark in words.
struct MarkSummary {
  /// What it is, as one and as several: `line`, `lines`.
  var noun: (one: String, many: String)
  /// How many values it has, and what they are called; nil where a count says nothing.
  var count: Int?
  var unit: String = "points"
  /// A sentence about its values.
  var detail: String
  /// How many values could not be drawn.
  var leftOut = 0
}

/// A line of the legend.
struct LegendEntry: Equatable {
  enum Swatch: Equatable {
    case line(PlotColor, width: Double, dash: Dash, marker: Marker?)
    case marker(PlotColor, Marker)
    case patch(PlotColor, opacity: Double)
  }

  var label: RichText
  var swatch: Swatch

  init?(_ label: String?, _ swatch: Swatch) {
    guard let label, !label.isEmpty else { return nil }
    self.label = RichText(label)
    self.swatch = swatch
  }
}
