import Tensors

/// A frame with a horizontal and a vertical axis, and what is drawn in it.
///
/// Setting a property changes how the figure looks when it is shown.
public final class Axes {
  /// What stands above the frame. Text between two `$` is TeX, as in all labels.
  public var title = ""
  /// What the horizontal axis measures.
  public var xLabel = ""
  /// What the vertical axis measures.
  public var yLabel = ""
  /// How numbers are laid along the horizontal axis. Traps where data are drawn that it can't show.
  public var xScale = AxisScale.linear {
    didSet { for item in items { check(item) } }
  }
  /// How numbers are laid along the vertical axis. Traps where data are drawn that it can't show.
  public var yScale = AxisScale.linear {
    didSet { for item in items { check(item) } }
  }
  /// The numbers at both ends of the horizontal axis; nil leaves room for all data.
  public var xLimits: ClosedRange<Double>?
  /// The numbers at both ends of the vertical axis; nil leaves room for all data.
  public var yLimits: ClosedRange<Double>?
  /// Where the legend stands.
  public var legend = LegendPlacement.automatic
  /// Whether a unit is as long on both axes.
  public var hasEqualAspect = false
  /// Whether faint lines help to read values.
  public var hasGrid = true
  /// Whether a bar beside the frame says which colours stand for which numbers, where colours do.
  public var hasColorBar = true
  /// Whether the axes' lines, ticks and numbers are drawn.
  public var isFramed = true

  /// Names in place of numbers, at 0, 1, 2 …
  var xCategories: [String]?
  var yCategories: [String]?
  /// The vertical axis runs down, as in pictures and matrices.
  var isYDownward = false
  /// Axes on the same frame with a vertical axis of their own, on the right.
  private(set) var twin: Axes?
  private(set) var items: [Item] = []
  /// How many series have a colour.
  private(set) var seriesCount = 0
  /// The axes whose right-hand twin this is, from which the colours go on.
  private unowned var base: Axes?

  /// A mark and the call that drew it.
  struct Item {
    let mark: any Mark
    let chart: StaticString
    let site: Site
  }

  /// A place in the student's page.
  struct Site {
    let file: StaticString
    let line: UInt
  }

  init() {}

  func add(_ mark: any Mark, _ chart: StaticString, _ file: StaticString, _ line: UInt) {
    let item = Item(mark: mark, chart: chart, site: Site(file: file, line: line))
    check(item)
    items.append(item)
  }

  /// The number of the next series, which gives its colour, its dash and its marker.
  func nextSeries() -> Int {
    if let base { return base.nextSeries() }
    defer { seriesCount += 1 }
    return seriesCount
  }

  /// How many lines are in the frame: the first one is solid, whatever else was drawn before it.
  var lineCount: Int {
    [self, base, twin].compactMap(\.self).reduce(0) { $0 + $1.items.count { $0.mark is LineMark } }
  }

  /// Axes on the same frame, with the same horizontal axis and a vertical axis of their own on the right.
  public func twinY() -> Axes {
    if let twin { return twin }
    let new = Axes()
    new.base = self
    twin = new
    return new
  }

  /// Traps where a logarithmic axis has no place for data.
  private func check(_ item: Item) {
    guard xScale.kind == .logarithmic || yScale.kind == .logarithmic || base?.xScale.kind == .logarithmic else {
      return
    }
    var x = Extent(), y = Extent()
    item.mark.extend(&x, &y)
    for (name, extent, scale) in [("x", x, base?.xScale ?? xScale), ("y", y, yScale)] {
      if scale.kind == .logarithmic, extent.hasNonPositive {
        fail(
          """
          \(item.chart): \(name) has values that are zero or negative, the least is \(NumberText.short(extent.lower)), \
          and a logarithmic axis has no place for them: write ‘\(name)Scale: .symlog’, or leave them out
          """, file: item.site.file, line: item.site.line)
      }
    }
  }
}

/// Where a legend stands.
public enum LegendPlacement: Hashable, Sendable {
  /// In the corner with the most room, or above the frame where there is none.
  case automatic
  case topLeft, topRight, bottomLeft, bottomRight
  /// Above the frame, in lines.
  case above
  case hidden
}
