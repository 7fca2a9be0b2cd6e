/// The shape that marks a point.
public enum Marker: Hashable, Sendable, CaseIterable {
  case circle, square, triangle, diamond, cross, plus, triangleDown

  /// The shapes that series get in turn, so that they differ without colours too.
  static func ofSeries(_ index: Int) -> Marker { allCases[index % allCases.count] }

  /// Writes a path around a point, of about the given diameter; whether it is filled is ``isFilled``.
  func write(_ writer: inout SVGWriter, x: Double, y: Double, size: Double) {
    let r = size / 2
    func polygon(_ points: [(Double, Double)]) {
      for (index, point) in points.enumerated() {
        writer.raw(index == 0 ? "M" : " ")
        writer.point(x + point.0, y + point.1)
        if index == 0 { writer.raw("L") }
      }
      writer.raw("z")
    }
    switch self {
    case .circle:
      writer.raw("M")
      writer.point(x - r, y)
      for sign in [2 * r, -2 * r] {
        writer.raw("a")
        writer.point(r, r)
        writer.raw(" 0 1 0 ")
        writer.point(sign, 0)
      }
      writer.raw("z")
    case .square: polygon([(-0.89 * r, -0.89 * r), (0.89 * r, -0.89 * r), (0.89 * r, 0.89 * r), (-0.89 * r, 0.89 * r)])
    case .triangle: polygon([(0, -1.2 * r), (1.1 * r, 0.8 * r), (-1.1 * r, 0.8 * r)])
    case .triangleDown: polygon([(0, 1.2 * r), (1.1 * r, -0.8 * r), (-1.1 * r, -0.8 * r)])
    case .diamond: polygon([(0, -1.25 * r), (1.25 * r, 0), (0, 1.25 * r), (-1.25 * r, 0)])
    case .cross:
      strokes(&writer, [(-0.85 * r, -0.85 * r, 1.7 * r, 1.7 * r), (-0.85 * r, 0.85 * r, 1.7 * r, -1.7 * r)], x, y)
    case .plus: strokes(&writer, [(-r, 0, 2 * r, 0), (0, -r, 0, 2 * r)], x, y)
    }
  }

  private func strokes(
    _ writer: inout SVGWriter, _ strokes: [(Double, Double, Double, Double)], _ x: Double, _ y: Double
  ) {
    for (dx, dy, width, height) in strokes {
      writer.raw("M")
      writer.point(x + dx, y + dy)
      writer.raw("l")
      writer.point(width, height)
    }
  }

  var isFilled: Bool { self != .cross && self != .plus }

  /// Markers at the places that have one, as one path.
  func draw(
    _ writer: inout SVGWriter, at places: some Sequence<(x: Double, y: Double)>, size: Double, _ color: PlotColor
  ) {
    writer.raw("<path d=\"")
    for place in places where place.x.isFinite && place.y.isFinite {
      write(&writer, x: place.x, y: place.y, size: size)
    }
    writer.raw("\"")
    paint(&writer, color)
    writer.raw("/>")
  }

  /// The paint of a path of such markers.
  func paint(_ writer: inout SVGWriter, _ color: PlotColor, opacity: Double = 1) {
    if isFilled {
      writer.fill(color, opacity: opacity)
    } else {
      writer.raw(" fill=\"none\"")
      writer.stroke(color, width: 1.6, opacity: opacity)
    }
  }
}

/// How a line is broken.
public enum Dash: Hashable, Sendable, CaseIterable {
  case solid, dashed, dotted, dashDot, longDashed

  /// The patterns that series get in turn, so that they differ without colours too.
  static func ofSeries(_ index: Int) -> Dash { allCases[(index + index / allCases.count) % allCases.count] }

  /// Lengths of dashes and gaps for a line of a width; nil for none.
  func pattern(width: Double) -> String? {
    let lengths: [Double] =
      switch self {
      case .solid: []
      case .dashed: [4, 2]
      case .dotted: [1.1, 1.7]
      case .dashDot: [5, 1.8, 1.2, 1.8]
      case .longDashed: [8, 2.5]
      }
    if lengths.isEmpty { return nil }
    var writer = SVGWriter(capacity: 32)
    for (index, length) in lengths.enumerated() {
      if index > 0 { writer.raw(" ") }
      writer.number(length * width)
    }
    return writer.text
  }
}
