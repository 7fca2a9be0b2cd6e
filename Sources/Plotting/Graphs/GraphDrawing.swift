/// Draws a computation graph: boxes in layers, the result at the bottom.
struct GraphDrawing {
  private let graph: ComputationGraph
  private let layout: LayeredLayout

  private static let boxHeight = 38.0
  private static let labelSize = 12.0
  private static let shapeSize = 10.5
  private static let arrow = 6.0

  init(_ graph: ComputationGraph) {
    self.graph = graph
    layout = LayeredLayout(
      inputs: graph.inputs, widths: graph.nodes.map(Self.width), nodeHeight: Self.boxHeight, gap: 12, layerGap: 26)
  }

  private static func width(of node: ComputationGraph.Node) -> Double {
    let label = TextMetrics.width(node.label) * labelSize * (node.kind == .result ? ChartStyle.boldWidth : 1)
    return max(node.kind == .omission ? 24 : 48, max(label, TextMetrics.width(node.shape) * shapeSize) + 18)
  }

  var svg: String {
    let margin = ChartStyle.margin
    var body = SVGWriter()
    for way in layout.ways { draw(way, &body) }
    for (node, place) in zip(graph.nodes, layout.places) { draw(node, at: place, &body) }
    var width = layout.width, height = layout.height
    let lines = RichText.lines(graph.note, size: ChartStyle.noteSize, width: max(width, 240))
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
    writer.raw("><title id=\"plot-title\">Computation graph of ")
    writer.escaped(graph.nodes[0].label)
    writer.raw("</title><desc id=\"plot-description\">")
    writer.escaped(graph.description.split(separator: "\n").joined(separator: "; "))
    writer.raw("</desc><style>")
    writer.raw(DarkColors.styleSheet(for: body.classes))
    writer.raw("</style>")
    writer.append(body)
    writer.raw("</svg>")
    return writer.text
  }

  private func draw(_ node: ComputationGraph.Node, at place: LayeredLayout.Point, _ writer: inout SVGWriter) {
    if node.kind == .omission {
      writer.label(
        RichText(pieces: [.init(text: node.label)]), x: place.x, y: place.y + 4, size: 16, anchor: .middle,
        color: .quiet)
      return
    }
    let box = Box(
      x: place.x - Self.width(of: node) / 2, y: place.y - Self.boxHeight / 2, width: Self.width(of: node),
      height: Self.boxHeight)
    let color: PlotColor =
      switch node.kind {
      case .leaf: .blue
      case .result: .orange
      case .data, .operation, .omission: .axis
      }
    let isLeaf = node.kind == .leaf || node.kind == .data
    // Leaves have corners, results of operations are round.
    func rectangle() {
      writer.raw("<rect")
      writer.attribute("x", box.x)
      writer.attribute("y", box.y)
      writer.attribute("width", box.width)
      writer.attribute("height", box.height)
      writer.attribute("rx", isLeaf ? 2.0 : 12.0)
    }
    if node.kind == .leaf || node.kind == .result {
      rectangle()
      writer.fill(color, opacity: 0.12)
      writer.raw("/>")
    }
    rectangle()
    writer.raw(" fill=\"none\"")
    writer.stroke(color, width: node.kind == .result ? 2 : 1.2)
    if node.kind == .data { writer.raw(" stroke-dasharray=\"4 3\"") }
    writer.raw("/>")
    writer.label(
      RichText(pieces: [.init(text: node.label)]), x: place.x, y: place.y - 2, size: Self.labelSize, anchor: .middle,
      isBold: node.kind == .result)
    writer.label(
      RichText(pieces: [.init(text: node.shape)]), x: place.x, y: place.y + 12, size: Self.shapeSize, anchor: .middle,
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
      end.y -= isLast ? half + Self.arrow : half
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
    writer.raw("/><path d=\"M")
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
