/// The sizes of a chart's parts, in pixels, matched to a page whose text is 16 pixels high.
enum ChartStyle {
  static let titleSize = 14.0
  static let labelSize = 12.0
  static let tickSize = 11.0
  static let noteSize = 10.5
  static let legendSize = 11.5

  /// The distance of a line of text from the next, in units of the font's size.
  static let leading = 1.3
  static let tickLength = 4.0
  /// From the end of a tick to its label.
  static let tickGap = 4.0
  /// Between an axis' numbers and what it measures.
  static let labelGap = 8.0
  /// Around the whole figure.
  static let margin = 6.0
  /// Between the charts of a grid.
  static let gap = 18.0

  /// How much wider titles are than the same text in a normal weight.
  static let boldWidth = 1.15

  static let fonts = "system-ui, 'Segoe UI', Roboto, 'Helvetica Neue', 'Noto Sans', 'DejaVu Sans', sans-serif"
}
