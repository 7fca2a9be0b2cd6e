/// A bar beside the frame that tells which number has which colour.
struct ColorBar {
  let colors: ColorScale
  var ticks = Ticks(major: [])

  static let thickness = 11.0
  static let gap = 12.0

  init(colors: ColorScale) { self.colors = colors }

  mutating func measure(height: Double) {
    ticks = Ticks(.linear, lower: colors.lower, upper: colors.upper, count: max(2, Int(height / 40)))
  }

  /// The room that it takes on the frame's right.
  var width: Double {
    let widest = ticks.major.reduce(0) { max($0, $1.label.width(size: ChartStyle.tickSize)) }
    let note = ticks.note.map { $0.width(size: ChartStyle.noteSize) - Self.thickness } ?? 0
    return Self.gap + Self.thickness + max(ChartStyle.tickGap + 3 + widest, note)
  }

  func draw(_ writer: inout SVGWriter, beside frame: Box, offset: Double) {
    let x = frame.right + Self.gap + offset
    let steps = 128
    let image = PixelImage(
      width: 1, height: steps,
      pixels: (0..<steps).map { colors.map.color(1 - (Double($0) + 0.5) / Double(steps)).hex })
    image.draw(&writer, in: Box(x: x, y: frame.y, width: Self.thickness, height: frame.height))
    let mapping = AxisMapping(
      scale: .linear, lower: colors.lower, upper: colors.upper, start: frame.bottom, end: frame.y)
    for tick in ticks.major {
      let y = mapping.position(tick.value)
      writer.raw("<path d=\"M")
      writer.point(x + Self.thickness, y)
      writer.raw("h3\"")
      writer.stroke(.axis, width: 1)
      writer.raw("/>")
      writer.label(
        tick.label, x: x + Self.thickness + 3 + ChartStyle.tickGap, y: y + 0.35 * ChartStyle.tickSize,
        size: ChartStyle.tickSize, color: .quiet)
    }
    if let note = ticks.note {
      writer.label(note, x: x, y: frame.y - 6, size: ChartStyle.noteSize, color: .quiet)
    }
  }
}
