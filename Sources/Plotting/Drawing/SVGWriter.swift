/// Writes SVG as bytes: numbers with at most two decimals, text escaped.
struct SVGWriter {
  private(set) var bytes: [UInt8] = []
  /// The classes that elements were given, whose dark colours the style sheet must tell.
  private(set) var classes: Set<String> = []
  /// Where labels were put, as far as their widths can be told.
  private(set) var labels: [PlacedLabel] = []

  init(capacity: Int = 16_384) { bytes.reserveCapacity(capacity) }

  var text: String { String(decoding: bytes, as: UTF8.self) }

  /// Writes markup as it is.
  mutating func raw(_ markup: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: markup.utf8Start, count: markup.utf8CodeUnitCount))
  }

  mutating func raw(_ markup: String) { bytes.append(contentsOf: markup.utf8) }

  mutating func raw(bytes markup: [UInt8]) { bytes += markup }

  mutating func append(_ other: SVGWriter) {
    bytes += other.bytes
    classes.formUnion(other.classes)
    labels += other.labels
  }

  /// A coordinate; what lies unimaginably far away is moved to where every reader can still compute with it.
  mutating func number(_ value: Double) {
    guard value.isFinite else { return bytes.append(UInt8(ascii: "0")) }
    var hundredths = Int((Swift.min(Swift.max(value, -1e6), 1e6) * 100).rounded())
    if hundredths < 0 {
      bytes.append(UInt8(ascii: "-"))
      hundredths = -hundredths
    }
    integer(hundredths / 100)
    let rest = hundredths % 100
    if rest == 0 { return }
    bytes.append(UInt8(ascii: "."))
    bytes.append(UInt8(ascii: "0") + UInt8(rest / 10))
    if rest % 10 != 0 { bytes.append(UInt8(ascii: "0") + UInt8(rest % 10)) }
  }

  private mutating func integer(_ value: Int) {
    if value >= 10 { integer(value / 10) }
    bytes.append(UInt8(ascii: "0") + UInt8(value % 10))
  }

  /// Two coordinates.
  mutating func point(_ x: Double, _ y: Double) {
    number(x)
    bytes.append(UInt8(ascii: " "))
    number(y)
  }

  /// A rectangle, closed, as a part of a path's data.
  mutating func rectangle(_ box: Box) {
    raw("M")
    point(box.x, box.y)
    raw("h")
    number(box.width)
    raw("v")
    number(box.height)
    raw("h")
    number(-box.width)
    raw("z")
  }

  mutating func attribute(_ name: StaticString, _ value: Double) {
    raw(" ")
    raw(name)
    raw("=\"")
    number(value)
    raw("\"")
  }

  mutating func attribute(_ name: StaticString, _ value: String) {
    raw(" ")
    raw(name)
    raw("=\"")
    escaped(value)
    raw("\"")
  }

  /// Text, in which nothing is markup, and nothing is a character that XML forbids.
  mutating func escaped(_ text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"": raw("&quot;")
      case "\t", "\n", "\r": raw(" ")
      case "\0"..."\u{1F}", "\u{FFFE}", "\u{FFFF}": raw("\u{FFFD}")
      default: bytes.append(contentsOf: Unicode.UTF8.encode(scalar)!)
      }
    }
  }

  /// Says that what follows is filled with a colour.
  mutating func fill(_ color: PlotColor, opacity: Double = 1) {
    paint("fill", color, prefix: "")
    if opacity < 1 { attribute("fill-opacity", opacity) }
  }

  /// Says that what follows is drawn with lines of a colour and a width in pixels.
  mutating func stroke(_ color: PlotColor, width: Double, opacity: Double = 1) {
    paint("stroke", color, prefix: "s-")
    attribute("stroke-width", width)
    if opacity < 1 { attribute("stroke-opacity", opacity) }
  }

  /// The light colour as an attribute, which every reader knows, and a class, by which the style sheet changes it.
  private mutating func paint(_ property: StaticString, _ color: PlotColor, prefix: String) {
    attribute(property, color.light)
    if let name = color.name {
      attribute("class", prefix + name)
      classes.insert(prefix + name)
    }
  }

  /// A label whose first baseline begins, has its middle or ends at a point.
  mutating func label(
    _ label: RichText, x: Double, y: Double, size: Double, anchor: TextAnchor = .start, color: PlotColor = .ink,
    isBold: Bool = false, rotation: Double = 0
  ) {
    if label.isEmpty { return }
    labels.append(PlacedLabel(label, x: x, y: y, size: size, anchor: anchor, isBold: isBold, rotation: rotation))
    raw("<text")
    if rotation == 0 {
      attribute("x", x)
      attribute("y", y)
    } else {
      raw(" transform=\"translate(")
      point(x, y)
      raw(") rotate(")
      number(rotation)
      raw(")\"")
    }
    attribute("font-size", size)
    if anchor != .start { attribute("text-anchor", anchor.rawValue) }
    if isBold { attribute("font-weight", "600") }
    fill(color)
    raw(">")
    var rise = 0.0
    for piece in label.pieces {
      // Raised by moving the pen, and back again: Firefox knows no `baseline-shift`.
      let move = (rise - piece.rise) * size
      rise = piece.rise
      if move == 0 && piece.scale == 1 && !piece.isItalic && !piece.isBold {
        escaped(piece.text)
        continue
      }
      raw("<tspan")
      if move != 0 { attribute("dy", move) }
      if piece.scale != 1 { attribute("font-size", size * piece.scale) }
      if piece.isItalic { attribute("font-style", "italic") }
      if piece.isBold { attribute("font-weight", "bold") }
      raw(">")
      escaped(piece.text)
      raw("</tspan>")
    }
    raw("</text>")
  }
}

enum TextAnchor: String {
  case start, middle, end
}

/// A label and the room that it takes.
struct PlacedLabel {
  let text: String
  let box: Box

  init(_ label: RichText, x: Double, y: Double, size: Double, anchor: TextAnchor, isBold: Bool, rotation: Double) {
    text = label.plain
    let width = label.width(size: size) * (isBold ? ChartStyle.boldWidth : 1)
    let before = anchor == .start ? 0 : anchor == .middle ? width / 2 : width
    let ascent = 0.78 * size, height = 0.98 * size
    if rotation == 0 {
      box = Box(x: x - before, y: y - ascent, width: width, height: height)
    } else if rotation < -60 {
      // Upwards: what was to the right is above.
      box = Box(x: x - ascent, y: y - width + before, width: height, height: width)
    } else {
      // Slanted, ending at the point: labels beside each other don't meet unless their ends do.
      box = Box(x: x - ascent, y: y - ascent, width: height, height: height)
    }
  }
}
