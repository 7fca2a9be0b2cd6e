/// How large a figure is drawn, in inches.
public struct FigureSize: Hashable, Sendable {
  public var width: Double
  public var height: Double

  public init(width: Double, height: Double) {
    self.width = width
    self.height = height
  }

  /// The size of a figure that nobody gave one.
  public static let standard = FigureSize(width: 6, height: 3.7)

  /// The size of figures in the running cell that don't say themselves: its options `fig-width` and `fig-height`, in
  /// their place the ``standard`` one. The kernel sets it before each cell.
  nonisolated(unsafe) public static var ofCell = standard
}
