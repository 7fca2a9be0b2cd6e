/// Colours for numbers: from the least to the greatest, or both ways from the middle.
public struct ColorMap: Hashable, Sendable {
  /// Evenly spaced colours, between which is interpolated.
  private let stops: [UInt32]
  /// Whether the middle is the place of zero.
  let isDiverging: Bool

  private init(_ stops: [UInt32], isDiverging: Bool = false) {
    self.stops = stops
    self.isDiverging = isDiverging
  }

  /// Dark violet over green to yellow; evenly readable, for the colour-blind too (Smith and van der Walt, 2015).
  public static let viridis = ColorMap([
    0x440154, 0x48186A, 0x472D7B, 0x424086, 0x3B528B, 0x33638D, 0x2C728E, 0x26828E, 0x21918C, 0x1FA088, 0x28AE80,
    0x3FBC73, 0x5EC962, 0x84D44B, 0xADDC30, 0xD8E219, 0xFDE725,
  ])
  /// Blue to yellow, the same for the colour-blind as for others (Nuñez, Anderton and Renslow, 2018).
  public static let cividis = ColorMap([
    0x00224E, 0x002E6A, 0x1A386F, 0x32436D, 0x434E6C, 0x535A6D, 0x61656F, 0x6F7073, 0x7D7C78, 0x8C8878, 0x9B9476,
    0xABA072, 0xBCAE6C, 0xCDBB63, 0xDEC958, 0xF0D846, 0xFEE838,
  ])
  /// Black over purple to cream (Smith and van der Walt, 2015).
  public static let magma = ColorMap([
    0x000004, 0x0A0822, 0x1D1147, 0x36106B, 0x51127C, 0x6A1C81, 0x832681, 0x9C2E7F, 0xB73779, 0xD0416F, 0xE75263,
    0xF56B5C, 0xFC8961, 0xFEA772, 0xFEC488, 0xFDE2A3, 0xFCFDBF,
  ])
  /// Blue below zero, white at zero, red above (Brewer's RdBu, reversed): for what has a sign.
  public static let blueRed = ColorMap(
    [
      0x053061, 0x2166AC, 0x4393C3, 0x92C5DE, 0xD1E5F0, 0xF7F7F7, 0xFDDBC7, 0xF4A582, 0xD6604D, 0xB2182B, 0x67001F,
    ], isDiverging: true)
  /// White to dark blue: for shares and counts that begin at nothing.
  public static let blues = ColorMap([
    0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B,
  ])
  /// Black to white: for pictures.
  public static let gray = ColorMap([0x000000, 0xFFFFFF])

  /// The colour at a place between 0 and 1.
  func color(_ place: Double) -> RGB {
    let place = min(max(place.isNaN ? 0 : place, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2), share = place - Double(index)
    let a = RGB(hex: stops[index]), b = RGB(hex: stops[index + 1])
    func mix(_ a: UInt8, _ b: UInt8) -> Double { (Double(a) + (Double(b) - Double(a)) * share) / 255 }
    return RGB(red: mix(a.red, b.red), green: mix(a.green, b.green), blue: mix(a.blue, b.blue))
  }
}

/// Which numbers a colour map's ends stand for.
struct ColorScale: Equatable {
  var map: ColorMap
  var lower: Double
  var upper: Double

  /// Over the finite values; with a diverging map as far to both sides of zero. `limits` stand before the values.
  init(_ map: ColorMap, values: some Sequence<Double>, limits: ClosedRange<Double>?) {
    self.map = map
    if let limits {
      (lower, upper) = (limits.lowerBound, limits.upperBound)
      return
    }
    let extent = Extent(values)
    (lower, upper) = extent.isEmpty ? (0, 1) : (extent.lower, extent.upper)
    if map.isDiverging {
      upper = max(lower.magnitude, upper.magnitude)
      if upper == 0 { upper = 1 }
      lower = -upper
    } else if lower == upper {
      (lower, upper) = AxisScale.opened(lower, upper)
    }
  }

  /// The place of a number between 0 and 1.
  func place(_ value: Double) -> Double { (value / 2 - lower / 2) / (upper / 2 - lower / 2) }

  func color(_ value: Double) -> RGB { map.color(place(value)) }
}
