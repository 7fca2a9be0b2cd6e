/// Draws a graph without cycles: boxes in layers, arrows leading downwards.
package struct GraphDrawing {
  /// A node: a label, and what is said of it underneath.
  package struct Node {
    package var label: String
    package var detail: String
    /// The colour of its frame; nil is that of axes.
    package var color: PlotColor?
    package var isFilled: Bool
    package var isRound: Bool
    package var isDashed: Bool
    package var isBold: Bool
    /// Without a frame, in the place of nodes that are left out.
    package var isOmission: Bool

    package init(
      _ label: String, detail: String, color: PlotColor? = nil, isFilled: Bool = false, isRound: Bool = true,
      isDashed: Bool = false, isBold: Bool = false, isOmission: Bool = false
    ) {
      self.label = label
      self.detail = detail
      self.color = color
      self.isFilled = isFilled
      self.isRound = isRound
      self.isDashed = isDashed
      self.isBold = isBold
      self.isOmission = isOmission
    }
  }

  private let title: String
  private let description: String
  private let note: String
  private let nodes: [Node]
  private let hasArrows: Bool
  private let layout: LayeredLayout

  private static let boxHeight = 38.0
  private static let labelSize = 12.0
  private static let detailSize = 10.5
  private static let arrow = 6.0

  /// - Parameters:
  ///   - title: what the picture is of, for those who don't see it; `description` says the rest.
  ///   - note: what stands below the picture.
  ///   - inputs: from which nodes an edge leads to each.
  ///   - hasArrows: false for a graph whose edges have no direction.
  package init(
    title: String, description: String, note: String = "", nodes: [Node], inputs: [[Int]], hasArrows: Bool = true,
    gap: Double = 12, layerGap: Double = 26
  ) {
    self.title = title
    self.description = description
    self.note = note
    self.nodes = nodes
    self.hasArrows = hasArrows
    layout = LayeredLayout(
      inputs: inputs, widths: nodes.map(Self.width), nodeHeight: Self.boxHeight, gap: gap, layerGap: layerGap)
  }

  private static func width(of node: Node) -> Double {
    let label = TextMetrics.width(node.label) * labelSize * (node.isBold ? ChartStyle.boldWidth : 1)
    return max(node.isOmission ? 24 : 48, max(label, TextMetrics.width(node.detail) * detailSize) + 18)
  }

  package var svg: String {
    let margin = ChartStyle.margin
    var body = SVGWriter()
    for way in layout.ways { draw(way, &body) }
    for (node, place) in zip(nodes, layout.places) { draw(node, at: place, &body) }
    var width = layout.width, height = layout.height
    let lines = RichText.lines(note, size: ChartStyle.noteSize, width: max(width, 240))
    for line in lines {
      height += ChartStyle.noteSize * ChartStyle.leading
      width = max(width, line.width(size: ChartStyle.noteSize))
      body.label(line, x: 0, y: height + 4, size: ChartStyle.noteSize, color: .quiet)
    }
    height += lines.isEmpty ? 0 : 8

    var writer = SVGWriter(capacity: body.bytes.count + 4_096)
    writer.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\"")
    writer.attribute("width", width + 2 * margin)
    writer.attribute("height", height + 2 * margin)
    writer.raw(" viewBox=\"")
    writer.point(-margin, -margin)
    writer.raw(" ")
    writer.point(width + 2 * margin, height + 2 * margin)
    writer.raw("\" role=\"img\" aria-labelledby=\"plot-title plot-description\"")
    writer.attribute("font-family", ChartStyle.fonts)
    writer.raw("><title id=\"plot-title\">")
    writer.escaped(title)
    writer.raw("</title><desc id=\"plot-description\">")
    writer.escaped(description)
    writer.raw("</desc><style>")
    writer.raw(DarkColors.styleSheet(for: body.classes))
    writer.raw("</style>")
    writer.append(body)
    writer.raw("</svg>")
    return writer.text
  }

  private func draw(_ node: Node, at place: LayeredLayout.Point, _ writer: inout SVGWriter) {
    if node.isOmission {
      writer.label(
        RichText(pieces: [.init(text: node.label)]), x: place.x, y: place.y + 4, size: 16, anchor: .middle,
        color: .quiet)
      return
    }
    let box = Box(
      x: place.x - Self.width(of: node) / 2, y: place.y - Self.boxHeight / 2, width: Self.width(of: node),
      height: Self.boxHeight)
    let color = node.color ?? .axis
    func rectangle() {
      writer.raw("<rect")
      writer.attribute("x", box.x)
      writer.attribute("y", box.y)
      writer.attribute("width", box.width)
      writer.attribute("height", box.height)
      writer.attribute("rx", node.isRound ? 12.0 : 2.0)
    }
    if node.isFilled {
      rectangle()
      writer.fill(color, opacity: 0.12)
      writer.raw("/>")
    }
    rectangle()
    writer.raw(" fill=\"none\"")
    writer.stroke(color, width: node.isBold ? 2 : 1.2)
    if node.isDashed { writer.raw(" stroke-dasharray=\"4 3\"") }
    writer.raw("/>")
    writer.label(
      RichText(pieces: [.init(text: node.label)]), x: place.x, y: place.y - 2, size: Self.labelSize, anchor: .middle,
      isBold: node.isBold)
    writer.label(
      RichText(pieces: [.init(text: node.detail)]), x: place.x, y: place.y + 12, size: Self.detailSize, anchor: .middle,
      color: .quiet)
  }

  /// From the source's lower edge to the target's upper one, straight through the layers in between.
  private func draw(
    _ way: (source: Int, target: Int, points: [LayeredLayout.Point]), _ writer: inout SVGWriter
  ) {
    let half = Self.boxHeight / 2
    var here = way.points[0]
    here.y += half
    writer.raw("<path d=\"M")
    writer.point(here.x, here.y)
    for (index, point) in way.points.enumerated().dropFirst() {
      let isLast = index == way.points.count - 1
      var end = point
      end.y -= isLast && hasArrows ? half + Self.arrow : half
      let middle = (here.y + end.y) / 2
      writer.raw("C")
      writer.point(here.x, middle)
      writer.raw(" ")
      writer.point(end.x, middle)
      writer.raw(" ")
      writer.point(end.x, end.y)
      if !isLast {
        writer.raw("V")
        writer.number(point.y + half)
      }
      here = LayeredLayout.Point(x: point.x, y: point.y + half)
    }
    writer.raw("\" fill=\"none\"")
    writer.stroke(.axis, width: 1.2)
    writer.raw("/>")
    if !hasArrows { return }
    writer.raw("<path d=\"M")
    let tip = way.points[way.points.count - 1]
    writer.point(tip.x, tip.y - half)
    writer.raw("L")
    writer.point(tip.x - Self.arrow / 2, tip.y - half - Self.arrow)
    writer.raw("L")
    writer.point(tip.x + Self.arrow / 2, tip.y - half - Self.arrow)
    writer.raw("Z\"")
    writer.fill(.axis)
    writer.raw("/>")
  }
}
