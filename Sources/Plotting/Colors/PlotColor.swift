/// A colour of a chart: one of the series' own, which suits light and dark pages, or one that is given.
public struct PlotColor: Hashable, Sendable {
  /// The name of the colour's class in the picture; nil for a colour that is the same in light and dark.
  let name: String?
  /// As CSS writes it, on a light page and on a dark one.
  let light: String
  let dark: String

  init(name: String?, light: String, dark: String) {
    self.name = name
    self.light = light
    self.dark = dark
  }

  /// The colour of red, green and blue between 0 and 1, the same in light and dark.
  public init(red: Double, green: Double, blue: Double) {
    self.init(rgb: RGB(red: red, green: green, blue: blue))
  }

  init(rgb: RGB) {
    name = nil
    light = rgb.css
    dark = light
  }

  /// The colour `0xRRGGBB`, the same in light and dark.
  public static func hex(_ value: Int) -> PlotColor { PlotColor(rgb: RGB(hex: UInt32(truncatingIfNeeded: value))) }

  public static let blue = cycle[0]
  public static let orange = cycle[1]
  public static let green = cycle[2]
  public static let pink = cycle[3]
  public static let ochre = cycle[4]
  public static let sky = cycle[5]
  public static let olive = cycle[6]
  public static let gray = cycle[7]
  /// The colour of the text.
  public static let ink = PlotColor(name: "ink", light: "#24272b", dark: "#d8dade")

  /// What stands back: the numbers on the axes.
  static let quiet = PlotColor(name: "quiet", light: "#5c626a", dark: "#a0a7b0")
  /// The axes' own lines.
  static let axis = PlotColor(name: "axis", light: "#858b93", dark: "#747b84")
  static let grid = PlotColor(name: "grid", light: "#e8e8e3", dark: "#2b2f34")
  /// The page behind the chart, between things that touch.
  static let page = PlotColor(name: "page", light: "#fdfdfb", dark: "#16181b")

  /// The colours that series get in turn.
  ///
  /// The hues are those of Okabe and Ito (2008), told apart by the colour-blind too, darkened or lightened until each
  /// stands out from the page by 3:1 at least.
  static let cycle: [PlotColor] = [
    ("#0072b2", "#5ab0ee"), ("#c8510a", "#f5925a"), ("#00855f", "#35c49a"), ("#b5508a", "#e79ac6"),
    ("#9a6a00", "#e5b54a"), ("#2a8fbd", "#8fd6f5"), ("#6f7300", "#cfd062"), ("#5a6068", "#b4bac2"),
  ].enumerated().map { PlotColor(name: "c\($0.offset)", light: $0.element.0, dark: $0.element.1) }

  static func ofSeries(_ index: Int) -> PlotColor { cycle[index % cycle.count] }

  /// All that have a class.
  static let named = [ink, quiet, axis, grid, page] + cycle
}

/// Red, green and blue, each of 0 to 255.
struct RGB: Hashable {
  var red, green, blue: UInt8

  init(hex: UInt32) {
    red = UInt8(truncatingIfNeeded: hex >> 16)
    green = UInt8(truncatingIfNeeded: hex >> 8)
    blue = UInt8(truncatingIfNeeded: hex)
  }

  /// Of parts between 0 and 1; what lies outside is taken for the nearest, and no number for 0.
  init(red: Double, green: Double, blue: Double) {
    func byte(_ part: Double) -> UInt8 { part > 0 ? UInt8((min(part, 1) * 255).rounded()) : 0 }
    self.red = byte(red)
    self.green = byte(green)
    self.blue = byte(blue)
  }

  var hex: UInt32 { UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue) }

  var css: String {
    let digits = String(hex, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  /// How bright it looks, between 0 and 1 (Rec. 709, without the curve).
  var brightness: Double { (0.2126 * Double(red) + 0.7152 * Double(green) + 0.0722 * Double(blue)) / 255 }
}
