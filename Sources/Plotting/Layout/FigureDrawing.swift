import NotebookDisplay

/// Lays out a figure's charts and draws them.
struct FigureDrawing {
  let figure: Figure
  let width: Double
  private(set) var height: Double
  private var plans: [AxesPlan] = []
  private var title: [RichText] = []
  private(set) var frames: [PlotFrame] = []

  private static let superTitleSize = 15.5

  init(_ figure: Figure) {
    self.figure = figure
    let size = figure.drawnSize
    width = size.width * 96
    height = size.height * 96
    plan()
    layOut()
    if moveLegendsAbove() { layOut() }
    leaveOutEmptyHeight()
  }

  /// What each axes shows, with the limits that are shared.
  private mutating func plan() {
    var extents = figure.grid.map { AxesPlan.extents(of: $0) }
    if figure.sharesX {
      var all = Extent()
      for extent in extents { all.formUnion(extent.x) }
      for index in extents.indices { extents[index].x = all }
    }
    if figure.sharesY {
      var all = Extent()
      for extent in extents { all.formUnion(extent.y) }
      for index in extents.indices { extents[index].y = all }
    }
    for (index, axes) in figure.grid.enumerated() {
      var plan = AxesPlan(axes, x: extents[index].x, y: extents[index].y)
      if figure.isSingle, axes.title.isEmpty { plan.heading = figure.title }
      plan.showsXNumbers = !figure.sharesX || index / figure.columns == figure.rows - 1
      plan.showsYNumbers = !figure.sharesY || index % figure.columns == 0
      plans.append(plan)
    }
    let room = width - 2 * ChartStyle.margin
    let size = Self.superTitleSize
    let hasOwnLine = !figure.isSingle || !figure.axes.title.isEmpty
    title = RichText.lines(hasOwnLine ? figure.title : "", size: size, width: room / ChartStyle.boldWidth)
  }

  /// Finds the frames: labels need room, and how many labels there are depends on the room that is left.
  private mutating func layOut() {
    let margin = ChartStyle.margin
    let titleHeight = title.isEmpty ? 0 : Double(title.count) * Self.superTitleSize * ChartStyle.leading + 8
    let rows = figure.rows, columns = figure.columns
    let totalWidth = width - 2 * margin - Double(columns - 1) * ChartStyle.gap
    let totalHeight = height - 2 * margin - titleHeight - Double(rows - 1) * ChartStyle.gap * 0.7
    var frameWidth = totalWidth / Double(columns) * 0.85, frameHeight = totalHeight / Double(rows) * 0.75
    var lefts: [Double] = [], rights: [Double] = [], tops: [Double] = [], bottoms: [Double] = []
    for _ in 0..<3 {
      for index in plans.indices {
        plans[index].measure(
          frameWidth: frameWidth, frameHeight: frameHeight, cellWidth: totalWidth / Double(columns),
          cellHeight: totalHeight / Double(rows))
      }
      func greatest(_ part: KeyPath<AxesPlan.Insets, Double>, where isIn: (Int) -> Bool) -> Double {
        plans.indices.filter(isIn).reduce(0) { max($0, plans[$1].insets[keyPath: part]) }
      }
      lefts = (0..<columns).map { column in greatest(\.left) { $0 % columns == column } }
      rights = (0..<columns).map { column in greatest(\.right) { $0 % columns == column } }
      tops = (0..<rows).map { row in greatest(\.top) { $0 / columns == row } }
      bottoms = (0..<rows).map { row in greatest(\.bottom) { $0 / columns == row } }
      // A figure too small for its labels still has frames; the labels then meet.
      frameWidth = max(8, (totalWidth - lefts.reduce(0, +) - rights.reduce(0, +)) / Double(columns))
      frameHeight = max(8, (totalHeight - tops.reduce(0, +) - bottoms.reduce(0, +)) / Double(rows))
    }
    frames = []
    var y = margin + titleHeight
    for row in 0..<rows {
      var x = margin
      for column in 0..<columns {
        let plan = plans[row * columns + column]
        let box = Box(x: x + lefts[column], y: y + tops[row], width: frameWidth, height: frameHeight)
        frames.append(PlotFrame(box: Self.shaped(box, for: plan), x: plan.x, y: plan.y))
        x += lefts[column] + frameWidth + rights[column] + ChartStyle.gap
      }
      y += tops[row] + frameHeight + bottoms[row] + ChartStyle.gap * 0.7
    }
  }

