/// What charts are drawn in: axes, or a figure, whose first axes they are.
public protocol ChartArea: AnyObject {
  /// The axes in which charts are drawn.
  var axes: Axes { get }
}

extension Axes: ChartArea {
  public var axes: Axes { self }
}