  /// A picture that is wide and low leaves out the height that it does not need, unless it was asked for.
  private mutating func leaveOutEmptyHeight() {
    guard figure.isSingle, figure.size == nil, figure.axes.hasEqualAspect else { return }
    let insets = plans[0].insets
    let needed = frames[0].box.height + insets.top + insets.bottom + 2 * ChartStyle.margin
    guard title.isEmpty, needed < height - 1 else { return }
    height = needed.rounded(.up)
    layOut()
  }

  /// The box itself, or the largest in its middle in which a unit is as long on both axes.
  private static func shaped(_ box: Box, for plan: AxesPlan) -> Box {
    guard plan.axes.hasEqualAspect else { return box }
    let spanX = (plan.x.upper - plan.x.lower).magnitude, spanY = (plan.y.upper - plan.y.lower).magnitude
    guard spanX > 0, spanY > 0, spanX.isFinite, spanY.isFinite else { return box }
    let unit = min(box.width / spanX, box.height / spanY)
    let width = max(unit * spanX, 1), height = max(unit * spanY, 1)
    return Box(
      x: box.x + (box.width - width) / 2, y: box.y + (box.height - height) / 2, width: width, height: height)
  }

  /// Puts those legends above their frames that have no room inside; whether there are any.
  private mutating func moveLegendsAbove() -> Bool {
    var isAnyMoved = false
    for index in plans.indices {
      let axes = plans[index].axes, entries = plans[index].legendEntries
      if entries.isEmpty || axes.legend == .hidden { continue }
      let room = frames[index].box.width
      let inside = Legend(entries).fitted(to: room - 12)
      if axes.legend != .above, drawing(index).legendPlace(inside) != nil { continue }
      let above = Legend(entries, width: room + 2 * Legend.padding)
      plans[index].legendAbove = above.fitted(to: room + 2 * Legend.padding)
      isAnyMoved = true
    }
    return isAnyMoved
  }

  private func drawing(_ index: Int) -> AxesDrawing {
    AxesDrawing(plan: plans[index], frame: frames[index], clip: "clip\(index)", figureWidth: width)
  }

  /// The whole picture.
  func draw() -> (svg: String, labels: [PlacedLabel]) {
    var body = SVGWriter()
    let size = Self.superTitleSize
    var y = ChartStyle.margin + size
    for line in title {
      body.label(line, x: ChartStyle.margin, y: y, size: size, isBold: true)
      y += size * ChartStyle.leading
    }
    for index in plans.indices { drawing(index).draw(&body) }

    var writer = SVGWriter(capacity: body.bytes.count + 4_096)
    writer.raw("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\"")
    writer.attribute("width", width)
    writer.attribute("height", height)
    writer.raw(" viewBox=\"0 0 ")
    writer.point(width, height)
    writer.raw("\" role=\"img\" aria-labelledby=\"plot-title plot-description\"")
    writer.attribute("font-family", ChartStyle.fonts)
    let words = FigureWords(figure)
    writer.raw("><title id=\"plot-title\">")
    writer.escaped(words.title)
    writer.raw("</title><desc id=\"plot-description\">")
    writer.escaped(words.description)
    writer.raw("</desc><style>")
    writer.raw(DarkColors.styleSheet(for: body.classes))
    writer.raw("</style>")
    writer.append(body)
    writer.raw("</svg>")
    return (writer.text, body.labels)
  }
}
